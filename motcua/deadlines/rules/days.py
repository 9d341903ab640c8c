"""Days of the calendar as they are known and written down, and how they lie over one another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from unicodedata import category

from ..errors import (
    MakeUpNotAtWeekend,
    NoWorkingHours,
    PeriodOutOfOrder,
    ProvinceUnknown,
    TextNotPlain,
)
from .calendar import ALWAYS, SATURDAY, DayKind, HoursPeriod, Intervals, Season, WorkCalendar


@dataclass(frozen=True, slots=True)
class DayEntry:
    """A day that is not what its weekday says, and who says so. No province: the whole country.

    `id` is that of an override somebody wrote; None where the law itself gives the day.
    `is_provisional`: computed from the law, before the decision on this year's days is known.
    """

    on: date
    kind: DayKind
    name: str
    source: str
    province_code: str = ""
    id: int | None = None
    is_provisional: bool = False


@dataclass(frozen=True, slots=True)
class HoursEntry:
    """Working hours somebody wrote down, and the decision behind them."""

    period: HoursPeriod
    source: str
    province_code: str = ""
    id: int | None = None


def laid_over(national: Iterable[DayEntry], overrides: Iterable[DayEntry]) -> dict[date, DayEntry]:
    """One entry a day: the province's own before the country's override before the law."""
    return {entry.on: entry for entry in [*national, *sorted(overrides, key=_province)]}


def in_order_of_rank(entries: Iterable[HoursEntry]) -> tuple[HoursEntry, ...]:
    """The province's own first, then seasons before whole years, then the latest to begin."""
    return tuple(sorted(entries, key=_rank))


def calendar_of(
    days: Mapping[date, DayEntry],
    hours: Iterable[HoursEntry],
    *,
    first: date,
    last: date,
    known_at: datetime = ALWAYS,
) -> WorkCalendar:
    return WorkCalendar(
        days_off=frozenset(on for on, entry in days.items() if entry.kind.is_off),
        makeup_days=frozenset(
            on for on, entry in days.items() if entry.kind is DayKind.MAKEUP_WORK
        ),
        periods=tuple(entry.period for entry in in_order_of_rank(hours)),
        names={on: entry.name for on, entry in days.items()},
        first=first,
        last=last,
        known_at=known_at,
    )


def _province(entry: DayEntry) -> str:
    return entry.province_code


def _rank(entry: HoursEntry) -> tuple[bool, bool, int]:
    period = entry.period
    return not entry.province_code, period.season is None, -period.since.toordinal()


def check_province(code: str) -> None:
    """Raises ProvinceUnknown."""
    if not re.fullmatch(r"([0-9]{2})?", code):
        raise ProvinceUnknown()


def check_text(field: str, text: str, most: int) -> None:
    """Raises TextNotPlain: empty, too long, or with characters nobody can see or store."""
    is_plain = not any(category(char) in ("Cc", "Cs") for char in text)
    if not text.strip() or len(text) > most or not is_plain:
        raise TextNotPlain(field=field, most=most)


def check_day(entry: DayEntry) -> None:
    """Raises ProvinceUnknown, TextNotPlain and MakeUpNotAtWeekend."""
    check_province(entry.province_code)
    check_text("Tên ngày", entry.name, 120)
    check_text("Căn cứ", entry.source, 250)
    if entry.kind is DayKind.MAKEUP_WORK and entry.on.weekday() < SATURDAY:
        raise MakeUpNotAtWeekend(on=entry.on)


def check_hours(entry: HoursEntry) -> None:
    """Raises ProvinceUnknown, TextNotPlain, PeriodOutOfOrder and NoWorkingHours."""
    check_province(entry.province_code)
    check_text("Căn cứ", entry.source, 250)
    period = entry.period
    if period.until is not None and period.until < period.since:
        raise PeriodOutOfOrder()
    if period.season is not None and not _is_season(period.season):
        raise PeriodOutOfOrder()
    if not period.intervals or not _in_sequence(period.intervals):
        raise NoWorkingHours()
    if not _in_sequence(period.saturday):
        raise NoWorkingHours()


def _is_season(season: Season) -> bool:
    try:
        for month, day in (season.first, season.last):
            date(2024, month, day)  # a leap year: 29 February may begin a season
    except ValueError:
        return False
    return True


def _in_sequence(intervals: Intervals) -> bool:
    moments = [moment for interval in intervals for moment in interval]
    rising = all(earlier < later for earlier, later in zip(moments, moments[1:], strict=False))
    return len(intervals) <= 4 and rising
