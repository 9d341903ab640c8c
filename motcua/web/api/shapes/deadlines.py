"""The calendar and the arithmetic of due moments, as the API shows them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from motcua.deadlines.queries import CalendarYear
from motcua.deadlines.rules import DayKind, LimitUnit
from motcua.deadlines.rules.days import DayEntry
from motcua.web.api.shapes.values import Answer, Asked, AskedClock, AskedMoment, Moment


class Day(Answer):
    date: date
    name: str
    kind: DayKind
    source: str
    is_provisional: bool


class Year(Answer):
    year: int
    province: str
    days_off: list[Day]
    makeup_days: list[Day]
    hours: Annotated[
        list[tuple[str, str]], Field(examples=[[["07:30", "11:30"], ["13:00", "17:00"]]])
    ]
    is_provisional: bool


class AskedLimit(Asked):
    amount: Annotated[Decimal, Field(max_digits=40, decimal_places=30, examples=[3])]
    unit: LimitUnit


class AskedSpan(Asked):
    from_: Annotated[AskedMoment, Field(alias="from")]
    to: AskedMoment | None = None


class AskedDue(Asked):
    complete_at: AskedMoment
    limit: AskedLimit
    cutoff: Annotated[AskedClock | None, Field(examples=["15:00"])] = None
    spans: list[AskedSpan] = []
    province: Annotated[str, Field(description="Mã tỉnh hai chữ số; để trống: lịch cả nước.")] = ""


class Due(Answer):
    due_at: Moment
    due_on: date
    explanation: list[str]


def year_of(found: CalendarYear) -> Year:
    return Year(
        year=found.year,
        province=found.province_code,
        days_off=[_day(day) for day in found.days_off],
        makeup_days=[_day(day) for day in found.makeup_days],
        hours=[(f"{opens:%H:%M}", f"{closes:%H:%M}") for opens, closes in found.hours],
        is_provisional=found.is_provisional,
    )


def _day(entry: DayEntry) -> Day:
    return Day(
        date=entry.on,
        name=entry.name,
        kind=entry.kind,
        source=entry.source,
        is_provisional=entry.is_provisional,
    )
