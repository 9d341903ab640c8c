"""Where a dossier stands in the figures now, by its row, and which the ledger has nothing of."""

from __future__ import annotations

from datetime import date, datetime

from motcua.dossiers.models import Dossier
from motcua.dossiers.rules import Status, stand_state
from motcua.dossiers.rules.clock import HANOI
from motcua.ledger.queries.known import knows
from motcua.ledger.rules import Stand
from motcua.people.rules import Role


def stand_of(
    dossier: Dossier, *, is_digitised: bool = False, has_e_result: bool = False
) -> Stand | None:
    """None while it isn't counted. The marks are of a result at the moment it is there."""
    state = stand_state(Status(dossier.status), dossier.outcome)
    if dossier.accepted_at is None or state is None:
        return None
    return Stand(
        state=state,
        due_on=day_of(dossier.due_at) if dossier.due_at else None,
        officer_id=officer_of(dossier),
        is_digitised=is_digitised,
        has_e_result=has_e_result,
    )


def officer_of(dossier: Dossier) -> int | None:
    """Who answers for it: the specialist, before that who received it. None: whoever did so far."""
    if dossier.step_role == Role.SPECIALIST.value:
        return dossier.assignee_id
    return dossier.accepted_by_id if dossier.status == Status.ACCEPTED.value else None


def day_of(moment: datetime) -> date:
    """In Vietnam; what Django's own answer costs is too much a million times."""
    return moment.astimezone(HANOI).date()


def unentered() -> int:
    """How many accepted dossiers the ledger has nothing of. One query."""
    return Dossier.objects.filter(~knows("code"), accepted_at__isnull=False).count()


def unentered_ids(*, after: int, most: int) -> list[int]:
    """The keys of some of them, in order."""
    rows = Dossier.objects.filter(~knows("code"), accepted_at__isnull=False, pk__gt=after)
    return list(rows.order_by("pk").values_list("pk", flat=True)[:most])
