"""What a due moment is counted from: a limit, and the spans in which the clock stood still."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from ..errors import (
    AmountNotWhole,
    AmountOutOfRange,
    AmountTooFine,
    ClockStopped,
    EndsBeforeStart,
    MomentWithoutZone,
    TooManySpans,
)
from .wording import number_text


HANOI: Final = ZoneInfo("Asia/Ho_Chi_Minh")
HOURS_A_DAY: Final = 8  # what a fraction of a working day is a fraction of
MOST_SPANS: Final = 1000
MOST_DECIMALS: Final = 4


class LimitUnit(StrEnum):
    WORKING_DAY = "working_day"
    WORKING_HOUR = "working_hour"
    CALENDAR_DAY = "calendar_day"
    MONTH = "month"

    @property
    def label(self) -> str:
        return _UNIT_LABELS[self]


_UNIT_LABELS: Final = {
    LimitUnit.WORKING_DAY: "ngày làm việc",
    LimitUnit.WORKING_HOUR: "giờ làm việc",
    LimitUnit.CALENDAR_DAY: "ngày",
    LimitUnit.MONTH: "tháng",
}
# Far above any limit of the law; a larger number is a slip of the finger or an attack.
_MOST: Final = {
    LimitUnit.WORKING_DAY: 10_000,
    LimitUnit.WORKING_HOUR: 80_000,
    LimitUnit.CALENDAR_DAY: 10_000,
    LimitUnit.MONTH: 330,
}


@dataclass(frozen=True, slots=True)
class Limit:
    """A time limit as an act sets it. Raises AmountOutOfRange, AmountTooFine, AmountNotWhole."""

    amount: Decimal
    unit: LimitUnit
    source: str  # the act and article that set it

    def __post_init__(self) -> None:
        most = _MOST[self.unit]
        if not self.amount.is_finite() or not 0 <= self.amount <= most:
            raise AmountOutOfRange(most=number_text(Decimal(most)))
        exponent = self.amount.normalize().as_tuple().exponent
        if isinstance(exponent, int) and exponent < -MOST_DECIMALS:
            raise AmountTooFine(most=MOST_DECIMALS)
        if self.unit in (LimitUnit.CALENDAR_DAY, LimitUnit.MONTH) and not self.is_whole:
            raise AmountNotWhole(unit=self.unit.label)

    @property
    def is_whole(self) -> bool:
        return self.amount == self.amount.to_integral_value()

    @property
    def counts_hours(self) -> bool:
        """Working time is used up, hour by hour; otherwise days are counted, one by one."""
        if self.unit is LimitUnit.WORKING_HOUR:
            return True
        return self.unit is LimitUnit.WORKING_DAY and not self.is_whole

    @property
    def working_time(self) -> timedelta:
        """The working time of a limit that `counts_hours`."""
        hours = self.amount * (HOURS_A_DAY if self.unit is LimitUnit.WORKING_DAY else 1)
        return hours_as_time(hours)

    @property
    def label(self) -> str:
        """«3 ngày làm việc», «0,25 ngày làm việc», «trong ngày»."""
        if self.amount == 0 and self.unit in (LimitUnit.WORKING_DAY, LimitUnit.CALENDAR_DAY):
            return "trong ngày"
        return f"{number_text(self.amount)} {self.unit.label}"


@dataclass(frozen=True, slots=True)
class Span:
    """The clock stood still from `start` to `end`; while `end` is None it still does.

    Raises MomentWithoutZone, EndsBeforeStart.
    """

    start: datetime
    end: datetime | None

    def __post_init__(self) -> None:
        object.__setattr__(self, "start", local(self.start))
        if self.end is not None:
            object.__setattr__(self, "end", local(self.end))
            in_order(self.start, self.end)


def local(moment: datetime) -> datetime:
    """The same moment as clocks in Vietnam show it. Raises MomentWithoutZone."""
    if moment.utcoffset() is None:
        raise MomentWithoutZone()
    try:
        return moment.astimezone(HANOI)
    except OverflowError:  # the first and last hours that a datetime can hold
        return moment.replace(tzinfo=HANOI)


def in_order(start: datetime, end: datetime) -> None:
    if end < start:
        raise EndsBeforeStart(start=local(start), end=local(end))


def hours_as_time(hours: Decimal) -> timedelta:
    return timedelta(microseconds=int(hours * 3_600_000_000))


def closed_in_order(spans: Sequence[Span]) -> tuple[tuple[datetime, datetime], ...]:
    """The spans by their start. Raises ClockStopped when one is open, TooManySpans."""
    if len(spans) > MOST_SPANS:
        raise TooManySpans(most=MOST_SPANS)
    closed = []
    for span in spans:
        if span.end is None:
            raise ClockStopped(start=span.start)
        closed.append((span.start, span.end))
    return tuple(sorted(closed))
