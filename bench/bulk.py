"""How fast a worker does one thing with a hundred dossiers.

    .venv/bin/python -m bench bulk [-v]

Through the task itself, on the embedded server, in a database of its own that is dropped at the
end; five thousand other dossiers lie beside. The aim is a hundred rows in three seconds.
"""

from __future__ import annotations

import time
from collections import Counter

from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench import ground, web
from motcua.dossiers.models import Dossier
from motcua.people.rules import Actor
from motcua.work import services, tasks
from motcua.work.models import BulkLine
from motcua.work.rules import Deed, LineState
from tests import factories


ROWS = 100


def main(words: list[str]) -> None:
    with ground.database():
        run(is_told="-v" in words)


def run(*, is_told: bool) -> None:
    world = factories.office(days="10")
    web.lay_out(world)
    for deed, by, order in (
        (Deed.CLAIM, world.lan, 3),
        (Deed.FORWARD, world.lan, 3),
        (Deed.APPROVE, world.chu, 5),
    ):
        codes = [factories.at_step(world, order) for _ in range(ROWS)]
        measure(deed, by, codes, is_told=is_told)
    waiting = [factories.submitted(world) for _ in range(ROWS)]
    measure(Deed.ACCEPT, world.hieu, waiting, is_told=is_told)


def measure(deed: Deed, by: Actor, codes: list[str], *, is_told: bool) -> None:
    found = Dossier.objects.filter(code__in=codes).values_list("code", "version")
    chosen = [services.Chosen(code, version) for code, version in found]
    number = services.begin_bulk(deed, chosen, by=by, at=factories.MORNING)
    with CaptureQueriesContext(connection) as asked:
        services.do_next(number, at=factories.MORNING)
    start, begun = time.perf_counter(), time.process_time()
    tasks.run_bulk(run_id=number)
    taken, own = time.perf_counter() - start, time.process_time() - begun
    states = Counter(BulkLine.objects.filter(run=number).values_list("state", flat=True))
    assert states == {LineState.DONE.value: ROWS}, states
    row = taken / (ROWS - 1) * 1000
    print(
        f"{deed.label:<26} {taken * ROWS / (ROWS - 1):5.2f} s   {row:5.1f} ms a row, "
        f"{own / (ROWS - 1) * 1000:4.1f} ms of them our own   "
        f"{len(asked.captured_queries):2} queries"
    )
    if is_told:
        for query in asked.captured_queries:
            print("   ", query["time"], query["sql"][:150])
