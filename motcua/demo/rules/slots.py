"""The working minutes of a calendar, in a row: what lies in them is never outside office hours."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date, datetime, time, timedelta

from motcua.deadlines.rules import Limit, WorkCalendar
from motcua.dossiers.rules import Timing, due_moment
from motcua.dossiers.rules.clock import HANOI


MINUTE = timedelta(minutes=1)
ONE_DAY = timedelta(days=1)


class Slots:
    """Working minutes between two days, numbered; the first and the last of each interval not."""

    def __init__(self, calendar: WorkCalendar, first: date, last: date) -> None:
        self.calendar = calendar
        self.moments: list[datetime] = []
        self.days: list[date] = []
        self._starts: list[int] = []
        day = first
        while day <= last:
            intervals = calendar.intervals(day)
            if intervals:
                self.days.append(day)
                self._starts.append(len(self.moments))
            for opening, closing in intervals:
                at = datetime.combine(day, opening, HANOI) + MINUTE
                while at < datetime.combine(day, closing, HANOI):
                    self.moments.append(at)
                    at += MINUTE
            day += ONE_DAY
        self._starts.append(len(self.moments))

    def of_days(self, first: date, last: date) -> range:
        """The numbers of the minutes from one day to another, both included."""
        since, until = bisect_left(self.days, first), bisect_right(self.days, last)
        return range(self._starts[since], self._starts[until])

    def day_of(self, slot: int) -> date:
        return self.moments[slot].date()

    def day_number(self, day: date) -> int:
        """Of the working day itself, or of the next one."""
        return bisect_left(self.days, day)


class Promises:
    """Due moments by the rule, each asked for once: thousands of dossiers share a day and limit."""

    def __init__(self, calendar: WorkCalendar) -> None:
        self._calendar = calendar
        self._kept: dict[object, datetime] = {}

    def due(self, complete_at: datetime, limit: Limit, cutoff: time | None) -> datetime:
        if limit.counts_hours:  # then every minute counts
            return due_moment(Timing(complete_at, limit, cutoff), self._calendar).due_at
        is_cut_off = cutoff is not None and complete_at.time() > cutoff
        key = (complete_at.date(), is_cut_off, limit)
        if key not in self._kept:
            timing = Timing(complete_at, limit, cutoff)
            self._kept[key] = due_moment(timing, self._calendar).due_at
        return self._kept[key]
