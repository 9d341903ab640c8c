"""How long the calendar takes with ten years of days and hours written for every province.

.venv/bin/python -m bench deadlines
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from bench import ground
from motcua.deadlines import queries
from motcua.deadlines.models import CalendarDay, WorkHours
from motcua.people.models import Account


PROVINCES, YEARS, DAYS = 34, 10, 10
FIRST = datetime(2020, 1, 1, tzinfo=UTC)


def main(_words: list[str]) -> None:
    with ground.database():
        run()


def run() -> None:
    rows = fill()
    moment = queries.work_calendar("05").known_at - timedelta(hours=30)
    queries.known.forget()
    report(f"cold, {rows} rows", lambda: queries.work_calendar("01"))
    report("again", lambda: queries.work_calendar("01"), times=200)
    report("another province", lambda: queries.work_calendar("07"))
    report("as known at a moment", lambda: queries.work_calendar("05", moment))
    report("that moment again", lambda: queries.work_calendar("05", moment), times=200)
    report("what a change touches", lambda: queries.changes_between("05", FIRST))


def fill() -> int:
    by = Account.objects.create(username="bench", name="Bench").pk
    days: list[CalendarDay] = []
    for place in range(PROVINCES):
        for number in range(YEARS * DAYS):
            written = FIRST + timedelta(hours=len(days))
            taken_back = {"withdrawn_at": written + timedelta(hours=5), "withdrawn_by_id": by}
            days.append(
                CalendarDay(
                    on=date(2020 + number // DAYS, 3, 1 + number % DAYS),
                    province_code=f"{place:02}",
                    kind="holiday",
                    name="Nghỉ",
                    source="QĐ",
                    written_at=written,
                    written_by_id=by,
                    **(taken_back if number % 3 == 0 else {}),
                )
            )
    CalendarDay.objects.bulk_create(days)
    hours = [
        WorkHours(
            province_code=f"{place:02}",
            since=date(2020 + year, 1, 1),
            intervals=[["07:00", "11:00"], ["13:00", "17:00"]],
            source="QĐ",
            written_at=FIRST + timedelta(hours=place * 20 + year),
            written_by_id=by,
        )
        for place in range(PROVINCES)
        for year in range(YEARS)
    ]
    WorkHours.objects.bulk_create(hours)
    return len(days) + len(hours)


def report(what: str, act: Callable[[], object], *, times: int = 1) -> None:
    began = time.perf_counter()
    for _ in range(times):
        act()
    print(f"{what:<28} {(time.perf_counter() - began) / times * 1000:8.2f} ms")
