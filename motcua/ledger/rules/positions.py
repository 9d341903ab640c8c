"""What a dossier is in the figures from one day to another, and what that posts. Pure.

Sources
    law.md §3.2: in time is decided by the day of the result against the promised day; who waits
    for a supplement, or for a payment to the State, is in time.
    law.md §11: states 1 and 3 are not counted at all; 7 and 8 end a dossier.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from motcua.ledger.rules.cells import Cell
from motcua.ledger.rules.periods import Period


class State(StrEnum):
    RUNNING = "running"
    AWAITING = "awaiting"
    PAUSED = "paused"
    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    STOPPED = "stopped"

    @property
    def is_end(self) -> bool:
        return self in ENDED


ENDED: Final = frozenset({State.GRANTED, State.REFUSED, State.WITHDRAWN, State.STOPPED})
DECIDED: Final = frozenset({State.GRANTED, State.REFUSED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """How a dossier stands: what its row says now. `due_on`: None while the clock stands."""

    state: State
    due_on: date | None
    officer_id: int | None = None
    is_digitised: bool = False
    has_e_result: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """A dossier stood like this from a day on, up to the day before `until_on`.

    `ended_on` is the day of the end. Of a dossier that has ended `due_on` is the day it was
    promised for while its clock ran; None when the clock stood, or there was no promise.
    """

    channel: str
    received_on: date
    stand: Stand
    from_on: date
    until_on: date | None = None

    @property
    def ended_on(self) -> date | None:
        return self.from_on if self.stand.state.is_end else None

    def holds(self, day: date) -> bool:
        return self.from_on <= day and (self.until_on is None or day < self.until_on)


def ending(stand: Stand, ended_on: date) -> Cell:
    """Before, on or after the promised day; without a result nothing was early."""
    due = stand.due_on or ended_on
    if stand.state in DECIDED:
        when = "early" if ended_on < due else "on_time" if ended_on == due else "late"
        return Cell(f"{stand.state.value}_{when}")
    return Cell(f"{stand.state.value}_late" if ended_on > due else stand.state.value)


def late_from(stay: Stay) -> date | None:
    """The first day on which a running dossier is late, if it comes while it stands so."""
    if stay.stand.state is not State.RUNNING or stay.stand.due_on is None:
        return None
    day = max(stay.from_on, stay.stand.due_on + timedelta(days=1))
    return day if stay.until_on is None or day < stay.until_on else None


_WAITING: Final = {State.AWAITING: Cell.AWAITING_SUPPLEMENT, State.PAUSED: Cell.PAUSED}


def postings(stay: Stay) -> Counter[tuple[date, Cell]]:
    """What a stay adds to the sums of which days: events once, stocks when they begin and end.

    A day to come is posted too (a promise that runs out while nothing happens); when something
    does happen first, the stay ends and that posting with it. A past day is never posted to.
    """
    found: Counter[tuple[date, Cell]] = Counter()
    stand = stay.stand
    if stay.from_on == stay.received_on:
        found[stay.received_on, Cell(f"received_{stay.channel}")] += 1
    if stand.state.is_end:
        for cell in (ending(stand, stay.from_on), *_marks(stand)):
            found[stay.from_on, cell] += 1
        return found
    cell, begins = _WAITING.get(stand.state, Cell.OPEN_LATE), stay.from_on
    if stand.state is State.RUNNING:
        late = late_from(stay)
        if late is None:
            return found
        begins = late
    found[begins, cell] += 1
    if stay.until_on is not None:
        found[stay.until_on, cell] -= 1
    return found


def _marks(stand: Stand) -> Iterator[Cell]:
    if stand.state is State.GRANTED and stand.is_digitised:
        yield Cell.DIGITISED
    if stand.state is State.GRANTED and stand.has_e_result:
        yield Cell.E_RESULTS


def cells_of(stay: Stay, period: Period) -> tuple[Cell, ...]:
    """The cells a dossier lies in that stood like this on the last day; none when it ended before.

    The definition, dossier by dossier: the sums of `postings` must say the same.
    """
    if stay.ended_on is not None and stay.ended_on < period.first:
        return ()
    is_new = stay.received_on >= period.first
    arrival = Cell(f"received_{stay.channel}") if is_new else Cell.CARRIED_OVER
    stand = stay.stand
    if stay.ended_on is not None:
        return (arrival, ending(stand, stay.ended_on), *_marks(stand))
    if stand.state in _WAITING:
        return (arrival, _WAITING[stand.state])
    is_late = stand.due_on is not None and stand.due_on < period.last
    return (arrival, Cell.OPEN_LATE if is_late else Cell.OPEN_IN_TIME)
