"""What can happen to an internal process. Subject: `process:<id>`; of loading: `process:data`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from motcua.journal.rules import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessesLoaded(Fact):
    kind: ClassVar[str] = "process.loaded"
    as_of: str
    approved: tuple[str, ...]
    drafts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessDrafted(Fact):
    kind: ClassVar[str] = "process.drafted"
    procedure: str
    level: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessChanged(Fact):
    kind: ClassVar[str] = "process.changed"
    steps: int
    limit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessApproved(Fact):
    """`replaces` is the version that ended on the day before this one begins."""

    kind: ClassVar[str] = "process.approved"
    procedure: str
    level: str
    version: int
    since: date
    replaces: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessWithdrawn(Fact):
    kind: ClassVar[str] = "process.withdrawn"
    procedure: str
    version: int
    reason: str
