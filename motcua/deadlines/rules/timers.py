"""Time that the law gives on the way of a dossier, beside the limit of its procedure.

The numbers are rows of `data/timers.toml`, by date. Each rule takes the row in force on the day
that starts it; where a sector law or a procedure says another number, the caller passes that.

Hours end at a moment. A time in days ends with its last day, at midnight (Bộ luật Dân sự 2015,
khoản 6 Điều 148): only the promise to an applicant ends with the office hours.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from importlib import resources
from typing import Final

from ..errors import AmountNotInQuarters, NoSuchTimer
from .calendar import ONE_DAY, WorkCalendar
from .clock import add_working_time
from .counting import due
from .values import HANOI, Limit, LimitUnit, local


Amount = int | Decimal
QUARTER: Final = Decimal("0.25")


class TimerKey(StrEnum):
    """What has to be done in time."""

    NOTIFY_OFFICIAL = "notify_official"
    ANSWER_FILING = "answer_filing"
    CLOSE_UNANSWERED = "close_unanswered"
    TRANSFER = "transfer"
    TRANSFER_PAPER = "transfer_paper"
    ASK_SUPPLEMENT = "ask_supplement"
    ANNOUNCE_EXTENSION = "announce_extension"


@dataclass(frozen=True, slots=True, kw_only=True)
class Timer:
    """One time of the law, between two days."""

    key: TimerKey
    since: date
    limit: Limit
    until: date | None = None
    cutoff: time | None = None
    start: Decimal = Decimal(0)  # working hours

    def in_force(self, on: date) -> bool:
        return self.since <= on and (self.until is None or on <= self.until)


def _timers() -> tuple[Timer, ...]:
    text = resources.files("motcua.deadlines").joinpath("data/timers.toml").read_text("utf-8")
    return tuple(
        Timer(
            key=TimerKey(row["key"]),
            since=row["since"],
            until=row.get("until"),
            cutoff=row.get("cutoff"),
            start=Decimal(row.get("start", 0)),
            limit=Limit(Decimal(row["amount"]), LimitUnit(row["unit"]), row["source"]),
        )
        for row in tomllib.loads(text)["timer"]
    )


TIMERS: Final = _timers()


def timer(key: TimerKey, on: date) -> Timer:
    """The row in force on a day. Raises NoSuchTimer."""
    for one in TIMERS:
        if one.key is key and one.in_force(on):
            return one
    raise NoSuchTimer(on=on)


def notify_due(
    submitted_at: datetime,
    calendar: WorkCalendar,
    *,
    hours: Amount | None = None,
    cutoff: time | None = None,
) -> datetime:
    """By when the official must know of a dossier filed online (NĐ 297/2025, Điều 6).

    With a `cutoff` of the procedure, what came later counts from the next working day.
    """
    limit = _limit(TimerKey.NOTIFY_OFFICIAL, submitted_at, hours)
    return due(submitted_at, limit, calendar, cutoff=cutoff).due_at


def answer_due(
    submitted_at: datetime,
    calendar: WorkCalendar,
    *,
    hours: Amount | None = None,
    cutoff: time | None = None,
) -> datetime:
    """By when what was filed online or by post is accepted, or answered with what is missing."""
    limit = _limit(TimerKey.ANSWER_FILING, submitted_at, hours)
    return due(submitted_at, limit, calendar, cutoff=cutoff).due_at


def close_on(asked_at: datetime, calendar: WorkCalendar, *, days: Amount | None = None) -> datetime:
    """Until when an applicant may answer a request; unanswered then, the dossier is closed."""
    return _end_of(asked_at, _limit(TimerKey.CLOSE_UNANSWERED, asked_at, days), calendar)


def supplement_latest(
    received_at: datetime, calendar: WorkCalendar, *, days: Amount | None = None
) -> datetime:
    """Until when a supplement may be asked for after appraisal (NĐ 61/2018, Điều 19.4)."""
    return _end_of(received_at, _limit(TimerKey.ASK_SUPPLEMENT, received_at, days), calendar)


def transfer_due(
    accepted_at: datetime, calendar: WorkCalendar, *, cutoff: time | None = None
) -> datetime:
    """By when an accepted dossier goes to who resolves it (NĐ 61/2018, Điều 18).

    The closing of the same working day. Accepted later than the cut-off (15:00 exactly is not
    later), after closing or on a day off: the start of the next working day, which is its first
    hour: whoever comes at opening time can still be in time.
    """
    accepted_at = local(accepted_at)
    day = accepted_at.date()
    rule = timer(TimerKey.TRANSFER, day)
    latest = cutoff or rule.cutoff or time.max
    same_day = calendar.is_working(day) and accepted_at <= calendar.closing(day)
    if same_day and accepted_at.time() <= latest:
        return calendar.closing(day)
    opening = calendar.opening(calendar.next_working(day + ONE_DAY))
    return add_working_time(opening, rule.start, calendar)


def paper_transfer_due(
    accepted_at: datetime, calendar: WorkCalendar, *, days: Amount | None = None
) -> datetime:
    """Until when the papers themselves have reached who resolves it (NĐ 118/2025, Điều 18).

    Raises NoSuchTimer for a day before 1/7/2025: papers went with the dossier then.
    """
    return _end_of(accepted_at, _limit(TimerKey.TRANSFER_PAPER, accepted_at, days), calendar)


def latest_extension(
    due_at: datetime, calendar: WorkCalendar, *, limit: Limit | None = None
) -> datetime:
    """Until when a new day may be promised, with an apology (NĐ 61/2018, Điều 19.9).

    One calendar day before the day of expiry, whatever day of the week that is: «ngày» is not
    «ngày làm việc», and a time counted backwards has no next working day to move to. A sector that
    counts otherwise passes its `limit`, in working or calendar days.
    """
    day = local(due_at).date()
    rule = limit or timer(TimerKey.ANNOUNCE_EXTENSION, day).limit
    left = rule.amount
    while left > 0:
        day -= ONE_DAY
        calendar.check(day)
        counts = rule.unit is not LimitUnit.WORKING_DAY or calendar.is_working(day)
        left -= counts
    return _midnight_after(day)


def check_quarters(limit: Limit) -> None:
    """Decisions on internal processes give working time in quarters: 0,25; 0,5; 1 ngày làm việc.

    Raises AmountNotInQuarters for a finer step. Days of the calendar and months are whole anyway.
    """
    if limit.amount % QUARTER:
        raise AmountNotInQuarters()


def _limit(key: TimerKey, since: datetime, amount: Amount | None) -> Limit:
    rule = timer(key, local(since).date()).limit
    return rule if amount is None else Limit(Decimal(amount), rule.unit, rule.source)


def _end_of(start: datetime, limit: Limit, calendar: WorkCalendar) -> datetime:
    return _midnight_after(due(start, limit, calendar).due_on)


def _midnight_after(day: date) -> datetime:
    """The last moment of the day, so that its date is still the day itself."""
    return datetime.combine(day + ONE_DAY, time.min, HANOI) - timedelta(microseconds=1)
