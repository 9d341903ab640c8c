"""What can happen about a delay. All are about the dossier."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from motcua.journal.rules import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class DelayExplained(Fact):
    """`step`, `unit`: where the delay arose, as the system named it then."""

    kind: ClassVar[str] = "lateness.explained"
    explanation_id: int
    step: str
    unit: str
    reason: str
    way_forward: str
    signer: str
    number: str
    signed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplanationReturned(Fact):
    kind: ClassVar[str] = "lateness.returned"
    explanation_id: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplanationAccepted(Fact):
    kind: ClassVar[str] = "lateness.accepted"
    explanation_id: int
