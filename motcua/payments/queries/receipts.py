"""Receipts one by one, of a dossier, of a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from motcua.payments.errors import NoSuchReceipt
from motcua.payments.models import Book, Receipt, Relief
from motcua.payments.rules import Kind, Method, in_words


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptCard:
    id: int
    symbol: str
    volume: int
    number: int
    unit_id: int
    agency_id: int
    subject: str
    about: str
    kind: Kind
    method: Method
    amount: int
    payer: str
    on: date
    collected_at: datetime
    collected_by_id: int
    collected_by: str
    cancelled_at: datetime | None
    refunded_at: datetime | None
    refunded_on: date | None
    refunded_by_id: int | None
    refund_method: Method | None
    reason: str

    @property
    def seven_digits(self) -> str:
        return f"{self.number:07d}"

    @property
    def amount_in_words(self) -> str:
        return in_words(self.amount)

    @property
    def is_alive(self) -> bool:
        return self.cancelled_at is None and self.refunded_at is None

    @property
    def standing(self) -> tuple[int, bool, bool]:
        return self.number, self.cancelled_at is not None, self.refunded_at is not None

    @property
    def state(self) -> str:
        if self.cancelled_at:
            return "Đã hủy"
        return "Đã hoàn tiền" if self.refunded_at else "Đã thu"


def receipt(receipt_id: int, *, unit_ids: Iterable[int]) -> ReceiptCard:
    """One query. Raises NoSuchReceipt, also for one of another unit."""
    found = _cards(Q(pk=receipt_id, unit__in=tuple(unit_ids)))
    if not found:
        raise NoSuchReceipt()
    return found[0]


def receipts_of(subject: str) -> tuple[ReceiptCard, ...]:
    """All of a dossier, the newest first; who may see the dossier was asked before. One query."""
    return tuple(reversed(_cards(Q(subject=subject))))


def live_receipt(subject: str) -> ReceiptCard | None:
    """The one that counts: not cancelled, not given back. One query."""
    found = _cards(Q(subject=subject, cancelled_at=None, refunded_at=None))
    return found[0] if found else None


def day_receipts(
    unit_id: int, on: date, *, official_id: int | None = None
) -> tuple[ReceiptCard, ...]:
    """Written on that day or given back on it, in the order of their numbers. One query."""
    written = Q(on=on) if official_id is None else Q(on=on, collected_by=official_id)
    returned = Q(refunded_on=on)
    if official_id is not None:
        returned &= Q(refunded_by=official_id)
    return _cards(Q(unit=unit_id) & (written | returned))


def _cards(wanted: Q) -> tuple[ReceiptCard, ...]:
    rows = Receipt.objects.filter(wanted).select_related("book", "collected_by").order_by("pk")
    return tuple(card_of(row) for row in rows)


def card_of(row: Receipt) -> ReceiptCard:
    return ReceiptCard(
        id=row.pk,
        symbol=row.book.symbol,
        volume=row.book.volume,
        number=row.number,
        unit_id=row.unit_id,
        agency_id=row.agency_id,
        subject=row.subject,
        about=row.about,
        kind=Kind(row.kind),
        method=Method(row.method),
        amount=row.amount,
        payer=row.payer,
        on=row.on,
        collected_at=row.collected_at,
        collected_by_id=row.collected_by_id,
        collected_by=row.collected_by.name,
        cancelled_at=row.cancelled_at,
        refunded_at=row.refunded_at,
        refunded_on=row.refunded_on,
        refunded_by_id=row.refunded_by_id,
        refund_method=Method(row.refund_method) if row.refund_method else None,
        reason=row.reason,
    )


@dataclass(frozen=True, slots=True)
class ReliefCard:
    owed: int
    due: int
    reason: str

    @property
    def label(self) -> str:
        return "Giảm" if self.due else "Miễn"


def relief_of(subject: str) -> ReliefCard | None:
    """One query."""
    found = Relief.objects.filter(subject=subject).first()
    return ReliefCard(found.owed, found.due, found.reason) if found else None


@dataclass(frozen=True, slots=True)
class BookCard:
    symbol: str
    volume: int
    next: int
    last: int | None


def book_in_use(unit_id: int) -> BookCard | None:
    """One query; None before the first receipt of a unit."""
    found = Book.objects.filter(unit=unit_id, closed_at=None).first()
    return BookCard(found.symbol, found.volume, found.next, found.last) if found else None
