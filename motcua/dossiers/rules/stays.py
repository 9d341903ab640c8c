"""The way of a dossier as far as lateness follows from it: where it stayed, since when. Values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from motcua.dossiers.rules.clock import Timeliness, timeliness
from motcua.dossiers.rules.states import Status


RUNNING = (Status.ACCEPTED, Status.IN_PROCESS)


@dataclass(frozen=True, slots=True)
class Stay:
    """A stay at one step in one office; `left_at` None: it is there now."""

    order: int
    step: str
    unit_id: int
    unit: str
    entered_at: datetime
    due_at: datetime | None
    left_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One dossier's stays, oldest first, and the moments it is judged by."""

    code: str
    status: Status
    receiving_unit_id: int
    receiving_unit: str
    resolving_unit_id: int
    resolving_unit: str
    step_unit_id: int | None
    province_code: str
    submitted_at: datetime
    answer_due_at: datetime | None
    accepted_at: datetime | None
    complete_at: datetime | None
    due_at: datetime | None
    finished_at: datetime | None
    stays: tuple[Stay, ...]

    @property
    def runs(self) -> bool:
        return self.status in RUNNING

    def is_late(self, now: datetime) -> bool:
        """By the day, as the whole is judged; a clock that stands is not late."""
        if self.due_at is None or not (self.runs or self.finished_at):
            return False
        return timeliness(self.finished_at or now, self.due_at) is Timeliness.LATE
