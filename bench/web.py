"""How fast the desk answers an official who has five thousand open dossiers.

    DJANGO_SETTINGS_MODULE=tests.settings .venv/bin/python -m bench.web

Times of the server alone: one process, no network. Works in a database of its own on the embedded
server, which it drops at the end.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import django


django.setup()

from django.core.cache import cache  # noqa: E402  models need the set-up above
from django.db import connection  # noqa: E402
from django.test import Client, override_settings  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from motcua.demo.rules import person  # noqa: E402
from motcua.dossiers import services  # noqa: E402
from motcua.dossiers.facts import DossierReassigned  # noqa: E402
from motcua.dossiers.models import Dossier, StepRun  # noqa: E402
from motcua.journal.models import Entry  # noqa: E402
from motcua.journal.services import record  # noqa: E402
from motcua.papers.models import Paper  # noqa: E402
from motcua.people.rules import fold  # noqa: E402
from tests import factories  # noqa: E402


OPEN = 5000
MODELS = 20  # dossiers that lived by the services; the others are copies under other names
TIMES = 200
ENTRIES = 200  # in the journal of the dossier that is opened
NAMES = [person(random.Random(number), "").name for number in range(300)]


@dataclass(frozen=True, slots=True)
class Page:
    name: str
    path: str
    is_signed_in: bool = True


def main(measure: Callable[[], None]) -> None:
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        with override_settings(DEBUG=False, ALLOWED_HOSTS=["testserver"]):
            measure()
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def run() -> None:
    world = factories.office(days="10")
    code = lay_out(world)
    desk = Client()
    desk.force_login(factories.Account.objects.get(pk=world.lan.user_id))
    pages = (
        Page("work list, first page", "/can-bo/"),
        Page("work list, what is late", "/can-bo/?tt=late"),
        Page("work list, the office", "/can-bo/?ro=unit"),
        Page(f"dossier, {ENTRIES} entries", f"/can-bo/ho-so/{code}/"),
        Page("search by name", f"/can-bo/tim/?q={fold(NAMES[0]).replace(' ', '+')}"),
        Page("search by number", "/can-bo/tim/?q=036198"),
        Page("search by code", "/can-bo/tim/?q=H40.12.05-2608"),
        Page("search that finds nothing", "/can-bo/tim/?q=zzzz"),
        Page("tracking page", f"/tra-cuu/{code}/", is_signed_in=False),
    )
    count = Dossier.objects.filter(assignee_id=world.lan.user_id).count()
    print(f"{count} open dossiers of one official, {TIMES} times each page")
    for page in pages:
        show(page, desk if page.is_signed_in else Client())


def lay_out(world: factories.World) -> str:
    """The dossiers; returns the code of one that the services made."""
    codes = []
    for number in range(MODELS):
        at = factories.later(days=-number)
        code = factories.at_step(world, 3, at=at)
        services.reassign(code, to_user=world.lan.user_id, by=world.anh, at=at)
        codes.append(code)
    chosen = f"1 + (t.id * 31 + n * 7) %% {len(NAMES)}"
    copy(
        Dossier,
        {
            "code": "t.code || '-' || n",
            "due_at": "t.due_at + n * interval '7 minutes'",
            "register_number": "t.register_number + n * 100000",
            "applicant_name": f"(%(names)s::text[])[{chosen}]",
            "search_key": f"(%(keys)s::text[])[{chosen}] || ' ' || t.search_key",
        },
        names=NAMES,
        keys=[fold(name) for name in NAMES],
    )
    whose = """(SELECT c.id FROM dossiers_dossier c JOIN dossiers_dossier o
                ON c.code = o.code || '-' || n WHERE o.id = t.dossier_id)"""
    copy(StepRun, {"dossier_id": whose})
    copy(Paper, {"subject": "t.subject || '-' || n"})
    copy(Entry, {"subject": "t.subject || '-' || n"}, where="t.kind LIKE 'dossier.%%'")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    moved = DossierReassigned(subject=codes[0], step="Thụ lý", assignee=world.lan.name)
    for _ in range(ENTRIES - Entry.objects.filter(subject=codes[0]).count()):
        record(moved, by=world.anh.user_id, at=factories.later(days=1))
    return codes[0]


def copy(model: Any, changed: dict[str, str], *, where: str = "true", **values: Any) -> None:
    """Every row so many times more; the columns that are named get another value."""
    columns = [field.column for field in model._meta.fields if not field.primary_key]
    taken = ", ".join(changed.get(column, f't."{column}"') for column in columns)
    given = ", ".join(f'"{column}"' for column in columns)
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({given}) SELECT {taken} FROM {table} t, "  # noqa: S608  names of our own
            f"generate_series(1, {OPEN // MODELS - 1}) n WHERE {where}",
            values or None,
        )


def show(page: Page, client: Client) -> None:
    client.get(page.path)
    with CaptureQueriesContext(connection) as asked:
        size = len(client.get(page.path).content)
    queries = len(asked.captured_queries)  # before the log is emptied
    both = [timed(client, page.path) for _ in range(TIMES)]
    taken = sorted(whole for whole, _ in both)
    p95, own = taken[int(len(taken) * 0.95)], statistics.median(own for _, own in both)
    print(
        f"{page.name:<26} p50 {statistics.median(taken):6.1f} ms   p95 {p95:6.1f} ms   "
        f"own {own:5.1f} ms   "
        f"{queries:2} queries   {size // 1024:3} KB"
    )


def timed(client: Client, path: str) -> tuple[float, float]:
    """By the clock, and of the processor for this process: what neighbours do not disturb."""
    cache.clear()  # the limit of look-ups a minute is not what is measured
    start, begun = time.perf_counter(), time.process_time()
    response = client.get(path)
    taken, own = (time.perf_counter() - start) * 1000, (time.process_time() - begun) * 1000
    assert response.status_code == 200, (path, response.status_code)
    return taken, own


if __name__ == "__main__":
    main(run)
