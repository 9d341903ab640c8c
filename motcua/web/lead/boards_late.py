"""What is late in some agencies: how long, where it lies, whose delay and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from motcua.deadlines import queries as deadlines
from motcua.dossiers.queries.seats import Seat, seats
from motcua.lateness import queries as lateness
from motcua.lateness.queries import LastWord
from motcua.lateness.rules import State
from motcua.ledger.queries import Case
from motcua.people.queries import UnitCard


NOWHERE: Final = Seat("", "", "", "", None)


@dataclass(frozen=True, slots=True)
class LateLine:
    """`is_own`: of the reader's own agency, whose dossiers open.

    `days`: working days since the promised one, as every list of dossiers counts them.
    """

    case: Case
    days: int
    unit: str
    seat: Seat
    word: LastWord | None
    is_own: bool

    @property
    def is_explained(self) -> bool:
        return self.word is not None and self.word.state is State.ACCEPTED

    @property
    def waits_for_leader(self) -> bool:
        return self.is_own and self.word is not None and self.word.state is State.SUBMITTED

    @property
    def due_words(self) -> str:
        return f"Quá {self.days} ngày" if self.days else "Quá hạn"

    @property
    def procedure(self) -> str:
        return self.seat.procedure_name or self.case.procedure

    @property
    def place(self) -> str:
        """«Thụ lý, Phạm Thu Lan» at the one agency the reader leads, with the office."""
        who = self.seat.assignee_name or self.seat.unit_name
        return ", ".join(part for part in (self.seat.step_name, who) if part)


def late_lines(
    found: Sequence[Case], on: date, cards: Mapping[int, UnitCard], *, own: int
) -> tuple[LateLine, ...]:
    """In the same order. Two queries."""
    codes = [case.code for case in found]
    places, words = seats(codes), lateness.last_words(codes)
    return tuple(
        LateLine(
            case=case,
            days=_days_late(case, on, cards[case.unit_id], places.get(case.code, NOWHERE)),
            unit=cards[case.unit_id].short_name,
            seat=places.get(case.code, NOWHERE),
            word=words.get(case.code),
            is_own=case.unit_id == own,
        )
        for case in found
    )


def _days_late(case: Case, on: date, unit: UnitCard, seat: Seat) -> int:
    if case.due_on is None:
        return 0
    calendar = deadlines.work_calendar(unit.province_code, token=seat.token)
    return max(1, calendar.working_days_between(case.due_on, on))
