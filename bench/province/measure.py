"""The reads behind reports, boards and lists, cold once and then warm."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.province import pages
from motcua.ledger.queries import By, cases, counts, officer_counts
from motcua.ledger.rules import ARRIVALS, OPENINGS, Cell, Period
from motcua.people.models import Unit
from motcua.reports.queries import Grouping, report
from motcua.scorecards.queries import scorecards


TIMES = 15


@dataclass(frozen=True, slots=True)
class Read:
    name: str
    act: Callable[[], object]
    aim_ms: float


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    cold_ms: float
    median_ms: float
    worst_ms: float
    queries: int
    aim_ms: float


def measure(last: date, *, is_explained: bool) -> list[dict[str, Any]]:
    print(f"\n{'':<58}{'cold':>9}{'median':>9}{'worst':>9}{'queries':>9}{'aim':>8}")
    rows = []
    for read in reads(last):
        row = _row(read)
        missed = "  MISSED" if row.median_ms > row.aim_ms else ""
        print(
            f"{row.name:<58}{row.cold_ms:>9.1f}{row.median_ms:>9.1f}{row.worst_ms:>9.1f}"
            f"{row.queries:>9}{row.aim_ms:>8.0f}{missed}",
            flush=True,
        )
        if missed and is_explained:
            _explain(read)
        rows.append(asdict(row))
    print(f"load average {os.getloadavg()[0]:.1f}, {TIMES} times each, in ms")
    return rows


def reads(last: date) -> Iterator[Read]:
    year = Period(last - timedelta(days=364), last)
    unit = Unit.objects.get(code="H40.42").pk
    agencies = list(Unit.objects.filter(kind__in=["province", "commune", "vertical"]))
    ids = [one.pk for one in agencies]
    yield from _reports(year, last)
    yield from _boards(unit, ids, year, last)
    yield from _lists(unit, ids, year, last)
    top = next(one.pk for one in agencies if one.kind == "province")
    for page, client in pages.pages(unit, top, last.year):
        yield Read(page.name, lambda p=page, c=client: pages.seen(p, c), page.aim_ms)


def _reports(year: Period, last: date) -> Iterator[Read]:
    law = Period(date(last.year - 1, 12, 15), last)
    past = Period(last - timedelta(days=250), last - timedelta(days=100))
    for name, period in (("365 days", year), ("year of the regime", law), ("a past span", past)):
        yield Read(f"counts by unit, {name}", lambda p=period: counts(p, by=By.UNIT), 300)
        yield Read(f"counts by field, {name}", lambda p=period: counts(p, by=By.FIELD), 300)
    yield Read("counts by procedure, 365 days", lambda: counts(year, by=By.PROCEDURE), 300)
    yield Read("counts in total, 365 days", lambda: counts(year), 300)
    yield Read("report by unit, the whole house", lambda: report(year, by=Grouping.UNIT), 300)
    yield Read("report by field, the whole house", lambda: report(year, by=Grouping.FIELD), 300)


def _boards(unit: int, ids: list[int], year: Period, last: date) -> Iterator[Read]:
    month = Period(last.replace(day=1), last)
    yield Read("a unit: counts of the month", lambda: counts(month, units=[unit]), 50)
    yield Read("a unit: counts by field of the year", lambda: _unit_fields(unit, year), 50)
    yield Read("a unit: by officer, the month", lambda: officer_counts(unit, month), 50)
    yield Read("a unit: by officer, the year", lambda: officer_counts(unit, year), 50)
    yield Read("766 of 150 agencies, the month", lambda: scorecards(month, ids), 2000)
    yield Read("766 of 150 agencies, the year", lambda: scorecards(year, ids), 2000)
    yield Read("766 of one agency, the month", lambda: scorecards(month, [unit]), 300)


def _unit_fields(unit: int, year: Period) -> object:
    return counts(year, units=[unit], by=By.FIELD)


def _lists(unit: int, ids: list[int], year: Period, last: date) -> Iterator[Read]:
    then = last - timedelta(days=150)
    past = Period(then.replace(day=1), then)
    for when, period in (("now", year), ("past month", past)):
        for what, cells in (
            ("received", ARRIVALS),
            ("received by post", (Cell.RECEIVED_POSTAL,)),
            ("carried over", (Cell.CARRIED_OVER,)),
            ("granted early", (Cell.GRANTED_EARLY,)),
            ("granted late", (Cell.GRANTED_LATE,)),
            ("withdrawn late", (Cell.WITHDRAWN_LATE,)),
            ("open", OPENINGS),
            ("open late", (Cell.OPEN_LATE,)),
            ("waiting", (Cell.AWAITING_SUPPLEMENT,)),
            ("paused", (Cell.PAUSED,)),
        ):
            for whose, units in (("house", None), ("150 agencies", ids), ("unit", [unit])):
                yield Read(
                    f"list, {what}, {whose}, {when}",
                    lambda p=period, c=cells, u=units: cases(p, c, units=u),
                    50,
                )
    for what, cells in (("received", ARRIVALS), ("granted early", (Cell.GRANTED_EARLY,))):
        for whose, units in (("150 agencies", ids), ("unit", [unit])):
            deep = f"{last - timedelta(days=180):%Y-%m-%d}:999999999"
            yield Read(
                f"list, {what}, {whose}, a deep page",
                lambda c=cells, u=units, d=deep: cases(year, c, units=u, cursor=d),
                50,
            )
    yield Read("list, granted late, one field", lambda: _of_field(year), 50)
    yield Read("list, open late, one procedure", lambda: _of_procedure(year), 50)


def _of_field(year: Period) -> object:
    return cases(year, Cell.GRANTED_LATE, field="Lâm nghiệp")


def _of_procedure(year: Period) -> object:
    return cases(year, Cell.OPEN_LATE, procedure="1.001193")


def _row(read: Read) -> Row:
    cold = _timed(read.act)
    with CaptureQueriesContext(connection) as asked:
        read.act()
    queries = len(asked.captured_queries)  # before a request empties the log
    taken = sorted(_timed(read.act) for _ in range(TIMES))
    return Row(
        name=read.name,
        cold_ms=round(cold, 1),
        median_ms=round(statistics.median(taken), 1),
        worst_ms=round(taken[-1], 1),
        queries=queries,
        aim_ms=read.aim_ms,
    )


def _timed(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000


def _explain(read: Read) -> None:
    with CaptureQueriesContext(connection) as asked:
        read.act()
    if not asked.captured_queries:
        return
    slowest = max(asked.captured_queries, key=lambda query: float(query["time"]))
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN (ANALYZE, BUFFERS) " + slowest["sql"].replace("%", "%%"))
        for (line,) in cursor.fetchall():
            print("      ", line[:230])
