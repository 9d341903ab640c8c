"""Paper dossiers in the store of a unit, kept by its officials who may see the dossier."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from motcua.dossiers.services.paper_ground import seen
from motcua.papers import services as papers
from motcua.people.rules import Actor


@transaction.atomic
def place_dossier(
    code: str, *, cabinet: str, shelf: str, box: str, by: Actor, at: datetime
) -> None:
    """Write down where it lies in the store of the official's own unit."""
    seen(code, by)
    papers.place(code, by.unit_id, cabinet=cabinet, shelf=shelf, box=box, by=by.user_id, at=at)


@transaction.atomic
def lend_dossier(
    code: str,
    *,
    borrower: str,
    purpose: str,
    due_on: date,
    today: date,
    by: Actor,
    at: datetime,
) -> None:
    seen(code, by)
    papers.lend(
        code,
        by.unit_id,
        borrower=borrower,
        purpose=purpose,
        due_on=due_on,
        today=today,
        by=by.user_id,
        at=at,
    )


@transaction.atomic
def take_dossier_back(code: str, *, by: Actor, at: datetime) -> None:
    seen(code, by)
    papers.take_back(code, by.unit_id, by=by.user_id, at=at)
