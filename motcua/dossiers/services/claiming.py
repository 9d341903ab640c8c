"""Who takes a dossier nobody has: by choice, or the most urgent one."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from motcua.dossiers.errors import NothingToClaim
from motcua.dossiers.facts import DossierReassigned
from motcua.dossiers.models import Dossier
from motcua.dossiers.rules import Action, Status
from motcua.dossiers.services import ground
from motcua.dossiers.services.keeping import keep
from motcua.journal import services as journal
from motcua.people import queries as people
from motcua.people.rules import Actor


@transaction.atomic
def claim(code: str, *, by: Actor, at: datetime, expect_version: int | None = None) -> None:
    """Take a dossier of one's office and role that nobody has. Two at once: one gets it."""
    dossier, _process = ground.locked(code, Action.CLAIM, by=by, expect_version=expect_version)
    dossier.assignee_id = by.user_id
    dossier.steps.filter(left_at=None).update(assignee=by.user_id)
    keep(dossier, at=at)
    fact = DossierReassigned(
        subject=code,
        step=dossier.step_name,
        assignee=people.names_of([by.user_id])[by.user_id],
        assignee_id=by.user_id,
    )
    journal.record(fact, by=by, at=at)


@transaction.atomic
def claim_next(*, by: Actor, at: datetime) -> str:
    """Take the one that is due first; returns its code. Raises NothingToClaim.

    Rows that a colleague is just taking are passed over, so nobody waits and none goes twice.
    """
    waiting = (
        Dossier.objects.select_for_update(of=("self",), skip_locked=True)
        .filter(
            status__in=[Status.ACCEPTED.value, Status.IN_PROCESS.value],
            step_unit=by.unit_id,
            step_role__in=[role.value for role in by.roles],
            assignee=None,
        )
        .order_by("due_at", "pk")
        .first()
    )
    if waiting is None:
        raise NothingToClaim()
    claim(waiting.code, by=by, at=at)
    return waiting.code
