"""What can happen to money, as the journal keeps it. The subject is the dossier's code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from motcua.journal.rules import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeCollected(Fact):
    kind: ClassVar[str] = "payment.collected"
    receipt: int
    book: str
    number: int
    amount: int
    charge: str
    method: str
    payer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptCancelled(Fact):
    kind: ClassVar[str] = "payment.cancelled"
    receipt: int
    number: int
    amount: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeRefunded(Fact):
    kind: ClassVar[str] = "payment.refunded"
    receipt: int
    number: int
    amount: int
    method: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeRelieved(Fact):
    """Exempt (`due` is 0) or reduced."""

    kind: ClassVar[str] = "payment.relieved"
    owed: int
    due: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BookOpened(Fact):
    """The subject is `unit:` and the unit's code, as of the facts below."""

    kind: ClassVar[str] = "payment.book_opened"
    symbol: str
    volume: int
    first: int
    last: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DayClosed(Fact):
    kind: ClassVar[str] = "payment.day_closed"
    official: str
    on: date
    expected: int
    counted: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DayReopened(Fact):
    kind: ClassVar[str] = "payment.day_reopened"
    official: str
    on: date
    reason: str
