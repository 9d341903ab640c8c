"""Calendars of provinces: as they are known now, and as they were known at a moment."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from motcua.deadlines.errors import NoCalendarForYear
from motcua.deadlines.models import CURRENT, CalendarDay, WorkHours
from motcua.deadlines.queries.known import UNREAD, day_entry, hours_entry, known
from motcua.deadlines.queries.national import LAST_YEAR, first_year
from motcua.deadlines.rules import DayKind, HoursPeriod, WorkCalendar
from motcua.deadlines.rules.calendar import Intervals
from motcua.deadlines.rules.changes import Changes, changes
from motcua.deadlines.rules.days import DayEntry, HoursEntry, in_order_of_rank
from motcua.deadlines.rules.values import local


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


def work_calendar(
    province_code: str = "",
    known_at: datetime | None = None,
    *,
    token: UUID | None = UNREAD,
    first: int | None = None,
    last: int | None = None,
) -> WorkCalendar:
    """The calendar of a province, or of the country; from the year `first` to the year `last`.

    As it is known now, or exactly as it was known at `known_at`; the law's own days were known
    always. Who computes a moment that must be found again keeps the calendar's own `known_at`
    beside it and asks with that: a change made a second ago by a clock that is ahead is in it too.
    One query asks for the version, unless the caller read its `token` with `version_token()`; two
    more read the tables when it is not the one in memory.
    Raises ProvinceUnknown and MomentWithoutZone.
    """
    calendar = _calendar(province_code, known_at, token)
    if first is None and last is None:
        return calendar
    return replace(
        calendar,
        first=calendar.first if first is None else max(calendar.first, date(first, 1, 1)),
        last=calendar.last if last is None else min(calendar.last, date(last, 12, 31)),
    )


def changes_between(province_code: str, a: datetime, b: datetime | None = None) -> Changes:
    """What the calendar says otherwise at `b` (or now) than it said at `a`.

    With this one finds the dossiers that a change touches. Raises as `work_calendar` does.
    """
    return changes(_calendar(province_code, a), _calendar(province_code, b))


def calendar_year(year: int, province_code: str = "") -> CalendarYear:
    """Raises NoCalendarForYear and ProvinceUnknown."""
    if not first_year() <= year <= LAST_YEAR:
        raise NoCalendarForYear(year=year, first=first_year(), last=LAST_YEAR)
    now = known(province_code)
    days = sorted((day for on, day in now.days.items() if on.year == year), key=_on)
    return CalendarYear(
        year=year,
        province_code=province_code,
        days_off=tuple(day for day in days if day.kind.is_off),
        makeup_days=tuple(day for day in days if day.kind is DayKind.MAKEUP_WORK),
        hours=now.calendar.hours_on(date(year, 1, 1)),
        periods=tuple(hours for hours in now.hours if _touches(hours.period, year)),
        is_provisional=any(day.is_provisional for day in days),
    )


def overrides(year: int, province_code: str = "") -> list[DayEntry]:
    """What is written over the law for exactly this province, or the country. One query."""
    rows = CalendarDay.objects.filter(CURRENT, on__year=year, province_code=province_code)
    return [day_entry(row) for row in rows.order_by("on")]


def work_hours(province_code: str = "") -> list[HoursEntry]:
    """The hours written down for exactly this province, or the country. One query."""
    rows = WorkHours.objects.filter(CURRENT, province_code=province_code)
    return list(in_order_of_rank(hours_entry(row) for row in rows))


def _calendar(
    province_code: str, known_at: datetime | None, token: UUID | None = UNREAD
) -> WorkCalendar:
    at = None if known_at is None else local(known_at)
    return known(province_code, at, token=token).calendar


def _on(day: DayEntry) -> date:
    return day.on


def _touches(period: HoursPeriod, year: int) -> bool:
    return period.since.year <= year and (period.until is None or period.until.year >= year)
