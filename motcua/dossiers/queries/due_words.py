"""The due moment as people read it: a state, a few words, and how much of the time is used."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from motcua.deadlines.rules import WorkCalendar, working_time_between
from motcua.dossiers.rules import Status, Timeliness, TimeState, time_state, timeliness


@dataclass(frozen=True, slots=True)
class DueWords:
    """`short` for a list («Còn 2 ngày, 26/11»), `used` in per cent of the allowed working time."""

    state: TimeState
    short: str
    used: int


def due_words(
    status: Status,
    *,
    due_at: datetime | None,
    started_at: datetime | None,
    finished_at: datetime | None,
    calendar: WorkCalendar,
    now: datetime,
) -> DueWords:
    state = time_state(status, due_at, now)
    if finished_at is not None and due_at is not None:
        kept = timeliness(finished_at, due_at)
        return DueWords(
            TimeState.LATE if kept is Timeliness.LATE else TimeState.DONE,
            f"{kept.label}, {timezone.localtime(finished_at):%d/%m}",
            100,
        )
    if due_at is None or state not in (TimeState.OK, TimeState.SOON, TimeState.LATE):
        return DueWords(state, status.label, 0)
    return DueWords(state, _words(state, due_at, calendar, now), _used(started_at, due_at, calendar, now))


def _words(state: TimeState, due_at: datetime, calendar: WorkCalendar, now: datetime) -> str:
    due, today = timezone.localtime(due_at), timezone.localdate(now)
    if state is TimeState.SOON:
        return f"Hôm nay, {due:%H:%M}"
    first, last = (due.date(), today) if state is TimeState.LATE else (today, due.date())
    days = working_days_after(first, last, calendar)
    if state is TimeState.LATE:
        return f"Quá {days} ngày, {due:%d/%m}"
    return f"Còn {days} ngày, {due:%d/%m}"


def working_days_after(first: date, last: date, calendar: WorkCalendar) -> int:
    """Working days after `first` up to and including `last`; at least 1 where the days differ."""
    days = (date.fromordinal(n) for n in range(first.toordinal() + 1, last.toordinal() + 1))
    return max(1, sum(calendar.is_working(day) for day in days))


def _used(
    started_at: datetime | None, due_at: datetime, calendar: WorkCalendar, now: datetime
) -> int:
    if started_at is None or now >= due_at:
        return 100
    whole = working_time_between(started_at, due_at, calendar)
    if not whole:
        return 0
    return min(100, int(100 * working_time_between(started_at, min(now, due_at), calendar) / whole))
