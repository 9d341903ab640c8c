"""How two states of one calendar differ, to know whose due moments a change touches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from .calendar import ONE_DAY, WorkCalendar


@dataclass(frozen=True, slots=True)
class DayChange:
    """A day worked in one state of the calendar and not in the other."""

    on: date
    is_working: bool  # as it is in the later state
    name: str


@dataclass(frozen=True, slots=True)
class Changes:
    """Days whose status differs, in order; and the first and last working day, worked in both
    states, on which the hours do."""

    days: tuple[DayChange, ...]
    hours_since: date | None = None
    hours_until: date | None = None

    @property
    def exist(self) -> bool:
        return bool(self.days) or self.hours_since is not None

    def touches(self, since: date, until: date) -> bool:
        """Whether something differs in the days from `since` to `until`, both included."""
        if any(since <= change.on <= until for change in self.days):
            return True
        if self.hours_since is None or self.hours_until is None:
            return False
        return self.hours_since <= until and since <= self.hours_until


def changes(before: WorkCalendar, after: WorkCalendar) -> Changes:
    hours = list(_hours(before, after))
    return Changes(
        tuple(_days(before, after)),
        hours_since=hours[0] if hours else None,
        hours_until=hours[-1] if hours else None,
    )


def _days(before: WorkCalendar, after: WorkCalendar) -> Iterator[DayChange]:
    touched = (before.days_off ^ after.days_off) | (before.makeup_days ^ after.makeup_days)
    for day in sorted(touched):
        if before.is_working(day) != after.is_working(day):
            is_working = after.is_working(day)
            yield DayChange(day, is_working, after.name(day) or before.name(day))


def _hours(before: WorkCalendar, after: WorkCalendar) -> Iterator[date]:
    if (before.periods, before.hours) == (after.periods, after.hours):
        return
    day = max(before.first, after.first)
    while day <= min(before.last, after.last):
        is_worked = before.is_working(day) and after.is_working(day)
        if is_worked and before.hours_on(day) != after.hours_on(day):
            yield day
        day += ONE_DAY
