"""When a filing arrived that is entered later: the limit starts then, not with the entry.

By post it waits in its envelope; at the counter it was taken in on paper, while there was no
electricity, no line or no working software.

Sources
    law.md §1.6, Start: by post, the moment by the postmark of arrival; at the counter, the moment
    of receipt, which the slip written by hand shows.
    How old an arrival may be before a reason is asked is our own rule: what lay in the house for
    days has eaten up the time of those who resolve it.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from motcua.deadlines.rules import WorkCalendar
from motcua.dossiers.errors import (
    ArrivalKnownAlready,
    ArrivalNeedsReason,
    ArrivedInFuture,
    ArrivedTooLongAgo,
    LateEntryNeedsReason,
)
from motcua.dossiers.rules.clock import HANOI
from motcua.dossiers.rules.kinds import Channel
from motcua.errors import DomainError


DAYS_WITHOUT_REASON: Final = 2  # working days
LONGEST_AGO: Final = timedelta(days=90)


def arrival_objection(
    channel: Channel, arrived_at: datetime, *, at: datetime, note: str, calendar: WorkCalendar
) -> DomainError | None:
    """Why this can't be the moment of arrival of what is entered `at`; None when it can."""
    if channel is Channel.ONLINE:
        return ArrivalKnownAlready()
    if arrived_at > at:
        return ArrivedInFuture()
    if at - arrived_at > LONGEST_AGO:
        return ArrivedTooLongAgo(days=LONGEST_AGO.days)
    if channel is Channel.DIRECT:
        return None if note else LateEntryNeedsReason()
    arrived_on, entered_on = (moment.astimezone(HANOI).date() for moment in (arrived_at, at))
    waited = calendar.working_days_between(arrived_on, entered_on)
    if waited > DAYS_WITHOUT_REASON and not note:
        return ArrivalNeedsReason(days=waited, most=DAYS_WITHOUT_REASON)
    return None
