"""Writing the calendar: days and hours over the law's own, each with its reason in the journal.

A change counts for what is computed from then on. Due moments already promised stay as they are
kept, until whoever keeps them computes them anew.

Nothing written is lost: a change withdraws what was there and writes beside it. The moments of all
changes differ and only grow, whatever the clocks of the machines say, so each of them names one
state of the calendar.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import uuid4

from django.db import IntegrityError, transaction

from motcua.deadlines import facts
from motcua.deadlines.errors import (
    DayAlreadySet,
    HoursAlreadySet,
    NoSuchDay,
    NoSuchHours,
    PeriodOutOfOrder,
)
from motcua.deadlines.models import CURRENT, CalendarDay, CalendarVersion, WorkHours
from motcua.deadlines.queries import work_calendar
from motcua.deadlines.rules import DayKind
from motcua.deadlines.rules.calendar import Intervals
from motcua.deadlines.rules.days import DayEntry, HoursEntry, check_day, check_hours, check_text
from motcua.journal import services as journal


A_TICK: Final = timedelta(microseconds=1)


@transaction.atomic
def add_day(entry: DayEntry, *, reason: str, by: int, at: datetime) -> int:
    """Write a day over the law's own. Returns its id.

    Raises ProvinceUnknown, TextNotPlain, MakeUpNotAtWeekend, OutsideCalendar and DayAlreadySet.
    """
    _check_day(entry, reason)
    day_id = _write_day(entry, entry.province_code, by=by, moment=_moment(at))
    fact = facts.CalendarDayAdded(
        subject=_subject(entry.province_code),
        on=entry.on,
        day_kind=entry.kind,
        name=entry.name,
        source=entry.source,
        reason=reason,
    )
    journal.record(fact, by=by, at=at)
    return day_id


@transaction.atomic
def change_day(day_id: int, entry: DayEntry, *, reason: str, by: int, at: datetime) -> int:
    """Write a day anew; its province stays. Returns the id it has from now on.

    Raises NoSuchDay, also for a day that somebody changed since, and what add_day raises.
    """
    moment = _moment(at)
    row = _locked_day(day_id)
    _check_day(entry, reason)
    _withdraw(row, by=by, moment=moment)
    new_id = _write_day(entry, row.province_code, by=by, moment=moment)
    fact = facts.CalendarDayChanged(
        subject=_subject(row.province_code),
        on=entry.on,
        day_kind=entry.kind,
        name=entry.name,
        source=entry.source,
        reason=reason,
        was_on=row.on,
        was_kind=DayKind(row.kind),
        was_name=row.name,
        was_source=row.source,
    )
    journal.record(fact, by=by, at=at)
    return new_id


@transaction.atomic
def remove_day(day_id: int, *, reason: str, by: int, at: datetime) -> None:
    """Let the law's own day stand again. Raises NoSuchDay and TextNotPlain."""
    moment = _moment(at)
    row = _locked_day(day_id)
    _check_reason(reason)
    _withdraw(row, by=by, moment=moment)
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
    )
    _write_hours(row, by=by, moment=_moment(at))
    journal.record(facts.WorkHoursAdded(**_hours_facts(row, reason)), by=by, at=at)
    return row.pk


@transaction.atomic
def end_hours(hours_id: int, *, until: date, reason: str, by: int, at: datetime) -> int:
    """Let working hours end with a day. Returns the id they have from now on.

    Raises NoSuchHours, also for hours that somebody changed since, PeriodOutOfOrder, TextNotPlain.
    """
    moment = _moment(at)
    row = _locked_hours(hours_id)
    _check_reason(reason)
    if until < row.since:
        raise PeriodOutOfOrder()
    _withdraw(row, by=by, moment=moment)
    row.pk, row.until, row.withdrawn_at, row.withdrawn_by_id = None, until, None, None
    _write_hours(row, by=by, moment=moment)
    journal.record(facts.WorkHoursEnded(**_hours_facts(row, reason)), by=by, at=at)
    return row.pk


@transaction.atomic
def remove_hours(hours_id: int, *, reason: str, by: int, at: datetime) -> None:
    """Take back working hours set by mistake. Raises NoSuchHours and TextNotPlain."""
    moment = _moment(at)
    row = _locked_hours(hours_id)
    _check_reason(reason)
    _withdraw(row, by=by, moment=moment)
    journal.record(facts.WorkHoursRemoved(**_hours_facts(row, reason)), by=by, at=at)


def _check_day(entry: DayEntry, reason: str) -> None:
    check_day(entry)
    _check_reason(reason)
    work_calendar().check(entry.on)


def _check_reason(reason: str) -> None:
    check_text("Lý do", reason, 500)


def _moment(at: datetime) -> datetime:
    """The moment of this change: `at`, or just after the last change if that was later.

    Locks the version, so that changes come one after the other.
    """
    CalendarVersion.objects.get_or_create(pk=1, defaults={"token": uuid4()})
    last = CalendarVersion.objects.select_for_update().get(pk=1).changed_at
    return at if last is None else max(at, last + A_TICK)


def _write_day(entry: DayEntry, province_code: str, *, by: int, moment: datetime) -> int:
    row = CalendarDay(
        on=entry.on,
        province_code=province_code,
        kind=entry.kind.value,
        name=entry.name,
        source=entry.source,
        written_at=moment,
        written_by_id=by,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise DayAlreadySet(on=entry.on) from None
    return row.pk


def _write_hours(row: WorkHours, *, by: int, moment: datetime) -> None:
    row.written_at, row.written_by_id = moment, by
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise HoursAlreadySet() from None


def _withdraw(row: CalendarDay | WorkHours, *, by: int, moment: datetime) -> None:
    row.withdrawn_at, row.withdrawn_by_id = moment, by
    row.save(update_fields=["withdrawn_at", "withdrawn_by"])


def _locked_day(day_id: int) -> CalendarDay:
    try:
        return CalendarDay.objects.select_for_update().get(CURRENT, pk=day_id)
    except CalendarDay.DoesNotExist:
        raise NoSuchDay() from None


def _locked_hours(hours_id: int) -> WorkHours:
    try:
        return WorkHours.objects.select_for_update().get(CURRENT, pk=hours_id)
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
