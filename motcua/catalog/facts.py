from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from motcua.journal.rules import Fact


def subject(code: str) -> str:
    return f"procedure:{code}"


CATALOG = "catalog"


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionOpened(Fact):
    """From `since` on the procedure says something else, or for the first time something."""

    kind: ClassVar[str] = "procedure.version_opened"
    since: date
    until: date | None
    fingerprint: str
    changed: tuple[str, ...]  # names of what differs from the version before
    decision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureClosed(Fact):
    kind: ClassVar[str] = "procedure.closed"
    until: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogImported(Fact):
    """One file was taken in; how each procedure changed stands under the procedure."""

    kind: ClassVar[str] = "catalog.imported"
    rows: int
    created: int
    changed: int
    unchanged: int
    refused: int
