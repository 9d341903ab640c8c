"""Writing the calendar: days and hours over the law's own, each with its reason in the journal.

A change counts for what is computed from then on. Due moments already promised stay as they are
kept, until whoever keeps them computes them anew.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from motcua.deadlines import facts
from motcua.deadlines.errors import (
    DayAlreadySet,
    HoursAlreadySet,
    NoSuchDay,
    NoSuchHours,
    PeriodOutOfOrder,
)
from motcua.deadlines.models import CalendarDay, WorkHours
from motcua.deadlines.queries import work_calendar
from motcua.deadlines.rules import DayKind
from motcua.deadlines.rules.calendar import Intervals
from motcua.deadlines.rules.days import DayEntry, HoursEntry, check_day, check_hours, check_text
from motcua.journal import services as journal


@transaction.atomic
def add_day(entry: DayEntry, *, reason: str, by: int, at: datetime) -> int:
    """Write a day over the law's own. Returns its id.

    Raises ProvinceUnknown, TextNotPlain, MakeUpNotAtWeekend, OutsideCalendar and DayAlreadySet.
    """
    _check_day(entry, reason)
    row = CalendarDay(changed_at=at, changed_by_id=by)
    _write_day(row, entry)
    fact = facts.CalendarDayAdded(
        subject=_subject(entry.province_code),
        on=entry.on,
        day_kind=entry.kind,
        name=entry.name,
        source=entry.source,
        reason=reason,
    )
    journal.record(fact, by=by, at=at)
    return row.pk


@transaction.atomic
def change_day(day_id: int, entry: DayEntry, *, reason: str, by: int, at: datetime) -> None:
    """Write a day anew; its province stays. Raises NoSuchDay and what add_day raises."""
    row = _locked_day(day_id)
    _check_day(entry, reason)
    was_on, was_kind, was_name, was_source = row.on, row.kind, row.name, row.source
    row.changed_at, row.changed_by_id = at, by
    _write_day(row, entry)
    fact = facts.CalendarDayChanged(
        subject=_subject(row.province_code),
        on=entry.on,
        day_kind=entry.kind,
        name=entry.name,
        source=entry.source,
        reason=reason,
        was_on=was_on,
        was_kind=DayKind(was_kind),
        was_name=was_name,
        was_source=was_source,
    )
    journal.record(fact, by=by, at=at)


@transaction.atomic
def remove_day(day_id: int, *, reason: str, by: int, at: datetime) -> None:
    """Let the law's own day stand again. Raises NoSuchDay and TextNotPlain."""
    row = _locked_day(day_id)
    _check_reason(reason)
    row.delete()
    fact = facts.CalendarDayRemoved(
        subject=_subject(row.province_code),
        on=row.on,
        day_kind=DayKind(row.kind),
        name=row.name,
        source=row.source,
        reason=reason,
    )
    journal.record(fact, by=by, at=at)


@transaction.atomic
def add_hours(entry: HoursEntry, *, reason: str, by: int, at: datetime) -> int:
    """Set working hours from a day on. Returns their id.

    Raises ProvinceUnknown, TextNotPlain, PeriodOutOfOrder, NoWorkingHours and HoursAlreadySet.
    """
    check_hours(entry)
    _check_reason(reason)
    period = entry.period
    first, last = (period.season.first, period.season.last) if period.season else (None, None)
    row = WorkHours(
        province_code=entry.province_code,
        since=period.since,
        until=period.until,
        season_first=_month_and_day(first),
        season_last=_month_and_day(last),
        intervals=_pairs(period.intervals),
        saturday=_pairs(period.saturday),
        source=entry.source,
        changed_at=at,
        changed_by_id=by,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise HoursAlreadySet() from None
    journal.record(facts.WorkHoursAdded(**_hours_facts(row, reason)), by=by, at=at)
    return row.pk


@transaction.atomic
def end_hours(hours_id: int, *, until: date, reason: str, by: int, at: datetime) -> None:
    """Let working hours end with a day. Raises NoSuchHours, PeriodOutOfOrder and TextNotPlain."""
    row = _locked_hours(hours_id)
    _check_reason(reason)
    if until < row.since:
        raise PeriodOutOfOrder()
    row.until, row.changed_at, row.changed_by_id = until, at, by
    row.save(update_fields=["until", "changed_at", "changed_by"])
    journal.record(facts.WorkHoursEnded(**_hours_facts(row, reason)), by=by, at=at)


@transaction.atomic
def remove_hours(hours_id: int, *, reason: str, by: int, at: datetime) -> None:
    """Take back working hours set by mistake. Raises NoSuchHours and TextNotPlain."""
    row = _locked_hours(hours_id)
    _check_reason(reason)
    removed = facts.WorkHoursRemoved(**_hours_facts(row, reason))
    row.delete()
    journal.record(removed, by=by, at=at)


def _check_day(entry: DayEntry, reason: str) -> None:
    check_day(entry)
    _check_reason(reason)
    work_calendar().check(entry.on)


def _check_reason(reason: str) -> None:
    check_text("Lý do", reason, 500)


def _write_day(row: CalendarDay, entry: DayEntry) -> None:
    if row.pk is None:
        row.province_code = entry.province_code
    row.on, row.kind = entry.on, entry.kind.value
    row.name, row.source = entry.name, entry.source
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise DayAlreadySet(on=entry.on) from None


def _locked_day(day_id: int) -> CalendarDay:
    try:
        return CalendarDay.objects.select_for_update().get(pk=day_id)
    except CalendarDay.DoesNotExist:
        raise NoSuchDay() from None


def _locked_hours(hours_id: int) -> WorkHours:
    try:
        return WorkHours.objects.select_for_update().get(pk=hours_id)
    except WorkHours.DoesNotExist:
        raise NoSuchHours() from None


def _subject(province_code: str) -> str:
    return f"calendar:{province_code or 'VN'}"


def _pairs(intervals: Intervals) -> list[list[str]]:
    return [[f"{opens:%H:%M}", f"{closes:%H:%M}"] for opens, closes in intervals]


def _month_and_day(value: tuple[int, int] | None) -> str:
    return f"{value[0]:02}-{value[1]:02}" if value else ""


def _hours_facts(row: WorkHours, reason: str) -> dict[str, Any]:
    return {
        "subject": _subject(row.province_code),
        "since": row.since,
        "until": row.until,
        "season": f"{row.season_first}–{row.season_last}" if row.season_first else "",
        "intervals": row.intervals,
        "saturday": row.saturday,
        "source": row.source,
        "reason": reason,
    }
