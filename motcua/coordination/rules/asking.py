"""What is asked of whom, and until when. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final

from motcua.coordination.errors import NobodyAsked, NothingAsked, TooMany, TooShort
from motcua.coordination.rules.kinds import Kind
from motcua.deadlines.rules import Limit, LimitUnit, WorkCalendar, add_working_time, due


MOST_AT_ONCE: Final = 20
LEAST_HOURS: Final = Decimal(2)
HOURS_A_DAY: Final = 8
# What a one-stop passes on, it passes on the same day, or the next morning: half a working day.
# NĐ 61/2018/NĐ-CP, Điều 18.1 and 19.7.
HOURS_TO_HAND_ON: Final = Decimal(4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One thing asked of one unit of the system (`unit_id`) or of an agency outside it (`agency`).

    `via_unit_id`: the one-stop of another level that passes it on. `if_silent`: what silence will
    mean. `is_parallel`: the dossier goes on meanwhile; `counts`: within the procedure's limit.
    """

    kind: Kind
    content: str
    limit: Limit
    unit_id: int | None = None
    agency: str = ""
    via_unit_id: int | None = None
    papers: tuple[str, ...] = ()
    if_silent: str = ""
    leg: str = ""
    is_parallel: bool = True
    counts: bool = True


def checked(asks: Sequence[Ask], calendar: WorkCalendar, at: datetime) -> None:
    """Raises NobodyAsked, NothingAsked, TooMany, TooShort."""
    if not asks:
        raise NobodyAsked()
    if len(asks) > MOST_AT_ONCE:
        raise TooMany(most=MOST_AT_ONCE)
    soonest = add_working_time(at, LEAST_HOURS, calendar)
    for ask in asks:
        if (ask.unit_id is None) == (not ask.agency):
            raise NobodyAsked()
        if not ask.content:
            raise NothingAsked()
        if reply_due(ask.limit, at, calendar) < soonest:
            raise TooShort()


def reply_due(limit: Limit, at: datetime, calendar: WorkCalendar) -> datetime:
    """Working days are 8 working hours each, as at the steps; other units as the law counts them.

    Raises OutsideCalendar.
    """
    if limit.unit is LimitUnit.WORKING_DAY:
        return add_working_time(at, limit.amount * HOURS_A_DAY, calendar)
    if limit.unit is LimitUnit.WORKING_HOUR:
        return add_working_time(at, limit.amount, calendar)
    return due(at, limit, calendar).due_at


def due_to_hand_on(at: datetime, calendar: WorkCalendar) -> datetime:
    return add_working_time(at, HOURS_TO_HAND_ON, calendar)
