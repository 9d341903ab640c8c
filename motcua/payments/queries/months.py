"""A month of a unit, to be settled with the agencies whose procedures they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from motcua.payments.models import Receipt
from motcua.payments.queries.receipts import ReceiptCard, card_of
from motcua.payments.rules import Kind


@dataclass(frozen=True, slots=True)
class MonthRow:
    """A receipt as the month sees it: taken in it, given back in it, or both."""

    receipt: ReceiptCard
    taken: int
    given_back: int


@dataclass(frozen=True, slots=True)
class Settled:
    """What is owed to one agency for one kind."""

    agency_id: int
    kind: Kind
    receipts: int
    taken: int
    given_back: int

    @property
    def due(self) -> int:
        return self.taken - self.given_back


def month(unit_id: int, first: date, after: date) -> tuple[MonthRow, ...]:
    """From `first` up to but without `after`; cancelled receipts stand there with 0. Two queries.

    A refund counts in the month in which it was paid, so that a month once settled stays.
    """
    base = Receipt.objects.filter(unit=unit_id).select_related("book", "collected_by")
    taken = base.filter(on__gte=first, on__lt=after)
    back = base.filter(refunded_on__gte=first, refunded_on__lt=after).exclude(
        on__gte=first, on__lt=after
    )
    found = sorted((*taken, *back), key=lambda row: row.pk)
    return tuple(_row(card_of(row), first, after) for row in found)


def _row(card: ReceiptCard, first: date, after: date) -> MonthRow:
    is_taken = first <= card.on < after and card.cancelled_at is None
    is_back = card.refunded_on is not None and first <= card.refunded_on < after
    return MonthRow(card, card.amount if is_taken else 0, card.amount if is_back else 0)


def settled(rows: Iterable[MonthRow]) -> tuple[Settled, ...]:
    """Sums by agency and kind. No query."""
    sums: dict[tuple[int, str], list[int]] = {}
    for row in rows:
        if not row.taken and not row.given_back:
            continue
        here = sums.setdefault((row.receipt.agency_id, row.receipt.kind.value), [0, 0, 0])
        here[0] += bool(row.taken)
        here[1] += row.taken
        here[2] += row.given_back
    return tuple(
        Settled(agency, Kind(kind), *found) for (agency, kind), found in sorted(sums.items())
    )
