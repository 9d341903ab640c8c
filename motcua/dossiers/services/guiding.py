"""Somebody came to the wrong place: where they were sent, and why."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from motcua.catalog import queries as catalog
from motcua.dossiers.errors import NotYourRole, PlaceNeeded
from motcua.dossiers.facts import ApplicantGuided
from motcua.dossiers.models import Guidance
from motcua.dossiers.rules import checked_text
from motcua.dossiers.services.drafts import locked_draft
from motcua.dossiers.services.intake import written_reason
from motcua.journal import services as journal
from motcua.people.rules import Actor, Role


@transaction.atomic
def guide(
    procedure: str,
    *,
    reason: str,
    sent_to: str,
    by: Actor,
    at: datetime,
    draft_id: int | None = None,
) -> int:
    """Note that somebody was sent to the right place, and why (M2.07); returns its number.

    Nobody's name is kept; the procedure must be a published one. `draft_id`: the intake that ends
    with it, so that nothing of the person stays. Raises FieldRefused, ReasonNeeded,
    PlaceNeeded, NoSuchDraft, DraftAlreadyReceived.
    """
    if Role.COUNTER not in by.roles:
        raise NotYourRole(role=Role.COUNTER.label)
    found = catalog.procedure(procedure, on=timezone.localdate(at))
    place = checked_text("sent_to", sent_to, longest=300)
    if not place:
        raise PlaceNeeded()
    text = written_reason(reason)
    if draft_id is not None:
        locked_draft(draft_id, by).delete()
    noted = Guidance.objects.create(
        unit_id=by.unit_id,
        procedure=found.code,
        procedure_name=found.name,
        reason=text,
        sent_to=place,
        guided_at=at,
        guided_by_id=by.user_id,
    )
    fact = ApplicantGuided(
        subject=f"guidance:{by.unit_id}", procedure=found.code, reason=text, sent_to=place
    )
    journal.record(fact, by=by, at=at)
    return noted.pk
