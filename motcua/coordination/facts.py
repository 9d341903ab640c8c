"""What can happen to a request, as the journal keeps it. The subject is the dossier's code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from motcua.journal.rules import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfRequest(Fact):
    request: int
    sort: str
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestMade(_OfRequest):
    kind: ClassVar[str] = "coordination.made"
    content: str
    limit: str
    due_at: datetime | None
    via: str = ""
    leg: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestSent(_OfRequest):
    """One that waited for its turn; the others are sent as they are made."""

    kind: ClassVar[str] = "coordination.sent"
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestHandedOn(_OfRequest):
    kind: ClassVar[str] = "coordination.handed_on"
    via: str
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestTaken(_OfRequest):
    kind: ClassVar[str] = "coordination.taken"


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestAnswered(_OfRequest):
    kind: ClassVar[str] = "coordination.answered"
    result: str
    result_number: str
    note: str
    is_late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestReminded(_OfRequest):
    kind: ClassVar[str] = "coordination.reminded"
    due_at: datetime
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SilenceRecorded(_OfRequest):
    kind: ClassVar[str] = "coordination.silent"
    due_at: datetime
    if_silent: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestCancelled(_OfRequest):
    kind: ClassVar[str] = "coordination.cancelled"
    reason: str
