"""Days over the law's own."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from motcua.deadlines import facts
from motcua.deadlines.errors import DayAlreadySet, NoSuchDay
from motcua.deadlines.models import CURRENT, CalendarDay
from motcua.deadlines.queries import work_calendar
from motcua.deadlines.rules import DayKind
from motcua.deadlines.rules.days import DayEntry, check_day
from motcua.deadlines.services.ground import check_reason, moment_of, subject, withdraw
from motcua.journal import services as journal


@transaction.atomic
def add_day(entry: DayEntry, *, reason: str, by: int, at: datetime) -> int:
    """Write a day over the law's own. Returns its id.

    Raises ProvinceUnknown, TextNotPlain, MakeUpNotAtWeekend, OutsideCalendar and DayAlreadySet.
    """
    _check_day(entry, reason)
    day_id = _write_day(entry, entry.province_code, by=by, moment=moment_of(at))
    fact = facts.CalendarDayAdded(
        subject=subject(entry.province_code),
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
    moment = moment_of(at)
    row = _locked_day(day_id)
    _check_day(entry, reason)
    withdraw(row, by=by, moment=moment)
    new_id = _write_day(entry, row.province_code, by=by, moment=moment)
    fact = facts.CalendarDayChanged(
        subject=subject(row.province_code),
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
    moment = moment_of(at)
    row = _locked_day(day_id)
    check_reason(reason)
    withdraw(row, by=by, moment=moment)
    fact = facts.CalendarDayRemoved(
        subject=subject(row.province_code),
        on=row.on,
        day_kind=DayKind(row.kind),
        name=row.name,
        source=row.source,
        reason=reason,
    )
    journal.record(fact, by=by, at=at)


def _check_day(entry: DayEntry, reason: str) -> None:
    check_day(entry)
    check_reason(reason)
    work_calendar().check(entry.on)


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


def _locked_day(day_id: int) -> CalendarDay:
    try:
        return CalendarDay.objects.select_for_update().get(CURRENT, pk=day_id)
    except CalendarDay.DoesNotExist:
        raise NoSuchDay() from None
