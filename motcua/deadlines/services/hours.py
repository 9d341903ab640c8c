"""Working hours of the country and of provinces."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from motcua.deadlines import facts
from motcua.deadlines.errors import HoursAlreadySet, NoSuchHours, PeriodOutOfOrder
from motcua.deadlines.models import CURRENT, WorkHours
from motcua.deadlines.rules.calendar import Intervals
from motcua.deadlines.rules.days import HoursEntry, check_hours
from motcua.deadlines.services.ground import check_reason, moment_of, subject, withdraw
from motcua.journal import services as journal


@transaction.atomic
def add_hours(entry: HoursEntry, *, reason: str, by: int, at: datetime) -> int:
    """Set working hours from a day on. Returns their id.

    Raises ProvinceUnknown, TextNotPlain, PeriodOutOfOrder, NoWorkingHours and HoursAlreadySet.
    """
    check_hours(entry)
    check_reason(reason)
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
    _write_hours(row, by=by, moment=moment_of(at))
    journal.record(facts.WorkHoursAdded(**_hours_facts(row, reason)), by=by, at=at)
    return row.pk


@transaction.atomic
def end_hours(hours_id: int, *, until: date, reason: str, by: int, at: datetime) -> int:
    """Let working hours end with a day. Returns the id they have from now on.

    Raises NoSuchHours, also for hours that somebody changed since, PeriodOutOfOrder, TextNotPlain.
    """
    moment = moment_of(at)
    row = _locked_hours(hours_id)
    check_reason(reason)
    if until < row.since:
        raise PeriodOutOfOrder()
    withdraw(row, by=by, moment=moment)
    row.pk, row.until, row.withdrawn_at, row.withdrawn_by_id = None, until, None, None
    _write_hours(row, by=by, moment=moment)
    journal.record(facts.WorkHoursEnded(**_hours_facts(row, reason)), by=by, at=at)
    return row.pk


@transaction.atomic
def remove_hours(hours_id: int, *, reason: str, by: int, at: datetime) -> None:
    """Take back working hours set by mistake. Raises NoSuchHours and TextNotPlain."""
    moment = moment_of(at)
    row = _locked_hours(hours_id)
    check_reason(reason)
    withdraw(row, by=by, moment=moment)
    journal.record(facts.WorkHoursRemoved(**_hours_facts(row, reason)), by=by, at=at)


def _write_hours(row: WorkHours, *, by: int, moment: datetime) -> None:
    row.written_at, row.written_by_id = moment, by
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise HoursAlreadySet() from None


def _locked_hours(hours_id: int) -> WorkHours:
    try:
        return WorkHours.objects.select_for_update().get(CURRENT, pk=hours_id)
    except WorkHours.DoesNotExist:
        raise NoSuchHours() from None


def _pairs(intervals: Intervals) -> list[list[str]]:
    return [[f"{opens:%H:%M}", f"{closes:%H:%M}"] for opens, closes in intervals]


def _month_and_day(value: tuple[int, int] | None) -> str:
    return f"{value[0]:02}-{value[1]:02}" if value else ""


def _hours_facts(row: WorkHours, reason: str) -> dict[str, Any]:
    return {
        "subject": subject(row.province_code),
        "since": row.since,
        "until": row.until,
        "season": f"{row.season_first}–{row.season_last}" if row.season_first else "",
        "intervals": row.intervals,
        "saturday": row.saturday,
        "source": row.source,
        "reason": reason,
    }
