"""The legal clock of a dossier: from which moment, until when, in time or late.

Sources
    NĐ 61/2018/NĐ-CP, Điều 19.4 (kept by NĐ 118/2025/NĐ-CP): after a supplement the limit is counted
    anew from the complete dossier; sector laws let it run on instead (law.md §1.6).
    In time is decided by the day, and the clock ends when the result is ready, not when it is
    picked up (law.md §1.6).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from motcua.deadlines.rules import Due, Limit, Span, WorkCalendar, due
from motcua.dossiers.rules.kinds import Channel
from motcua.dossiers.rules.states import Status


HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
SOON = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Timing:
    """All that a dossier's due moment follows from. Stored with it; its law is of its own day."""

    complete_at: datetime
    limit: Limit
    cutoff: time | None = None
    spans: tuple[Span, ...] = ()


def due_moment(timing: Timing, calendar: WorkCalendar) -> Due:
    """The same answer at any later time: nothing but what is stored goes in."""
    return due(timing.complete_at, timing.limit, calendar, cutoff=timing.cutoff, spans=timing.spans)


def complete_moment(
    channel: Channel,
    *,
    submitted_at: datetime,
    supplied_at: datetime | None,
    accepted_at: datetime,
    was_on_paper: bool = False,
) -> datetime:
    """When the dossier was complete: the moment that starts the limit (law.md §1.6, Start).

    Online and by post it is the moment the house had it all, although an official accepts later;
    at the counter receiving and accepting are one act. `was_on_paper`: the counter received it
    on paper and entered it later.
    """
    if channel is Channel.DIRECT:
        return submitted_at if was_on_paper and supplied_at is None else accepted_at
    return supplied_at or submitted_at


class Timeliness(StrEnum):
    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"

    @property
    def label(self) -> str:
        return {"early": "Trước hạn", "on_time": "Đúng hạn", "late": "Quá hạn"}[self]


def timeliness(finished_at: datetime, due_at: datetime) -> Timeliness:
    """By the day, in Vietnam: ready before the due day, on it, or after it."""
    finished_on, due_on = _day(finished_at), _day(due_at)
    if finished_on < due_on:
        return Timeliness.EARLY
    return Timeliness.ON_TIME if finished_on == due_on else Timeliness.LATE


class TimeState(StrEnum):
    """What a list shows at a glance: a colour, a shape and a word each."""

    OK = "ok"
    SOON = "soon"
    LATE = "late"
    WAIT = "wait"
    PAUSE = "pause"
    DONE = "done"
    REFUSED = "refused"
    NEW = "new"

    @property
    def look(self) -> str:
        """The colour and shape of the visual language; what is new waits."""
        return "wait" if self is TimeState.NEW else self.value


_BY_STATUS = {
    Status.REGISTERED: TimeState.NEW,
    Status.AWAITING_SUPPLEMENT: TimeState.WAIT,
    Status.AWAITING_PAYMENT: TimeState.PAUSE,
    Status.DECLINED: TimeState.REFUSED,
    Status.WITHDRAWN: TimeState.PAUSE,
    Status.STOPPED: TimeState.PAUSE,
    Status.FINISHED: TimeState.DONE,
    Status.RETURNED: TimeState.DONE,
}


def time_state(status: Status, due_at: datetime | None, now: datetime) -> TimeState:
    """Late after the due day; soon on it; in time before it."""
    if status in _BY_STATUS:
        return _BY_STATUS[status]
    if due_at is None:
        return TimeState.PAUSE
    today, due_on = _day(now), _day(due_at)
    if today > due_on:
        return TimeState.LATE
    return TimeState.SOON if today == due_on else TimeState.OK


def used_share(spans: Sequence[timedelta], whole: timedelta) -> int:
    """Share of the allowed time that is used, in whole per cent from 0 to 100."""
    if whole <= timedelta():
        return 100
    return min(100, int(100 * sum(spans, timedelta()) / whole))


def _day(moment: datetime) -> date:
    return moment.astimezone(HANOI).date()
