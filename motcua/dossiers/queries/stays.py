"""Where a dossier has been: each stay with who had it and how its time was kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from motcua.dossiers.models import StepRun
from motcua.dossiers.rules import Action, Timeliness, timeliness
from motcua.people.queries import UnitCard


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """`holder`: who left it or, while it stays, who has it; empty: nobody in particular."""

    step: str
    unit_id: int
    unit: str
    holder: str
    entered_at: datetime
    due_at: datetime | None
    left_at: datetime | None
    action: Action | None
    note: str

    @property
    def timing(self) -> Timeliness | None:
        """By the clock, for hours were allotted; early only when it left on a day before."""
        if self.due_at is None or self.left_at is None:
            return None
        if self.left_at > self.due_at:
            return Timeliness.LATE
        return timeliness(self.left_at, self.due_at)


def stays_in(
    runs: Iterable[StepRun], names: Mapping[int, str], units: Mapping[int, UnitCard]
) -> tuple[Stay, ...]:
    """`runs` in their order, with the names of all people and units in them."""
    return tuple(
        Stay(
            step=run.name,
            unit_id=run.unit_id,
            unit=units[run.unit_id].name,
            holder=names.get(run.left_by_id or run.assignee_id or 0, ""),
            entered_at=run.entered_at,
            due_at=run.due_at,
            left_at=run.left_at,
            action=Action(run.action) if run.action in set(Action) else None,
            note=run.note,
        )
        for run in runs
    )
