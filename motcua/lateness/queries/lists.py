"""The list of what is late, what soon will be, and what of it is not explained."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from motcua.dossiers.queries.lateness import LateRow, overdue
from motcua.dossiers.queries.worklist import Row
from motcua.lateness.queries.delays import delays, late_words
from motcua.lateness.queries.explanations import last_states
from motcua.lateness.rules import Delay, State
from motcua.people.rules import Actor


SOON = timedelta(hours=8)


@dataclass(frozen=True, slots=True, kw_only=True)
class LateLine:
    """`words` name the late step and office, the worst first; `state` None: not explained yet."""

    row: Row
    delay: Delay
    words: tuple[str, ...]
    state: State | None
    reappointed_at: datetime | None
    finished_at: datetime | None

    @property
    def is_explained(self) -> bool:
        return self.state is State.ACCEPTED

    @property
    def unit(self) -> str:
        return self.delay.worst.unit if self.delay.worst else self.row.unit_name


@dataclass(frozen=True, slots=True)
class LateList:
    """`finished`: those that had their result too late, since the day asked for."""

    late: tuple[LateLine, ...]
    soon: tuple[LateLine, ...]
    finished: tuple[LateLine, ...]
    mine: tuple[Row, ...]
    is_cut: bool

    @property
    def missing(self) -> int:
        return self.missing_open + sum(not line.is_explained for line in self.finished)

    @property
    def missing_open(self) -> int:
        """Of those without a result yet, as the leader's board counts them."""
        return sum(not line.is_explained for line in self.late)


def late_list(
    actor: Actor, *, now: datetime, since: date, unit_id: int | None = None, mine: int = 0
) -> LateList:
    """Six queries: the scope is `overdue`'s. One more with `mine`: what waits for this person."""
    found = overdue(actor, now=now, soon=SOON, since=since, unit_id=unit_id, mine=mine)
    rows = (*found.late, *found.soon, *found.finished)
    judged = delays({row.way.code: row.way for row in rows}, now=now, calendar=found.calendar)
    states = last_states([row.way.code for row in (*found.late, *found.finished)])

    def lines(part: Iterable[LateRow]) -> tuple[LateLine, ...]:
        return tuple(_line(each, judged[each.way.code], states) for each in part)

    return LateList(
        lines(found.late), lines(found.soon), lines(found.finished), found.mine, found.is_cut
    )


def _line(each: LateRow, delay: Delay, states: dict[str, State]) -> LateLine:
    return LateLine(
        row=each.row,
        delay=delay,
        words=tuple(map(late_words, delay.parts)),
        state=states.get(each.way.code),
        reappointed_at=each.reappointed_at,
        finished_at=each.finished_at,
    )
