"""What can happen to work. A note's words stay in its table: what is withdrawn must be gone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from motcua.journal.rules import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteWritten(Fact):
    """About the dossier; `mentioned` are names."""

    kind: ClassVar[str] = "work.note_written"
    note_id: int
    mentioned: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteWithdrawn(Fact):
    kind: ClassVar[str] = "work.note_withdrawn"
    note_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchBegun(Fact):
    """About `watch:<user id>`: whom a dossier interests is nobody else's affair."""

    kind: ClassVar[str] = "work.watch_begun"
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchEnded(Fact):
    kind: ClassVar[str] = "work.watch_ended"
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver(Fact):
    """About `handover:<id>`; each dossier has its own entry from being reassigned."""

    kind: ClassVar[str] = "work.handed_over"
    unit: str
    from_user: str
    to_user: str
    reason: str
    codes: tuple[str, ...]
    refused: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkBegun(Fact):
    """About `bulk:<id>`; each dossier has its own entry from what is done to it."""

    kind: ClassVar[str] = "work.bulk_begun"
    deed: str
    total: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkEnded(Fact):
    kind: ClassVar[str] = "work.bulk_ended"
    done: int
    refused: int
