"""A dossier as its journal tells it, and the cells it lies in, read a second time from the law.

Biểu II.06a/VPCP/KSTT of TT 01/2020/TT-VPCP (law.md §3.2); law.md §11.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from motcua.ledger.rules import Cell, Period


class Matter(NamedTuple):
    """What the journal tells a dossier by: the code of who resolves it, and the procedure."""

    unit: str
    procedure: str


@dataclass(slots=True)
class Story:
    """A dossier as far as its entries have been read. `due_on`: None while its clock stands."""

    matter: Matter
    channel: str
    accepted_on: date | None = None
    state: str = ""
    due_on: date | None = None
    ended_on: date | None = None
    is_digitised: bool = False
    is_signed: bool = False


def arrival(story: Story, period: Period) -> Cell:
    assert story.accepted_on is not None
    if story.accepted_on < period.first:
        return Cell.CARRIED_OVER
    return {
        "online": Cell.RECEIVED_ONLINE,
        "direct": Cell.RECEIVED_DIRECT,
        "postal": Cell.RECEIVED_POSTAL,
    }[story.channel]


def standing(story: Story, period: Period) -> Iterator[Cell]:
    if story.ended_on is not None:
        yield _ENDS[story.state, _versus(story.ended_on, story.due_on)]
        if story.state == "granted" and story.is_digitised:
            yield Cell.DIGITISED
        if story.state == "granted" and story.is_signed:
            yield Cell.E_RESULTS
    elif story.state == "awaiting":
        yield Cell.AWAITING_SUPPLEMENT
    elif story.state == "paused":
        yield Cell.PAUSED
    else:
        is_late = _versus(period.last, story.due_on) > 0
        yield Cell.OPEN_LATE if is_late else Cell.OPEN_IN_TIME


def _versus(day: date, due_on: date | None) -> int:
    """-1 before the promised day, 0 on it or without one, 1 after it."""
    return 0 if due_on is None else (day > due_on) - (day < due_on)


_ENDS = {
    ("granted", -1): Cell.GRANTED_EARLY,
    ("granted", 0): Cell.GRANTED_ON_TIME,
    ("granted", 1): Cell.GRANTED_LATE,
    ("refused", -1): Cell.REFUSED_EARLY,
    ("refused", 0): Cell.REFUSED_ON_TIME,
    ("refused", 1): Cell.REFUSED_LATE,
    ("withdrawn", -1): Cell.WITHDRAWN,
    ("withdrawn", 0): Cell.WITHDRAWN,
    ("withdrawn", 1): Cell.WITHDRAWN_LATE,
    ("stopped", -1): Cell.STOPPED,
    ("stopped", 0): Cell.STOPPED,
    ("stopped", 1): Cell.STOPPED_LATE,
}
