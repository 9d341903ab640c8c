"""What can happen in a queue. Of a ticket the subject is `ticket:<id>`; nobody's name is in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from motcua.journal.rules import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class LineSet(Fact):
    kind: ClassVar[str] = "tickets.line_set"
    letter: str
    name: str
    fields: tuple[str, ...]
    is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterSet(Fact):
    kind: ClassVar[str] = "tickets.counter_set"
    number: int
    name: str
    letters: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterManned(Fact):
    kind: ClassVar[str] = "tickets.counter_manned"
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketIssued(Fact):
    kind: ClassVar[str] = "ticket.issued"
    code: str
    is_priority: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketCalled(Fact):
    """`times`: the first call is 1."""

    kind: ClassVar[str] = "ticket.called"
    code: str
    counter: int
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketServed(Fact):
    kind: ClassVar[str] = "ticket.served"
    code: str
    counter: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketSkipped(Fact):
    kind: ClassVar[str] = "ticket.skipped"
    code: str
    counter: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketMoved(Fact):
    """To another line, with its number and its place by the time of issue."""

    kind: ClassVar[str] = "ticket.moved"
    code: str
    from_line: str
    to_line: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketDone(Fact):
    """`dossier`: what came of it, if anything was filed."""

    kind: ClassVar[str] = "ticket.done"
    code: str
    dossier: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketCancelled(Fact):
    kind: ClassVar[str] = "ticket.cancelled"
    code: str
