"""What can happen to a dossier, as the journal keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from motcua.journal.rules import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierSubmitted(Fact):
    kind: ClassVar[str] = "dossier.submitted"
    procedure: str
    channel: str
    receiving_unit: str
    resolving_unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierAccepted(Fact):
    kind: ClassVar[str] = "dossier.accepted"
    complete_at: datetime
    due_at: datetime
    limit: str
    limit_source: str
    step: str
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierDeclined(Fact):
    kind: ClassVar[str] = "dossier.declined"
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplementAsked(Fact):
    kind: ClassVar[str] = "dossier.supplement_asked"
    items: tuple[str, ...]
    reason: str
    step: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplementSupplied(Fact):
    kind: ClassVar[str] = "dossier.supplied"
    due_at: datetime | None
    mode: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTaken(Fact):
    """From one step to another: forward, back, approved or refused."""

    kind: ClassVar[str] = "dossier.step_taken"
    action: str
    from_step: str
    to_step: str
    unit: str
    assignee: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierReassigned(Fact):
    kind: ClassVar[str] = "dossier.reassigned"
    step: str
    assignee: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierConcluded(Fact):
    kind: ClassVar[str] = "dossier.concluded"
    outcome: str
    result_number: str
    timeliness: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultReturned(Fact):
    kind: ClassVar[str] = "dossier.returned"
    delivery: str
