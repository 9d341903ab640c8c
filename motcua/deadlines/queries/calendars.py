"""Calendars of provinces, kept in memory for as long as the version token stays the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from uuid import UUID

from django.db.models import Q

from motcua.deadlines.errors import NoCalendarForYear
from motcua.deadlines.models import CalendarDay, CalendarVersion, WorkHours
from motcua.deadlines.queries.national import (
    LAST_YEAR,
    first_day,
    first_year,
    last_day,
    national_days,
)
from motcua.deadlines.rules import DayKind, HoursPeriod, Season, WorkCalendar
from motcua.deadlines.rules.calendar import Intervals
from motcua.deadlines.rules.days import (
    DayEntry,
    HoursEntry,
    calendar_of,
    check_province,
    in_order_of_rank,
    laid_over,
)


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """A year as the page and the API show it.

    `hours` are those of 1 January; `periods` all that touch the year, first in rank first.
    `is_provisional`: the decision on this year's days is not known yet.
    """

    year: int
    province_code: str
    days_off: tuple[DayEntry, ...]
    makeup_days: tuple[DayEntry, ...]
    hours: Intervals
    periods: tuple[HoursEntry, ...]
    is_provisional: bool


@dataclass(frozen=True, slots=True)
class _Known:
    token: UUID | None
    days: Mapping[date, DayEntry]
    hours: tuple[HoursEntry, ...]
    calendar: WorkCalendar


# One entry a province; replaced whole, so threads need no lock.
_known: dict[str, _Known] = {}


def work_calendar(
    province_code: str = "", *, first: int | None = None, last: int | None = None
) -> WorkCalendar:
    """The calendar of a province, or of the country; from the year `first` to the year `last`.

    One query asks for the version; two more read the tables when it is not the one in memory.
    Raises ProvinceUnknown.
    """
    calendar = _up_to_date(province_code).calendar
    if first is None and last is None:
        return calendar
    return replace(
        calendar,
        first=calendar.first if first is None else max(calendar.first, date(first, 1, 1)),
        last=calendar.last if last is None else min(calendar.last, date(last, 12, 31)),
    )


def calendar_year(year: int, province_code: str = "") -> CalendarYear:
    """Raises NoCalendarForYear and ProvinceUnknown."""
    if not first_year() <= year <= LAST_YEAR:
        raise NoCalendarForYear(year=year, first=first_year(), last=LAST_YEAR)
    known = _up_to_date(province_code)
    days = sorted((day for on, day in known.days.items() if on.year == year), key=_on)
    return CalendarYear(
        year=year,
        province_code=province_code,
        days_off=tuple(day for day in days if day.kind.is_off),
        makeup_days=tuple(day for day in days if day.kind is DayKind.MAKEUP_WORK),
        hours=known.calendar.hours_on(date(year, 1, 1)),
        periods=tuple(hours for hours in known.hours if _touches(hours.period, year)),
        is_provisional=any(day.is_provisional for day in days),
    )


def overrides(year: int, province_code: str = "") -> list[DayEntry]:
    """What was written over the law for exactly this province, or the country. One query."""
    rows = CalendarDay.objects.filter(on__year=year, province_code=province_code).order_by("on")
    return [_day(row) for row in rows]


def work_hours(province_code: str = "") -> list[HoursEntry]:
    """The hours written down for exactly this province, or the country. One query."""
    rows = WorkHours.objects.filter(province_code=province_code)
    return list(in_order_of_rank(_hours(row) for row in rows))


def _up_to_date(province_code: str) -> _Known:
    check_province(province_code)
    # The token is read before the tables: content may be newer than its token, never older.
    token = CalendarVersion.objects.values_list("token", flat=True).first()
    known = _known.get(province_code)
    if known is None or known.token != token:
        known = _known[province_code] = _read(province_code, token)
    return known


def _read(province_code: str, token: UUID | None) -> _Known:
    here = Q(province_code="") | Q(province_code=province_code)
    days = laid_over(national_days(), map(_day, CalendarDay.objects.filter(here)))
    hours = in_order_of_rank(map(_hours, WorkHours.objects.filter(here)))
    return _Known(token, days, hours, calendar_of(days, hours, first=first_day(), last=last_day()))


def _day(row: CalendarDay) -> DayEntry:
    return DayEntry(
        on=row.on,
        kind=DayKind(row.kind),
        name=row.name,
        source=row.source,
        province_code=row.province_code,
        id=row.pk,
    )


def _hours(row: WorkHours) -> HoursEntry:
    season = None
    if row.season_first:
        season = Season(_month_and_day(row.season_first), _month_and_day(row.season_last))
    period = HoursPeriod(
        since=row.since,
        until=row.until,
        season=season,
        intervals=_intervals(row.intervals),
        saturday=_intervals(row.saturday),
    )
    return HoursEntry(period, row.source, row.province_code, row.pk)


def _month_and_day(text: str) -> tuple[int, int]:
    month, day = text.split("-")
    return int(month), int(day)


def _intervals(pairs: list[list[str]]) -> Intervals:
    return tuple((time.fromisoformat(opens), time.fromisoformat(closes)) for opens, closes in pairs)


def _on(day: DayEntry) -> date:
    return day.on


def _touches(period: HoursPeriod, year: int) -> bool:
    return period.since.year <= year and (period.until is None or period.until.year >= year)
