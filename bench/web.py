"""How fast the desk answers an official who has five thousand open dossiers.

    .venv/bin/python -m bench web

Times of the server alone: one process, no network. Works in a database of its own on the embedded
server, which it drops at the end.
"""

from __future__ import annotations

import random
import statistics
import time
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from psycopg import sql

from bench import ground
from motcua.demo.rules import person
from motcua.dossiers import services
from motcua.dossiers.facts import DossierReassigned
from motcua.dossiers.models import Dossier, StepRun
from motcua.journal.models import Entry
from motcua.journal.services import record
from motcua.papers.models import Paper
from motcua.people.rules import fold
from tests import factories


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


def main(_words: list[str]) -> None:
    with ground.database():
        run()


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
    text = sql.SQL(
        "INSERT INTO {table} ({columns}) SELECT {taken} FROM {table} t, "
        "generate_series(1, {times}) n WHERE {where}"
    ).format(
        table=sql.Identifier(model._meta.db_table),
        columns=sql.SQL(", ").join(map(sql.Identifier, columns)),
        taken=sql.SQL(", ").join(
            sql.SQL(changed[column]) if column in changed else sql.Identifier("t", column)
            for column in columns
        ),
        times=sql.Literal(OPEN // MODELS - 1),
        where=sql.SQL(where),
    )
    with connection.cursor() as cursor:
        cursor.execute(text, values or None)


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
