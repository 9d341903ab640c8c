"""A dossier moves through its process, and is decided."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from motcua.dossiers.errors import ResultNumberNeeded
from motcua.dossiers.facts import (
    DossierConcluded,
    DossierReassigned,
    StepTaken,
)
from motcua.dossiers.models import Dossier, StepRun
from motcua.dossiers.rules import (
    Action,
    DeliveryState,
    Outcome,
    checked_text,
    timeliness,
)
from motcua.dossiers.services import ground
from motcua.dossiers.services.intake import LONGEST_REASON, written_reason
from motcua.dossiers.services.keeping import keep
from motcua.journal import services as journal
from motcua.people import queries as people
from motcua.people.rules import Actor, Role
from motcua.process.rules import Process


@transaction.atomic
def forward(
    code: str,
    *,
    to_user: int | None = None,
    note: str = "",
    by: Actor,
    at: datetime,
    expect_version: int | None = None,
) -> None:
    """Hand the dossier to the next step; to a person of its office when one is named.

    Raises NoSuchDossier, StalePage, NobodyThere and what `objection` returns.
    """
    dossier, process = ground.locked(code, Action.FORWARD, by=by, expect_version=expect_version)
    _move(dossier, process, Action.FORWARD, by=by, at=at, note=_note(note), to_user=to_user)


@transaction.atomic
def send_back(
    code: str, *, reason: str, by: Actor, at: datetime, expect_version: int | None = None
) -> None:
    """Give it back to the step before, to who did it, saying why."""
    dossier, process = ground.locked(code, Action.SEND_BACK, by=by, expect_version=expect_version)
    text = written_reason(reason)
    order = ground.next_step(dossier, process, Action.SEND_BACK).order
    before = (
        StepRun.objects.filter(dossier=dossier, order=order)
        .exclude(left_by=None)
        .order_by("-left_at")
        .first()
    )
    to_user = before.left_by_id if before else None
    _move(dossier, process, Action.SEND_BACK, by=by, at=at, note=text, to_user=to_user)


@transaction.atomic
def approve(
    code: str, *, note: str = "", by: Actor, at: datetime, expect_version: int | None = None
) -> None:
    """The leader decides in the applicant's favour; the clerk's step follows."""
    dossier, process = ground.locked(code, Action.APPROVE, by=by, expect_version=expect_version)
    dossier.outcome, dossier.closing_reason = Outcome.GRANTED.value, ""
    _move(dossier, process, Action.APPROVE, by=by, at=at, note=_note(note))


@transaction.atomic
def refuse(
    code: str, *, reason: str, by: Actor, at: datetime, expect_version: int | None = None
) -> None:
    """The leader refuses in writing. NĐ 61/2018, Điều 19.8: within the limit, and a result too."""
    dossier, process = ground.locked(code, Action.REFUSE, by=by, expect_version=expect_version)
    dossier.outcome, dossier.closing_reason = Outcome.REFUSED.value, written_reason(reason)
    _move(dossier, process, Action.REFUSE, by=by, at=at, note=dossier.closing_reason)


def _move(
    dossier: Dossier,
    process: Process,
    action: Action,
    *,
    by: Actor,
    at: datetime,
    note: str,
    to_user: int | None = None,
) -> None:
    target = ground.next_step(dossier, process, action)
    left = ground.leave_step(dossier, action, by=by, at=at, note=note)
    unit = ground.enter_step(
        dossier, target, at=at, calendar=ground.calendar_of(dossier), assignee_id=to_user
    )
    keep(dossier, at=at)
    fact = StepTaken(
        subject=dossier.code,
        action=action.value,
        from_step=left,
        to_step=target.name,
        unit=unit.name,
        assignee=people.names_of([to_user])[to_user] if to_user else "",
        note=note,
        assignee_id=dossier.assignee_id,
    )
    journal.record(fact, by=by, at=at)


@transaction.atomic
def reassign(
    code: str,
    *,
    to_user: int,
    note: str = "",
    by: Actor,
    at: datetime,
    expect_version: int | None = None,
) -> None:
    """Give the current step to another person of the same office and role."""
    dossier, _process = ground.locked(code, Action.REASSIGN, by=by, expect_version=expect_version)
    assert dossier.step_unit_id is not None
    unit, role = people.unit(dossier.step_unit_id), Role(dossier.step_role)
    ground.assert_holds(to_user, unit, role, timezone.localdate(at))
    dossier.assignee_id = to_user
    dossier.steps.filter(left_at=None).update(assignee=to_user)
    keep(dossier, at=at)
    fact = DossierReassigned(
        subject=code,
        step=dossier.step_name,
        assignee=people.names_of([to_user])[to_user],
        note=_note(note),
        assignee_id=to_user,
    )
    journal.record(fact, by=by, at=at)


@transaction.atomic
def conclude(
    code: str,
    *,
    result_number: str,
    by: Actor,
    at: datetime,
    expect_version: int | None = None,
) -> None:
    """Number and stamp the result: the clock ends, the result waits to be returned.

    The end of the clock is the result, not its pick-up (law.md §1.6).
    """
    dossier, process = ground.locked(code, Action.CONCLUDE, by=by, expect_version=expect_version)
    number = checked_text("result_number", result_number, longest=60)
    if not number:
        raise ResultNumberNeeded()
    assert dossier.due_at is not None
    dossier.result_number = number
    dossier.outcome = dossier.outcome or Outcome.GRANTED.value
    dossier.finished_at = at
    dossier.delivery_state = DeliveryState.WAITING.value
    target = ground.next_step(dossier, process, Action.CONCLUDE)
    ground.leave_step(dossier, Action.CONCLUDE, by=by, at=at)
    ground.enter_step(dossier, target, at=at, calendar=ground.calendar_of(dossier))
    stand = keep(dossier, at=at)
    fact = DossierConcluded(
        subject=code,
        outcome=dossier.outcome,
        result_number=number,
        timeliness=timeliness(at, dossier.due_at).value,
        is_digitised=stand is not None and stand.is_digitised,
    )
    journal.record(fact, by=by, at=at)


def _note(text: str) -> str:
    return checked_text("note", text, longest=LONGEST_REASON, many_lines=True)
