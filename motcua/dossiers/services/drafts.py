"""An intake under way: kept at each step, then received, declined or settled, once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from motcua.dossiers.errors import DraftAlreadyReceived, NoSuchDraft, NotYourRole
from motcua.dossiers.models import Dossier, IntakeDraft
from motcua.dossiers.rules import Intake
from motcua.dossiers.services.counter import receive, refuse_filing, settle
from motcua.people.rules import Actor, Role
from motcua.tickets import services as tickets


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
    draft = locked_draft(draft_id, by)
    draft.content = {**draft.content, **changes}
    draft.updated_at = at
    draft.save(update_fields=["content", "updated_at"])


@transaction.atomic
def discard_draft(draft_id: int, *, by: Actor) -> None:
    locked_draft(draft_id, by).delete()


@transaction.atomic
def receive_draft(
    draft_id: int, intake: Intake, *, by: Actor, at: datetime, missing_reason: str = ""
) -> str:
    """Receive what a draft holds, once: pressing twice gives the refusal that names the dossier."""
    draft = locked_draft(draft_id, by)
    code = receive(intake, by=by, at=at, missing_reason=missing_reason)
    return _ended(draft, code, by, at)


@transaction.atomic
def decline_draft(draft_id: int, intake: Intake, *, reason: str, by: Actor, at: datetime) -> str:
    """Register what a draft holds and refuse to accept it, in one go; once."""
    draft = locked_draft(draft_id, by)
    return _ended(draft, refuse_filing(intake, reason=reason, by=by, at=at), by, at)


@transaction.atomic
def settle_draft(
    draft_id: int,
    intake: Intake,
    *,
    result_number: str,
    handed_to: str,
    fee_paid: bool = False,
    by: Actor,
    at: datetime,
) -> str:
    """Settle at once what a draft holds; once."""
    draft = locked_draft(draft_id, by)
    code = settle(
        intake,
        result_number=result_number,
        handed_to=handed_to,
        fee_paid=fee_paid,
        by=by,
        at=at,
    )
    return _ended(draft, code, by, at)


def _ended(draft: IntakeDraft, code: str, by: Actor, at: datetime) -> str:
    """The number in the queue that the draft began with (`ticket`) ends with it."""
    if ticket := draft.content.get("ticket"):
        tickets.close_with(ticket, code, by=by, at=at)
    draft.dossier_id = Dossier.objects.values_list("pk", flat=True).get(code=code)
    draft.content = {}  # the dossier has it now; personal data is kept once
    draft.updated_at = at
    draft.save(update_fields=["dossier", "content", "updated_at"])
    return code


def locked_draft(draft_id: int, by: Actor) -> IntakeDraft:
    """The official's own, locked. Raises NoSuchDraft, DraftAlreadyReceived."""
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
