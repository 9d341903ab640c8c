"""Which days are worked, and from when to when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from ..errors import OutsideCalendar
from .values import HANOI


Intervals = tuple[tuple[time, time], ...]

ONE_DAY: Final = timedelta(days=1)
SATURDAY: Final = 5
ALWAYS: Final = datetime(1970, 1, 1, tzinfo=UTC)  # before anything was written over the law
DEFAULT_HOURS: Final[Intervals] = ((time(7, 30), time(11, 30)), (time(13), time(17)))


class DayKind(StrEnum):
    """Why a day is not what its weekday says."""

    HOLIDAY = "holiday"
    COMPENSATORY_OFF = "compensatory_off"
    SWAPPED_OFF = "swapped_off"
    MAKEUP_WORK = "makeup_work"
    WORKING = "working"

    @property
    def label(self) -> str:
        return _KIND_LABELS[self]

    @property
    def is_off(self) -> bool:
        return self not in (DayKind.MAKEUP_WORK, DayKind.WORKING)


_KIND_LABELS: Final = {
    DayKind.HOLIDAY: "Nghỉ lễ, tết",
    DayKind.COMPENSATORY_OFF: "Nghỉ bù",
    DayKind.SWAPPED_OFF: "Nghỉ hoán đổi",
    DayKind.MAKEUP_WORK: "Làm bù",
    DayKind.WORKING: "Làm việc bình thường",
}


@dataclass(frozen=True, slots=True)
class Season:
    """The part of every year from one month and day to another; it may pass over New Year."""

    first: tuple[int, int]
    last: tuple[int, int]

    def holds(self, day: date) -> bool:
        here = (day.month, day.day)
        if self.first <= self.last:
            return self.first <= here <= self.last
        return here >= self.first or here <= self.last


@dataclass(frozen=True, slots=True)
class HoursPeriod:
    """Working hours between two days, all year round or in one season.

    `saturday` are hours in which the counter is open to receive and hand over; they are not
    working time and use up no limit: Saturday stays a day of weekly rest.
    """

    since: date
    intervals: Intervals
    until: date | None = None
    season: Season | None = None
    saturday: Intervals = ()

    def holds(self, day: date) -> bool:
        in_time = self.since <= day and (self.until is None or day <= self.until)
        return in_time and (self.season is None or self.season.holds(day))


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """A calendar of working days between `first` and `last`, with the hours worked on them.

    Of the periods of hours the first that holds a day counts for it; `hours` where none does.
    `known_at` is the moment of the last change that is in it: who keeps it beside what was computed
    can ask for exactly this calendar again.
    """

    days_off: frozenset[date] = frozenset()
    makeup_days: frozenset[date] = frozenset()  # a Saturday worked in exchange for a bridge day
    hours: Intervals = DEFAULT_HOURS
    periods: tuple[HoursPeriod, ...] = ()
    names: Mapping[date, str] = field(default_factory=dict, hash=False)
    first: date = date(2000, 1, 1)
    last: date = date(2199, 12, 31)
    known_at: datetime = field(default=ALWAYS, compare=False)

    def is_working(self, day: date) -> bool:
        if day in self.makeup_days:
            return True
        return day.weekday() < SATURDAY and day not in self.days_off

    def is_named(self, day: date) -> bool:
        """Whether there is more to say about the day than its weekday."""
        return day in self.days_off or day in self.makeup_days

    def name(self, day: date) -> str:
        return self.names.get(day, "")

    def intervals(self, day: date) -> Intervals:
        """The working time of the day; nothing on a day off."""
        return self.hours_on(day) if self.is_working(day) else ()

    def hours_on(self, day: date) -> Intervals:
        for period in self.periods:
            if period.holds(day):
                return period.intervals
        return self.hours

    def saturday_on(self, day: date) -> Intervals:
        """When the counter is open though the day is one of weekly rest."""
        if day.weekday() != SATURDAY or self.is_named(day):
            return ()
        return next((period.saturday for period in self.periods if period.holds(day)), ())

    def opening(self, day: date) -> datetime:
        return datetime.combine(day, self.hours_on(day)[0][0], HANOI)

    def closing(self, day: date) -> datetime:
        return datetime.combine(day, self.hours_on(day)[-1][1], HANOI)

    def check(self, day: date) -> None:
        """Raises OutsideCalendar: nobody has said yet which days are worked then."""
        if not self.first <= day <= self.last:
            raise OutsideCalendar(first=self.first, last=self.last)

    def next_working(self, day: date) -> date:
        """`day` itself, or the first working day after it. Raises OutsideCalendar."""
        self.check(day)
        while not self.is_working(day):
            day += ONE_DAY
            self.check(day)
        return day

    def working_days_between(self, after: date, until: date) -> int:
        """How many working days come after the one day, up to and including the other."""
        days = (until - after).days
        return sum(self.is_working(after + timedelta(days=n)) for n in range(1, days + 1))
