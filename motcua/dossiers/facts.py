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
    arrived_at: datetime | None = None
    was_on_paper: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierAccepted(Fact):
    kind: ClassVar[str] = "dossier.accepted"
    complete_at: datetime
    due_at: datetime
    limit: str
    limit_source: str
    step: str
    unit: str
    assignee_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierDeclined(Fact):
    kind: ClassVar[str] = "dossier.declined"
    reason: str
    number: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplementAsked(Fact):
    kind: ClassVar[str] = "dossier.supplement_asked"
    items: tuple[str, ...]
    reason: str
    step: str
    answer_until: datetime
    is_extra: bool
    is_late: bool
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplementSupplied(Fact):
    kind: ClassVar[str] = "dossier.supplied"
    due_at: datetime | None
    mode: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTaken(Fact):
    """From one step to another: forward, back, approved or refused.

    `assignee`: whom the sender named; `assignee_id`: who has it, also when nobody was named.
    """

    kind: ClassVar[str] = "dossier.step_taken"
    action: str
    from_step: str
    to_step: str
    unit: str
    assignee: str = ""
    note: str = ""
    assignee_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierReassigned(Fact):
    kind: ClassVar[str] = "dossier.reassigned"
    step: str
    assignee: str
    note: str = ""
    assignee_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierConcluded(Fact):
    """`is_digitised`: its papers were scanned by then; later scans change no figure."""

    kind: ClassVar[str] = "dossier.concluded"
    outcome: str
    result_number: str
    timeliness: str
    is_digitised: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultReturned(Fact):
    """`delivery` as it was agreed at intake, `how` as it went out."""

    kind: ClassVar[str] = "dossier.returned"
    delivery: str
    how: str = ""
    tracking_number: str = ""
    is_by_proxy: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockPaused(Fact):
    kind: ClassVar[str] = "dossier.paused"
    reason: str
    source: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteVerified(Fact):
    """A verification with the applicant present: when, where, who, what was found."""

    kind: ClassVar[str] = "dossier.verified"
    held_at: datetime
    place: str
    participants: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockResumed(Fact):
    kind: ClassVar[str] = "dossier.resumed"
    due_at: datetime
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierReappointed(Fact):
    """A new day beside the promised one, with an apology; `is_timely`: before it was too late."""

    kind: ClassVar[str] = "dossier.reappointed"
    due_at: datetime
    new_due_at: datetime
    reason: str
    is_timely: bool
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierWithdrawn(Fact):
    kind: ClassVar[str] = "dossier.withdrawn"
    reason: str
    step: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierStopped(Fact):
    """By the agency, or by the system when a supplement never came (`is_unanswered`)."""

    kind: ClassVar[str] = "dossier.stopped"
    reason: str
    step: str
    is_unanswered: bool
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionOpened(Fact):
    kind: ClassVar[str] = "dossier.correction_opened"
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionReturned(Fact):
    kind: ClassVar[str] = "dossier.correction_returned"
    result_number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DueRecounted(Fact):
    """The calendar or the law's data changed: the due moment follows, the first promise stays."""

    kind: ClassVar[str] = "dossier.due_recounted"
    due_at: datetime
    was_due_at: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessChanged(Fact):
    kind: ClassVar[str] = "dossier.process_changed"
    from_process: int
    to_process: int
    from_step: str
    to_step: str
    reason: str
    assignee_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierRefigured(Fact):
    """Where it stood in the figures was wrong, and was read anew from its journal."""

    kind: ClassVar[str] = "dossier.refigured"


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicantGuided(Fact):
    """Somebody was sent to the right place; no dossier, no name."""

    kind: ClassVar[str] = "counter.guided"
    procedure: str
    reason: str
    sent_to: str
