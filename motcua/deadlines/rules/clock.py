"""Working time, hour by hour: how much there was, and when so much is used up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from decimal import Decimal

from .calendar import ONE_DAY, WorkCalendar
from .pauses import Pauses
from .values import HANOI, Limit, LimitUnit, Span, in_order, local


ZERO = timedelta()


def working_time_between(
    start: datetime, end: datetime, calendar: WorkCalendar, spans: Sequence[Span] = ()
) -> timedelta:
    """The working time in [start, end] in which the clock was not paused.

    Raises EndsBeforeStart, MomentWithoutZone, ClockStopped, TooManySpans and OutsideCalendar.
    """
    start, end = local(start), local(end)
    in_order(start, end)
    calendar.check(end.date())
    pauses = Pauses.of(spans)
    total = ZERO
    for opened, closed in _working_pieces(start, calendar, pauses):
        if opened >= end:
            break
        total += min(closed, end) - opened
    return total


def add_working_time(start: datetime, hours: Decimal, calendar: WorkCalendar) -> datetime:
    """The moment at which so many working hours after `start` are used up.

    Raises AmountOutOfRange, MomentWithoutZone and OutsideCalendar.
    """
    limit = Limit(hours, LimitUnit.WORKING_HOUR, source="")
    return used_up(local(start), limit.working_time, calendar, Pauses())


def used_up(start: datetime, amount: timedelta, calendar: WorkCalendar, pauses: Pauses) -> datetime:
    """When the amount is used up; at the end of an interval that end, not the next opening."""
    left = amount
    for opened, closed in _working_pieces(start, calendar, pauses):
        if left <= closed - opened:
            return opened + left
        left -= closed - opened
    raise AssertionError("the calendar refuses to go on without end")


def _working_pieces(
    start: datetime, calendar: WorkCalendar, pauses: Pauses
) -> Iterator[tuple[datetime, datetime]]:
    """Working time from `start` on, without end. Raises OutsideCalendar where the calendar ends."""
    day = start.date()
    while True:
        calendar.check(day)
        for opening, closing in calendar.intervals(day):
            opened = max(datetime.combine(day, opening, HANOI), start)
            closed = datetime.combine(day, closing, HANOI)
            if opened <= closed:
                yield from pauses.running(opened, closed)
        day += ONE_DAY
