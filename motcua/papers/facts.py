"""What can happen to a paper, as the journal keeps it. The subject is the dossier's code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
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


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperDigitised(Fact):
    """The pages were looked at and stand for the paper; `pages` is 0 while they are not read."""

    kind: ClassVar[str] = "paper.digitised"
    paper: str
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperReopened(Fact):
    kind: ClassVar[str] = "paper.reopened"
    paper: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperExcepted(Fact):
    kind: ClassVar[str] = "paper.excepted"
    paper: str
    exemption: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperToScanAgain(Fact):
    """An exception was taken back."""

    kind: ClassVar[str] = "paper.to_scan_again"
    paper: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanRefused(Fact):
    """The worker could not read the file, or found it unsafe; the paper is to be scanned anew."""

    kind: ClassVar[str] = "paper.scan_refused"
    paper: str
    sha256: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierPlaced(Fact):
    """Where the paper dossier lies."""

    kind: ClassVar[str] = "archive.placed"
    cabinet: str
    shelf: str
    box: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierLent(Fact):
    kind: ClassVar[str] = "archive.lent"
    borrower: str
    purpose: str
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierBack(Fact):
    kind: ClassVar[str] = "archive.back"
    borrower: str
