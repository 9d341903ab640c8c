"""How fast a worker does one thing with a hundred dossiers.

    DJANGO_SETTINGS_MODULE=tests.settings .venv/bin/python -m bench.bulk

Through the task itself, on the embedded server, in a database of its own that is dropped at the
end; five thousand other dossiers lie beside. The aim is a hundred rows in three seconds.
"""

from __future__ import annotations

import sys
import time
from collections import Counter

import django


django.setup()

from django.db import connection  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from bench import web  # noqa: E402
from motcua.dossiers.models import Dossier  # noqa: E402
from motcua.people.rules import Actor  # noqa: E402
from motcua.work import services, tasks  # noqa: E402
from motcua.work.models import BulkLine  # noqa: E402
from motcua.work.rules import Deed, LineState  # noqa: E402
from tests import factories  # noqa: E402


ROWS = 100


def run() -> None:
    world = factories.office(days="10")
    web.lay_out(world)
    for deed, by, order in (
        (Deed.CLAIM, world.lan, 3),
        (Deed.FORWARD, world.lan, 3),
        (Deed.APPROVE, world.chu, 5),
    ):
        codes = [factories.at_step(world, order) for _ in range(ROWS)]
        measure(deed, by, codes)
    measure(Deed.ACCEPT, world.hieu, [factories.submitted(world) for _ in range(ROWS)])


def measure(deed: Deed, by: Actor, codes: list[str]) -> None:
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
    if "-v" in sys.argv:
        for query in asked.captured_queries:
            print("   ", query["time"], query["sql"][:150])


if __name__ == "__main__":
    web.main(run)
