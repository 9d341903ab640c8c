"""Saving a dossier, and with it where it stands in the figures: one way for every change."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from motcua.dossiers.models import Dossier
from motcua.dossiers.rules import Status, stand_state
from motcua.ledger import services as ledger
from motcua.ledger.rules import Stand
from motcua.ledger.services import Filing
from motcua.papers import queries as papers
from motcua.people.rules import Role
from motcua.signing import queries as signing


def keep(dossier: Dossier, *, at: datetime) -> Stand | None:
    """Save it, and enter it in the ledger from its acceptance on; how it stands there."""
    dossier.save()
    state = stand_state(Status(dossier.status), dossier.outcome)
    if dossier.accepted_at is None or state is None:
        return None
    has_result = dossier.status == Status.FINISHED.value
    stand = Stand(
        state=state,
        due_on=timezone.localdate(dossier.due_at) if dossier.due_at else None,
        officer_id=officer_of(dossier),
        is_digitised=has_result and papers.is_digitised(dossier.code),
        has_e_result=has_result and bool(signing.signed_files([dossier.code])),
    )
    ledger.enter(filing_of(dossier), stand, on=timezone.localdate(at))
    return stand


def officer_of(dossier: Dossier) -> int | None:
    """Who answers for it: the specialist, before that who received it. None: whoever did so far."""
    if dossier.step_role == Role.SPECIALIST.value:
        return dossier.assignee_id
    return dossier.accepted_by_id if dossier.status == Status.ACCEPTED.value else None


def filing_of(dossier: Dossier) -> Filing:
    return Filing(
        code=dossier.code,
        unit_id=dossier.resolving_unit_id,
        procedure=dossier.procedure,
        field=dossier.field,
        channel=dossier.channel,
    )
