"""What can happen to a paper, as the journal keeps it. The subject is the dossier's code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from motcua.journal.rules import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperScanned(Fact):
    kind: ClassVar[str] = "paper.scanned"
    paper: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersChecked(Fact):
    kind: ClassVar[str] = "paper.checked"
    present: int
    missing: int
    not_needed: int
