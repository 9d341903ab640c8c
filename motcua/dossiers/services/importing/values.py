"""What another system must know of a dossier."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from motcua.dossiers.rules import Action, Intake
from motcua.dossiers.services.planning import Plan
from motcua.papers.services.importing import Kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """`note`: the reason, or the number of the result. `to`: who is given the next step.

    `items`: what is asked for, of a request for a supplement.
    """

    action: Action
    at: datetime
    by: int
    note: str = ""
    to: int | None = None
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """A filing, its papers and the acts upon it, in their order. `filed_by`: None for a portal."""

    intake: Intake
    plan: Plan
    filed_at: datetime
    filed_by: int | None
    papers: tuple[Kept, ...]
    acts: tuple[Act, ...]

    @property
    def accepted_at(self) -> datetime | None:
        return next((act.at for act in self.acts if act.action is Action.ACCEPT), None)


@dataclass(slots=True, kw_only=True)
class Run:
    """A row of StepRun: seven a dossier, so that what a model object costs counts."""

    dossier_id: int
    order: int
    name: str
    role: str
    unit_id: int
    assignee_id: int | None
    entered_at: datetime
    due_at: datetime | None
    left_at: datetime | None = None
    left_by_id: int | None = None
    action: str = ""
    note: str = ""
