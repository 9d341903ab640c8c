"""Where paper dossiers lie, who has borrowed them, what is not back in time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from motcua.papers.models import Loan, Placement


SHOWN_AT_MOST = 100


@dataclass(frozen=True, slots=True)
class LoanCard:
    subject: str
    borrower: str
    purpose: str
    due_on: date
    lent_at: datetime
    place: str

    def is_overdue(self, on: date) -> bool:
        return self.due_on < on


@dataclass(frozen=True, slots=True)
class PlacementCard:
    subject: str
    unit_id: int
    unit_name: str
    cabinet: str
    shelf: str
    box: str
    loan: LoanCard | None = None

    @property
    def words(self) -> str:
        return place_words(self.cabinet, self.shelf, self.box)


def place_words(cabinet: str, shelf: str, box: str) -> str:
    parts = (("Tủ", cabinet), ("kệ", shelf), ("hộp", box))
    words = ", ".join(f"{word} {value}" for word, value in parts if value)
    return words[:1].upper() + words[1:]


def placement_of(subject: str) -> PlacementCard | None:
    """Two queries at most."""
    found = Placement.objects.filter(subject=subject)
    return next(iter(_placements(found)), None)


def in_box(unit_id: int, box: str) -> tuple[PlacementCard, ...]:
    """The dossiers in a box of this unit, by code; not more than a hundred."""
    found = Placement.objects.filter(unit=unit_id, box__iexact=box).order_by("subject")
    return _placements(found[:SHOWN_AT_MOST])


def lent_out(unit_id: int) -> tuple[LoanCard, ...]:
    """What is out, the longest due first; not more than a hundred. One query."""
    found = Loan.objects.filter(placement__unit=unit_id, returned_at=None)
    return _loans(found.order_by("due_on", "pk")[:SHOWN_AT_MOST])


def overdue_count(unit_id: int, on: date) -> int:
    found = Loan.objects.filter(placement__unit=unit_id, returned_at=None, due_on__lt=on)
    return found.count()


def _placements(found: QuerySet[Placement]) -> tuple[PlacementCard, ...]:
    rows: Sequence[Placement] = list(found.select_related("unit"))
    ids = [row.pk for row in rows]
    out = {
        loan.subject: loan
        for loan in _loans(Loan.objects.filter(placement__in=ids, returned_at=None))
    }
    return tuple(
        PlacementCard(
            row.subject,
            row.unit_id,
            row.unit.name,
            row.cabinet,
            row.shelf,
            row.box,
            out.get(row.subject),
        )
        for row in rows
    )


def _loans(found: QuerySet[Loan]) -> tuple[LoanCard, ...]:
    return tuple(
        LoanCard(
            loan.placement.subject,
            loan.borrower,
            loan.purpose,
            loan.due_on,
            loan.lent_at,
            place_words(loan.placement.cabinet, loan.placement.shelf, loan.placement.box),
        )
        for loan in found.select_related("placement")
    )
