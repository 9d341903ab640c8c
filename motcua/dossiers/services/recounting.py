"""What runs on follows what has changed: the calendar, or the process it goes by."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from motcua.dossiers.errors import NoSuchDossier, NotForYou, NotThatProcess, StalePage, WrongStatus
from motcua.dossiers.facts import DueRecounted, ProcessChanged
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries.standing import process_of, timing_of
from motcua.dossiers.rules import Status, due_moment
from motcua.dossiers.services import ground
from motcua.dossiers.services.intake import written_reason
from motcua.dossiers.services.keeping import keep
from motcua.journal import services as journal
from motcua.people.rules import Actor, Role
from motcua.process import queries as processes
from motcua.process import rules as process_rules


RUNNING = (Status.ACCEPTED.value, Status.IN_PROCESS.value)


@transaction.atomic
def recount(code: str, *, reason: str, by: int | None, at: datetime) -> bool:
    """Count the due moment of a running dossier by the calendar as it is now known.

    The first promise stays; False when nothing changes.
    """
    dossier = _running(code)
    if dossier is None or dossier.due_at is None:
        return False
    was = dossier.due_at
    calendar = ground.calendar_of(dossier)
    due_at = due_moment(timing_of(dossier), calendar).due_at
    if due_at == was:
        return False
    dossier.due_at, dossier.calendar_known_at = due_at, calendar.known_at
    dossier.version += 1
    keep(dossier, at=at)
    fact = DueRecounted(subject=code, due_at=due_at, was_due_at=was, reason=written_reason(reason))
    journal.record(fact, by=by, at=at)
    return True


@transaction.atomic
def move_to_process(
    code: str,
    *,
    process_id: int,
    reason: str,
    by: Actor,
    at: datetime,
    expect_version: int | None = None,
) -> None:
    """Let a running dossier go on by a later version of its process, for a stated reason.

    It stands at the counterpart of its step; the limit and the promised day stay. Raises
    NotForYou, WrongStatus, StalePage and NotThatProcess.
    """
    dossier = _running(code)
    if dossier is None:
        raise WrongStatus(action="đổi quy trình", status="không còn đang giải quyết")
    if not _may_move(by, dossier):
        raise NotForYou()
    if expect_version is not None and expect_version != dossier.version:
        raise StalePage(who="Có người", at="vừa xong")
    text = written_reason(reason)
    old = process_of(dossier)
    if process_id not in {version.id for version in processes.successors(old.id)}:
        raise NotThatProcess(why="Quy trình này không thay cho quy trình của hồ sơ")
    new = processes.process(process_id)
    order = process_rules.counterpart(old, new, dossier.step_order)
    if order is None:
        raise NotThatProcess(why=f"Quy trình mới không có bước ứng với “{dossier.step_name}”")
    was = dossier.step_name, dossier.process_id
    dossier.process_id = process_id
    dossier.version += 1
    step = process_rules.step(process_of(dossier), order)
    assignee = dossier.assignee_id
    dossier.steps.filter(left_at=None).update(
        left_at=at, left_by=by.user_id, action="move_process", note=text
    )
    ground.enter_step(
        dossier, step, at=at, calendar=ground.calendar_of(dossier), assignee_id=assignee
    )
    keep(dossier, at=at)
    fact = ProcessChanged(
        subject=code,
        from_process=was[1],
        to_process=process_id,
        from_step=was[0],
        to_step=step.name,
        reason=text,
        assignee_id=dossier.assignee_id,
    )
    journal.record(fact, by=by, at=at)


def _may_move(by: Actor, dossier: Dossier) -> bool:
    leads = Role.LEADER in by.roles and by.agency_id == dossier.resolving_unit_id
    return leads or Role.ADMIN in by.roles


def _running(code: str) -> Dossier | None:
    """Locked; None when it no longer runs. Raises NoSuchDossier."""
    try:
        dossier = Dossier.objects.select_for_update(of=("self",)).get(code=code)
    except Dossier.DoesNotExist:
        raise NoSuchDossier() from None
    return dossier if dossier.status in RUNNING else None
