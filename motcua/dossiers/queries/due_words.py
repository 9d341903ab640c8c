"""The due moment as people read it: a state, a few words, and how much of the time is used."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from motcua.deadlines.rules import WorkCalendar, remaining, working_time_between
from motcua.dossiers.rules import Status, Timeliness, TimeState, time_state, timeliness


@dataclass(frozen=True, slots=True)
class DueWords:
    """`short` for a list («Còn 2 ngày, 26/11»), `used` in per cent of the allowed working time."""

    state: TimeState
    short: str
    used: int

    @property
    def share(self) -> float:
        return self.used / 100


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
    return DueWords(state, _words(due_at, calendar, now), _used(started_at, due_at, calendar, now))


def _words(due_at: datetime, calendar: WorkCalendar, now: datetime) -> str:
    left, due = remaining(due_at, calendar, at=now), timezone.localtime(due_at)
    return left.label if due.date() == timezone.localdate(now) else f"{left.label}, {due:%d/%m}"


def _used(
    started_at: datetime | None, due_at: datetime, calendar: WorkCalendar, now: datetime
) -> int:
    if started_at is None or now >= due_at:
        return 100
    now = max(now, started_at)
    whole = working_time_between(started_at, due_at, calendar)
    if not whole:
        return 0
    return min(100, int(100 * working_time_between(started_at, now, calendar) / whole))
