"""What was known at a moment: every row that was ever written, kept in memory under the token.

The tables are small (some hundred rows in ten years), so a process holds them whole: the calendar
of any province at any moment then needs no further query.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any, Final
from uuid import UUID

from django.db.models import Subquery

from motcua.deadlines.models import CalendarDay, CalendarVersion, WorkHours
from motcua.deadlines.queries.national import first_day, last_day, national_days
from motcua.deadlines.rules import DayKind, HoursPeriod, Season, WorkCalendar
from motcua.deadlines.rules.calendar import ALWAYS, Intervals
from motcua.deadlines.rules.days import (
    DayEntry,
    HoursEntry,
    calendar_of,
    check_province,
    in_order_of_rank,
    laid_over,
)


@dataclass(frozen=True, slots=True)
class Period:
    """From when until when an entry was known; the last moment is not part of it."""

    since: datetime
    until: datetime | None

    def holds(self, moment: datetime) -> bool:
        return self.since <= moment and (self.until is None or moment < self.until)


@dataclass(frozen=True, slots=True)
class Known:
    """The calendar of one province as it was known from one change to the next."""

    days: Mapping[date, DayEntry]
    hours: tuple[HoursEntry, ...]
    calendar: WorkCalendar


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """All rows up to the moment `changed_at`, the latest there was when the token was read."""

    token: UUID | None
    changed_at: datetime
    days: tuple[tuple[Period, DayEntry], ...]
    hours: tuple[tuple[Period, HoursEntry], ...]

    def moment(self, province_code: str, at: datetime | None) -> datetime:
        """The moment of the last change that concerns the province and was known then."""
        moments = _moments(self, province_code)
        last = self.changed_at if at is None else min(at, self.changed_at)
        return moments[max(0, bisect_right(moments, last) - 1)]


# Replaced whole, so threads need no lock.
_latest: Snapshot | None = None


UNREAD: Final = UUID(int=0)  # None is a token too: nothing was ever written over the law


def version_token() -> Subquery:
    """The calendar's version, to be read in a query that is asked anyway; see `known`."""
    return Subquery(CalendarVersion.objects.values("token")[:1])


def known(province_code: str, at: datetime | None = None, *, token: UUID | None = UNREAD) -> Known:
    """What is known now, or was at a moment. One query; two more after a change.

    None where the caller has just read the `token` and it is that of the version in memory.
    Raises ProvinceUnknown.
    """
    check_province(province_code)
    latest = _latest
    is_current = token != UNREAD and latest is not None and latest.token == token
    snapshot = latest if latest and is_current else _up_to_date()
    return _known(snapshot, province_code, snapshot.moment(province_code, at))


def forget() -> None:
    """Read everything anew at the next question, as a process that has just begun does."""
    global _latest
    _latest = None


def _up_to_date() -> Snapshot:
    global _latest
    # The version is read before the tables, and only what its moment knows is taken from them:
    # a change in between can't come in by half.
    version = CalendarVersion.objects.values_list("token", "changed_at").first()
    token, changed_at = version or (None, None)
    latest = _latest
    if latest is None or latest.token != token:
        latest = _latest = _read(token, changed_at or ALWAYS)
    return latest


def _read(token: UUID | None, changed_at: datetime) -> Snapshot:
    days = [(_period(row), day_entry(row)) for row in CalendarDay.objects.all()]
    hours = [(_period(row), hours_entry(row)) for row in WorkHours.objects.all()]
    return Snapshot(
        token,
        changed_at,
        tuple((period, day) for period, day in days if period.since <= changed_at),
        tuple((period, entry) for period, entry in hours if period.since <= changed_at),
    )


def _period(row: CalendarDay | WorkHours) -> Period:
    return Period(row.written_at or ALWAYS, row.withdrawn_at)


@lru_cache(maxsize=128)
def _moments(snapshot: Snapshot, province_code: str) -> tuple[datetime, ...]:
    """When the calendar of the province changed, in order; ALWAYS is the first."""
    found = {ALWAYS}
    entries: Iterator[tuple[Period, Any]] = iter((*snapshot.days, *snapshot.hours))
    for period, entry in entries:
        if entry.province_code in ("", province_code):
            found |= {period.since} if period.until is None else {period.since, period.until}
    return tuple(sorted(found))


@lru_cache(maxsize=256)
def _known(snapshot: Snapshot, province_code: str, at: datetime) -> Known:
    here = ("", province_code)
    written = (d for period, d in snapshot.days if d.province_code in here and period.holds(at))
    set_hours = (h for period, h in snapshot.hours if h.province_code in here and period.holds(at))
    days, hours = laid_over(national_days(), written), in_order_of_rank(set_hours)
    calendar = calendar_of(days, hours, first=first_day(), last=last_day(), known_at=at)
    return Known(days, hours, calendar)


def day_entry(row: CalendarDay) -> DayEntry:
    return DayEntry(
        on=row.on,
        kind=DayKind(row.kind),
        name=row.name,
        source=row.source,
        province_code=row.province_code,
        id=row.pk,
    )


def hours_entry(row: WorkHours) -> HoursEntry:
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
