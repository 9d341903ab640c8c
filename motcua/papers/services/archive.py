"""The store of paper dossiers: where each lies, lent and taken back."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from motcua.journal import services as journal
from motcua.papers.errors import (
    DueInThePast,
    LentAlready,
    NotLent,
    NotPlaced,
    NotYourArchive,
    PlaceNeeded,
)
from motcua.papers.facts import DossierBack, DossierLent, DossierPlaced
from motcua.papers.models import Loan, Placement


@transaction.atomic
def place(
    subject: str,
    unit_id: int,
    *,
    cabinet: str,
    shelf: str,
    box: str,
    by: int,
    at: datetime,
) -> None:
    """Write down where it lies, or that it moved within the unit's store.

    Raises PlaceNeeded, NotYourArchive, LentAlready: what is out has no new place.
    """
    cabinet, shelf, box = (" ".join(part.split())[:30] for part in (cabinet, shelf, box))
    if not box:
        raise PlaceNeeded()
    given = {
        "unit_id": unit_id,
        "cabinet": cabinet,
        "shelf": shelf,
        "box": box,
        "placed_at": at,
        "placed_by_id": by,
    }
    placement, is_new = Placement.objects.select_for_update().get_or_create(
        subject=subject, defaults=given
    )
    if not is_new:
        _assert_own(placement, unit_id)
        if loan := placement.loans.filter(returned_at=None).first():
            raise LentAlready(borrower=loan.borrower)
        for name, value in given.items():
            setattr(placement, name, value)
        placement.save()
    fact = DossierPlaced(subject=subject, cabinet=cabinet, shelf=shelf, box=box)
    journal.record(fact, by=by, at=at)


@transaction.atomic
def lend(
    subject: str,
    unit_id: int,
    *,
    borrower: str,
    purpose: str,
    due_on: date,
    today: date,
    by: int,
    at: datetime,
) -> None:
    """Raises NotPlaced, NotYourArchive, LentAlready, DueInThePast."""
    placement = _locked(subject, unit_id)
    if loan := placement.loans.filter(returned_at=None).first():
        raise LentAlready(borrower=loan.borrower)
    if due_on < today:
        raise DueInThePast()
    Loan.objects.create(
        placement=placement,
        borrower=borrower,
        purpose=purpose,
        due_on=due_on,
        lent_at=at,
        lent_by_id=by,
    )
    fact = DossierLent(subject=subject, borrower=borrower, purpose=purpose, due_on=due_on)
    journal.record(fact, by=by, at=at)


@transaction.atomic
def take_back(subject: str, unit_id: int, *, by: int, at: datetime) -> None:
    """It lies in its box again. Raises NotPlaced, NotYourArchive, NotLent."""
    placement = _locked(subject, unit_id)
    loan = placement.loans.filter(returned_at=None).first()
    if loan is None:
        raise NotLent()
    loan.returned_at, loan.returned_by_id = at, by
    loan.save()
    journal.record(DossierBack(subject=subject, borrower=loan.borrower), by=by, at=at)


def _locked(subject: str, unit_id: int) -> Placement:
    found = Placement.objects.select_for_update(of=("self",)).select_related("unit")
    placement = found.filter(subject=subject).first()
    if placement is None:
        raise NotPlaced()
    _assert_own(placement, unit_id)
    return placement


def _assert_own(placement: Placement, unit_id: int) -> None:
    if placement.unit_id != unit_id:
        raise NotYourArchive(unit=placement.unit.name)
