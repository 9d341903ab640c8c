"""What every change of a dossier begins and ends with: lock, objection, a stay at a step."""

from __future__ import annotations

import secrets
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Count
from django.utils import timezone

from motcua.coordination import queries as coordination
from motcua.deadlines import queries as deadlines
from motcua.deadlines.rules import (
    Limit,
    LimitUnit,
    WorkCalendar,
    add_working_time,
    due,
    transfer_due,
)
from motcua.dossiers.errors import NobodyThere, NoSuchDossier, NoWayOn, StalePage
from motcua.dossiers.models import ClockSpan, Dossier, StepRun
from motcua.dossiers.queries.standing import (
    agency_of,
    handlers_of,
    office_of,
    process_of,
    standing_of,
    timing_of,
)
from motcua.dossiers.rules import Action, SpanReason, due_moment, may_see, objection, status_after
from motcua.people import queries as people
from motcua.people.queries import UnitCard
from motcua.people.rules import Actor, Role
from motcua.process import rules as process_rules
from motcua.process.rules import Assignment, Process, Step


HOURS_A_DAY = 8


def locked(
    code: str, action: Action, *, by: Actor, expect_version: int | None
) -> tuple[Dossier, Process]:
    """The dossier, locked, after the rules had no objection.

    Raises NoSuchDossier (also for one this person may not see), StalePage and what `objection`
    returns. The page's version is asked first: who looks at an old page must not act on it.
    """
    try:
        dossier = Dossier.objects.select_for_update(of=("self",)).get(code=code)
    except Dossier.DoesNotExist:
        raise NoSuchDossier() from None
    process = process_of(dossier)
    assignee = dossier.assignee_id
    names = people.names_of([assignee]) if assignee else {}
    standing = standing_of(
        dossier,
        process,
        assignee_name=names.get(assignee or 0, ""),
        handled_by=handlers_of([dossier]).get(dossier.pk, frozenset()),
        tie=coordination.tie(code),
    )
    if not may_see(by, standing):
        raise NoSuchDossier()
    if expect_version is not None and expect_version != dossier.version:
        raise _stale(dossier)
    if refusal := objection(by, action, standing):
        raise refusal
    dossier.status = status_after(standing.status, action, was_accepted=standing.was_accepted).value
    dossier.version += 1
    return dossier, process


def _stale(dossier: Dossier) -> StalePage:
    last = dossier.steps.exclude(left_at=None).order_by("-left_at").first()
    if last is None or last.left_at is None or last.left_by_id is None:
        return StalePage(who="Có người", at="vừa xong")
    who = people.names_of([last.left_by_id]).get(last.left_by_id, "Có người")
    return StalePage(who=who, at=f"{timezone.localtime(last.left_at):%H:%M}")


def calendar_of(dossier: Dossier) -> WorkCalendar:
    return deadlines.work_calendar(people.unit(dossier.resolving_unit_id).province_code)


def enter_step(
    dossier: Dossier,
    step: Step,
    *,
    at: datetime,
    calendar: WorkCalendar,
    assignee_id: int | None = None,
) -> UnitCard:
    """Stand the dossier at a step: office found, time allotted. The caller saves the dossier."""
    on = timezone.localdate(at)
    agency = agency_of(dossier, on)
    unit_id = office_of(
        step,
        receiving_unit_id=dossier.receiving_unit_id,
        returning_unit_id=dossier.returning_unit_id,
        agency=agency,
        resolving_unit_id=dossier.resolving_unit_id,
    )
    unit = next((card for card in agency if card.id == unit_id), None) or people.unit(unit_id)
    if assignee_id is not None:
        assert_holds(assignee_id, unit, step.role, on)
    else:
        assignee_id = _chosen(process_of(dossier), step, unit, on)
    dossier.step_order = step.order
    dossier.step_name = step.name
    dossier.step_role = step.role.value
    dossier.step_unit_id = unit.id
    dossier.assignee_id = assignee_id
    stay_again(dossier, step, at, calendar)
    return unit


def _chosen(process: Process, step: Step, unit: UnitCard, on: date) -> int | None:
    """Whom the process itself names for a specialist's step: by lot, or who has least to do.

    By lot nobody knows beforehand who will handle whose dossier (M3.15).
    """
    way = process.options.assignment
    if way is Assignment.POOL or step.role is not Role.SPECIALIST:
        return None
    ids = sorted({holder.user_id for holder in people.holders(unit.id, step.role, on)})
    if not ids:
        return None
    if way is Assignment.RANDOM:
        return secrets.choice(ids)
    running = Dossier.objects.open().filter(assignee__in=ids)
    load = dict(running.values_list("assignee").annotate(count=Count("pk")))
    return min(ids, key=lambda user_id: (load.get(user_id, 0), user_id))


def stay_again(dossier: Dossier, step: Step, at: datetime, calendar: WorkCalendar) -> None:
    """Begin a stay at the step the dossier stands at: its time starts now.

    After a supplement too: the time of waiting belongs to no office.
    """
    assert dossier.step_unit_id is not None
    dossier.step_entered_at = at
    dossier.step_due_at = due_of_stay(process_of(dossier), step, at, calendar)
    StepRun.objects.create(
        dossier=dossier,
        order=step.order,
        name=step.name,
        role=step.role.value,
        unit_id=dossier.step_unit_id,
        assignee_id=dossier.assignee_id,
        entered_at=at,
        due_at=dossier.step_due_at,
    )


def due_of_stay(
    process: Process, step: Step, at: datetime, calendar: WorkCalendar
) -> datetime | None:
    """By when the step is to be done; what the counter received leaves it as the law says.

    NĐ 61/2018/NĐ-CP, Điều 18: the same working day, or the next morning when it came after 15:00.
    """
    allotted = step_due(step.allotted, at, calendar)
    if allotted is None or step.role is not Role.COUNTER or step != process_rules.first(process):
        return allotted
    return min(allotted, transfer_due(at, calendar, cutoff=process.transfer_cutoff))


def stop_clock(
    dossier: Dossier,
    reason: SpanReason,
    *,
    at: datetime,
    source: str,
    restarts: bool = False,
    note: str = "",
) -> None:
    """While the clock stands there is no due moment. The caller saves the dossier."""
    ClockSpan.objects.create(
        dossier=dossier,
        reason=reason.value,
        source=source,
        note=note,
        started_at=at,
        restarts=restarts,
    )
    dossier.due_at = dossier.step_due_at = None


def start_clock(dossier: Dossier, process: Process, *, at: datetime) -> bool:
    """The clock runs again at the step where it stood; True when it began anew.

    The caller saves the dossier.
    """
    span = dossier.spans.get(ended_at=None)
    span.ended_at = at
    span.save(update_fields=["ended_at"])
    if span.restarts:
        dossier.complete_at = at
    else:
        dossier.has_stood_still = True
    calendar = calendar_of(dossier)
    dossier.due_at = due_moment(timing_of(dossier), calendar).due_at
    dossier.calendar_known_at = calendar.known_at
    stay_again(dossier, process_rules.step(process, dossier.step_order), at, calendar)
    return span.restarts


def step_due(allotted: Limit | None, at: datetime, calendar: WorkCalendar) -> datetime | None:
    """Working days are 8 working hours each; other units are counted as the law counts them."""
    if allotted is None:
        return None
    if allotted.unit is LimitUnit.WORKING_DAY:
        return add_working_time(at, allotted.amount * HOURS_A_DAY, calendar)
    if allotted.unit is LimitUnit.WORKING_HOUR:
        return add_working_time(at, Decimal(allotted.amount), calendar)
    return due(at, allotted, calendar).due_at


def assert_holds(user_id: int, unit: UnitCard, role: Role, on: date) -> None:
    if user_id not in {holder.user_id for holder in people.holders(unit.id, role, on)}:
        raise NobodyThere(role=role.label.lower(), unit=unit.name)


def leave_step(dossier: Dossier, action: Action, *, by: Actor, at: datetime, note: str = "") -> str:
    """End the stay at the current step; returns the step's name."""
    run = dossier.steps.get(left_at=None)
    run.left_at, run.left_by_id, run.action, run.note = at, by.user_id, action.value, note
    run.save(update_fields=["left_at", "left_by", "action", "note"])
    return run.name


def next_step(dossier: Dossier, process: Process, action: Action) -> Step:
    """The step an action leads to; from the last numbered step, the one that hands over."""
    order = dossier.step_order
    following = process_rules.after(process, order, action.value, dossier.form)
    if following is not None and following.step is not None:
        return process_rules.step(process, following.step)
    last = process_rules.returning(process)
    if last is None or action is not Action.CONCLUDE:
        raise NoWayOn(step=process_rules.step(process, order).name)
    return last
