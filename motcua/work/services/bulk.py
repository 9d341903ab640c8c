"""One thing with many dossiers: asked for at once, done by a worker row by row."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import DatabaseError, transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from motcua.dossiers import services as dossiers
from motcua.errors import DomainError
from motcua.journal.services import record
from motcua.people import queries as people
from motcua.people.rules import Actor, Role
from motcua.work.errors import NothingToDo, NotInCharge, TooManyInBulk
from motcua.work.facts import BulkBegun, BulkEnded
from motcua.work.models import BulkLine, BulkRun
from motcua.work.rules import MOST_IN_BULK, MOST_IN_CHARGE, Deed, LineState, checked_reason


logger = logging.getLogger(__name__)

# Named, not imported: tasks stand above services.
RUN = "motcua.work.tasks.run_bulk"
LEFT_ALONE = timedelta(minutes=2)  # after that long without a worker a run is given to another
BROKEN = "Phần mềm gặp lỗi ở hồ sơ này, chưa có gì thay đổi. Mở hồ sơ để làm riêng."


@dataclass(frozen=True, slots=True)
class Chosen:
    """A dossier as it was looked at; `about` is shown beside its code."""

    code: str
    version: int | None = None
    about: str = ""


@transaction.atomic
def begin_bulk(
    deed: Deed,
    chosen: Iterable[Chosen],
    *,
    to_user: int | None = None,
    note: str = "",
    by: Actor,
    at: datetime,
) -> int:
    """Let a worker do an action with each of these; returns the run.

    Nothing is asked of the dossiers here: each refuses for itself. Raises NothingToDo and
    TooManyInBulk.
    """
    given: dict[str, Any] = {}
    if deed in (Deed.FORWARD, Deed.REASSIGN):
        given["to_user"] = to_user
    if deed in (Deed.FORWARD, Deed.REASSIGN, Deed.APPROVE):
        given["note"] = note
    return _begin(deed, chosen, given, most=MOST_IN_BULK, by=by, at=at)


@transaction.atomic
def begin_recount(chosen: Iterable[Chosen], *, reason: str, by: Actor, at: datetime) -> int:
    """Count the due moments of these anew, for a reason. Raises NotInCharge, ReasonMissing too."""
    assert_in_charge(by, Role.ADMIN)
    given = {"reason": checked_reason(reason)}
    return _begin(Deed.RECOUNT, chosen, given, most=MOST_IN_CHARGE, by=by, at=at)


@transaction.atomic
def begin_move(
    chosen: Iterable[Chosen], *, process_id: int, reason: str, by: Actor, at: datetime
) -> int:
    """Let these go on by a later version of their process. Raises as `begin_recount` does."""
    assert_in_charge(by, Role.ADMIN, Role.LEADER)
    given = {"process_id": process_id, "reason": checked_reason(reason)}
    return _begin(Deed.MOVE, chosen, given, most=MOST_IN_CHARGE, by=by, at=at)


def assert_in_charge(by: Actor, *roles: Role) -> None:
    if not by.roles & set(roles):
        raise NotInCharge(who=" hoặc ".join(role.label.lower() for role in roles))


def _begin(
    deed: Deed,
    chosen: Iterable[Chosen],
    arguments: dict[str, Any],
    *,
    most: int,
    by: Actor,
    at: datetime,
) -> int:
    rows = list({row.code: row for row in chosen}.values())
    if not rows:
        raise NothingToDo
    if len(rows) > most:
        raise TooManyInBulk(most=most)
    run = BulkRun.objects.create(
        deed=deed.value,
        arguments=arguments,
        total=len(rows),
        post_id=by.post_id,
        begun_at=at,
        begun_by_id=by.user_id,
    )
    BulkLine.objects.bulk_create(_lines(run, rows))
    fact = BulkBegun(
        subject=f"bulk:{run.pk}",
        deed=deed.value,
        total=len(rows),
        reason=str(arguments.get("reason", "")),
    )
    record(fact, by=by.user_id, at=at)
    go_on(run.pk)
    return run.pk


def _lines(run: BulkRun, rows: Sequence[Chosen]) -> list[BulkLine]:
    return [
        BulkLine(
            run=run, position=position, code=row.code[:60], about=row.about, version=row.version
        )
        for position, row in enumerate(rows, 1)
    ]


def go_on(run_id: int) -> None:
    """Give a run to a worker, in the caller's transaction."""
    app.configure_task(RUN, queue="bulk").defer(run_id=run_id)


def do_next(run_id: int, *, at: datetime) -> bool:
    """Do the next row of a run; False when none waits.

    The row is settled in the transaction of its change: a worker that is killed leaves either both
    or neither, and two workers at one run never take the same row.
    """
    try:
        return _do_next(run_id, at=at)
    except DatabaseError:
        raise  # the database is away or two waited for each other: the job is repeated
    except Exception:
        logger.exception("Bulk run %s: a row failed", run_id)
        return _skip(run_id, at=at)


@transaction.atomic
def _do_next(run_id: int, *, at: datetime) -> bool:
    line = _taken(run_id)
    if line is None:
        _end(run_id, at=at)
        return False
    try:
        with transaction.atomic():
            line.words = _do(line, at)
    except DomainError as refusal:
        line.state, line.words = LineState.REFUSED.value, str(refusal)[:500]
    else:
        line.state = LineState.DONE.value
    line.save(update_fields=["state", "words"])
    return True


@transaction.atomic
def _skip(run_id: int, *, at: datetime) -> bool:
    """What the software stumbled over is told and left: the other rows are not to wait for it."""
    if line := _taken(run_id):
        line.state, line.words = LineState.REFUSED.value, BROKEN
        line.save(update_fields=["state", "words"])
    return line is not None


def _taken(run_id: int) -> BulkLine | None:
    waiting = BulkLine.objects.filter(run=run_id, state=LineState.WAITING.value)
    return (
        waiting.select_for_update(of=("self",), skip_locked=True)
        .select_related("run")
        .order_by("position")
        .first()
    )


def _end(run_id: int, *, at: datetime) -> None:
    """The last worker that finds nothing left ends the run."""
    run = BulkRun.objects.select_for_update().filter(pk=run_id, ended_at=None).first()
    states = list(BulkLine.objects.filter(run=run_id).values_list("state", flat=True))
    if run is None or LineState.WAITING.value in states:
        return
    run.ended_at = at
    run.save(update_fields=["ended_at"])
    done, refused = states.count(LineState.DONE.value), states.count(LineState.REFUSED.value)
    fact = BulkEnded(subject=f"bulk:{run_id}", done=done, refused=refused)
    record(fact, by=run.begun_by_id, at=at)


def _do(line: BulkLine, at: datetime) -> str:
    """What came of it, in words; mostly none are needed. Raises what the service refuses."""
    run, deed = line.run, Deed(line.run.deed)
    by = people.actor_of(run.begun_by_id, post_id=run.post_id, on=timezone.localdate(at))
    if deed is Deed.RECOUNT:
        assert_in_charge(by, Role.ADMIN)
        changed = dossiers.recount(line.code, **run.arguments, by=by.user_id, at=at)
        return "" if changed else "Hạn không đổi"
    _SERVICES[deed](line.code, **run.arguments, by=by, at=at, expect_version=line.version)
    return ""


_SERVICES: dict[Deed, Callable[..., None]] = {
    Deed.ACCEPT: dossiers.accept,
    Deed.CLAIM: dossiers.claim,
    Deed.FORWARD: dossiers.forward,
    Deed.APPROVE: dossiers.approve,
    Deed.SUPPLY: dossiers.supply,
    Deed.REASSIGN: dossiers.reassign,
    Deed.MOVE: dossiers.move_to_process,
}


@transaction.atomic
def resume_bulk(*, at: datetime) -> int:
    """Give the runs that a dead worker left to another one; returns how many."""
    left = BulkRun.objects.filter(ended_at=None, begun_at__lt=at - LEFT_ALONE)
    ids = list(left.values_list("pk", flat=True))
    for run_id in ids:
        go_on(run_id)
    return len(ids)
