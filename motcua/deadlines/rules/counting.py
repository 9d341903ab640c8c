"""The due moment. One function, `due`; the rest are its parts."""

from __future__ import annotations

import calendar as months_of
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from ..errors import CutoffWithZone
from .calendar import ONE_DAY, WorkCalendar
from .clock import used_up
from .explaining import Case, Due, Shift, explain
from .pauses import Pauses
from .values import Limit, LimitUnit, Span, local


@dataclass(frozen=True, slots=True)
class DayZero:
    """The day that is not counted, the moment from which hours are, and what moved it."""

    on: date
    starts_at: datetime
    shift: Shift


def due(
    complete_at: datetime,
    limit: Limit,
    calendar: WorkCalendar,
    *,
    cutoff: time | None = None,
    spans: Sequence[Span] = (),
) -> Due:
    """The last moment at which the result is in time, with the reasons.

    Bộ luật Dân sự 2015, Điều 147 and 148. Raises ClockStopped while a span is open, OutsideCalendar
    where nobody knows yet which days are worked, MomentWithoutZone, CutoffWithZone, TooManySpans.
    """
    if cutoff is not None and cutoff.tzinfo is not None:
        raise CutoffWithZone()
    complete_at = local(complete_at)
    pauses = Pauses.of(spans)
    zero = _day_zero(complete_at, limit.unit, calendar, cutoff)
    if limit.counts_hours:
        due_at = used_up(zero.starts_at, limit.working_time, calendar, pauses)
        ends_on = due_at.date()
    else:
        ends_on = _last_day(zero.on, limit, calendar, pauses)
        due_at = calendar.closing(calendar.next_working(ends_on))
    case = Case(
        complete_at=complete_at,
        limit=limit,
        cutoff=cutoff,
        shift=zero.shift,
        day_zero=zero.on,
        starts_at=zero.starts_at,
        ends_on=ends_on,
        due_at=due_at,
    )
    return Due(due_at=due_at, lines=tuple(explain(case, calendar, pauses)))


def _day_zero(
    complete_at: datetime, unit: LimitUnit, calendar: WorkCalendar, cutoff: time | None
) -> DayZero:
    day = complete_at.date()
    calendar.check(day)
    shift = _shift(complete_at, unit, calendar, cutoff)
    if shift is Shift.NONE:
        return DayZero(day, complete_at, shift)
    next_day = calendar.next_working(day + ONE_DAY)
    return DayZero(next_day, calendar.opening(next_day), shift)


def _shift(
    complete_at: datetime, unit: LimitUnit, calendar: WorkCalendar, cutoff: time | None
) -> Shift:
    """Why the day of completion is not day zero. Calendar days know the cut-off only."""
    day = complete_at.date()
    if unit is not LimitUnit.CALENDAR_DAY:
        if not calendar.is_working(day):
            return Shift.DAY_OFF
        if complete_at > calendar.closing(day):
            return Shift.AFTER_CLOSING
    if cutoff is not None and complete_at.time() > cutoff:
        return Shift.AFTER_CUTOFF
    return Shift.NONE


def _last_day(zero: date, limit: Limit, calendar: WorkCalendar, pauses: Pauses) -> date:
    """The day with which the count is full; still to be moved when it is a day off."""
    amount = int(limit.amount)
    match limit.unit:
        case LimitUnit.CALENDAR_DAY:
            counts = _not(pauses.cover)
        case LimitUnit.MONTH:
            amount = (_months_after(zero, amount) - zero).days
            counts = _not(pauses.cover)
        case _:

            def counts(day: date) -> bool:
                return calendar.is_working(day) and not pauses.cover(day)

    day = zero
    while amount:
        day += ONE_DAY
        calendar.check(day)
        amount -= counts(day)
    return day


def _not(test: Callable[[date], bool]) -> Callable[[date], bool]:
    return lambda day: not test(day)


def _months_after(day: date, months: int) -> date:
    """The same day of the month so many months later, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = months_of.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
