from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from motcua.deadlines.rules import DayKind
from motcua.journal.rules import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class DayFact(Fact):
    """A day of the calendar `calendar:<province>`, or `calendar:VN`; why it was touched."""

    on: date
    day_kind: DayKind
    name: str
    source: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDayAdded(DayFact):
    kind: ClassVar[str] = "calendar.day_added"


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDayChanged(DayFact):
    kind: ClassVar[str] = "calendar.day_changed"
    was_on: date
    was_kind: DayKind
    was_name: str
    was_source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDayRemoved(DayFact):
    kind: ClassVar[str] = "calendar.day_removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursFact(Fact):
    """Working hours of the calendar; pairs of "07:30" and "11:30"."""

    since: date
    until: date | None
    season: str
    intervals: list[list[str]]
    saturday: list[list[str]]
    source: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkHoursAdded(HoursFact):
    kind: ClassVar[str] = "calendar.hours_added"


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkHoursEnded(HoursFact):
    kind: ClassVar[str] = "calendar.hours_ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkHoursRemoved(HoursFact):
    kind: ClassVar[str] = "calendar.hours_removed"
