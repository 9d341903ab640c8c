"""Intake at the counter: a draft that survives anything, received once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from motcua.catalog import queries as catalog
from motcua.dossiers.errors import (
    DraftAlreadyReceived,
    NoSuchDraft,
    NotYourRole,
    PapersIncomplete,
    PlaceNeeded,
)
from motcua.dossiers.facts import ApplicantGuided
from motcua.dossiers.models import Dossier, Guidance, IntakeDraft
from motcua.dossiers.rules import Intake, checked_text, filing_objection
from motcua.dossiers.services.intake import accept, missing_lines, submit, written_reason
from motcua.dossiers.services.returning import return_result
from motcua.dossiers.services.steps import conclude
from motcua.dossiers.services.supplement import ask_supplement
from motcua.journal import services as journal
from motcua.people.rules import Actor, Role


@transaction.atomic
def receive(intake: Intake, *, by: Actor, at: datetime, missing_reason: str = "") -> str:
    """Take a filing in at the counter: accepted when all is there, else asked for once.

    Returns the code. The receiving unit must be the official's own counter.
    """
    if refusal := filing_objection(by, intake.receiving_unit_id):
        raise refusal
    code = submit(intake, by=by.user_id, at=at)
    if missing := missing_lines(intake):
        reason = missing_reason or "Hồ sơ chưa đủ thành phần theo quy định"
        ask_supplement(code, items=missing, reason=reason, by=by, at=at)
    else:
        accept(code, by=by, at=at)
    return code


@transaction.atomic
def settle(intake: Intake, *, result_number: str, handed_to: str, by: Actor, at: datetime) -> str:
    """Receive, decide and hand over in one go what the counter may settle at once.

    NĐ 61/2018/NĐ-CP, Điều 17.4 and 17.5: intake and result are recorded all the same; a receipt
    is printed only when the applicant asks. Raises what `receive`, `conclude` and `return_result`
    raise; PapersIncomplete when a paper is missing: then nothing is settled at once.
    """
    if missing := missing_lines(intake):
        raise PapersIncomplete(count=len(missing))
    code = receive(intake, by=by, at=at)
    conclude(code, result_number=result_number, by=by, at=at)
    return_result(code, handed_to=handed_to, by=by, at=at)
    return code


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
        _locked_draft(draft_id, by).delete()
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


@transaction.atomic
def start_draft(*, by: Actor, at: datetime, content: Mapping[str, Any] | None = None) -> int:
    """Begin an intake at the official's counter; returns the draft's number."""
    if Role.COUNTER not in by.roles:
        raise NotYourRole(role=Role.COUNTER.label)
    draft = IntakeDraft.objects.create(
        unit_id=by.unit_id,
        owner_id=by.user_id,
        content=dict(content or {}),
        created_at=at,
        updated_at=at,
    )
    return draft.pk


@transaction.atomic
def save_draft(draft_id: int, changes: Mapping[str, Any], *, by: Actor, at: datetime) -> None:
    """Keep what was entered so far; keys not named stay as they are."""
    draft = _locked_draft(draft_id, by)
    draft.content = {**draft.content, **changes}
    draft.updated_at = at
    draft.save(update_fields=["content", "updated_at"])


@transaction.atomic
def discard_draft(draft_id: int, *, by: Actor) -> None:
    _locked_draft(draft_id, by).delete()


@transaction.atomic
def receive_draft(
    draft_id: int, intake: Intake, *, by: Actor, at: datetime, missing_reason: str = ""
) -> str:
    """Receive what a draft holds, once: pressing twice gives the refusal that names the dossier."""
    draft = _locked_draft(draft_id, by)
    code = receive(intake, by=by, at=at, missing_reason=missing_reason)
    draft.dossier_id = Dossier.objects.values_list("pk", flat=True).get(code=code)
    draft.content = {}  # the dossier has it now; personal data is kept once
    draft.updated_at = at
    draft.save(update_fields=["dossier", "content", "updated_at"])
    return code


def _locked_draft(draft_id: int, by: Actor) -> IntakeDraft:
    try:
        draft = IntakeDraft.objects.select_for_update(of=("self",)).get(
            pk=draft_id, owner_id=by.user_id
        )
    except IntakeDraft.DoesNotExist:
        raise NoSuchDraft() from None
    if draft.dossier_id is not None:
        code = Dossier.objects.values_list("code", flat=True).get(pk=draft.dossier_id)
        raise DraftAlreadyReceived(code=code)
    return draft
