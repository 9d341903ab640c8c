"""What is derived from a stored dossier: its process, its timing, where it stands, its offices.

Shared by pages and services, so that both judge by the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from motcua.coordination.queries import NO_TIE, Tie
from motcua.deadlines import queries as deadlines
from motcua.deadlines.rules import Limit, LimitUnit, Span, WorkCalendar
from motcua.dossiers.models import ClockSpan, Dossier, StepRun
from motcua.dossiers.rules import Action, Standing, Status, Timing, due_moment
from motcua.people import queries as people
from motcua.people.queries import UnitCard
from motcua.people.rules import Role
from motcua.process import queries as processes
from motcua.process import rules as process_rules
from motcua.process.rules import Process, Step


def limit_of(dossier: Dossier) -> Limit:
    return Limit(
        amount=dossier.limit_amount, unit=LimitUnit(dossier.limit_unit), source=dossier.limit_source
    )


@lru_cache(maxsize=4096)
def kept_process(process_id: int) -> Process:
    """A version never changes once dossiers run by it, so it is read once per web process."""
    return processes.process(process_id)


def process_of(dossier: Dossier, kept: Process | None = None) -> Process:
    """The version it goes by, or another that is at hand, with the times for this dossier."""
    return processes.with_times(
        kept or kept_process(dossier.process_id), field=dossier.field, limit=limit_of(dossier)
    )


def timing_of(dossier: Dossier) -> Timing:
    """What the due moment follows from; the spans that suspend, not those that restart."""
    return timings_of([dossier])[dossier.pk]


def timings_of(dossiers: Sequence[Dossier]) -> dict[int, Timing]:
    """The same of several, by key. One query; none where no clock has stood still."""
    stood: dict[int, list[Span]] = {d.pk: [] for d in dossiers if d.has_stood_still}
    if stood:
        ended = ClockSpan.objects.filter(dossier__in=stood, restarts=False).exclude(ended_at=None)
        for span in ended.order_by("started_at"):
            if span.ended_at is not None:
                stood[span.dossier_id].append(Span(span.started_at, span.ended_at))
    return {
        d.pk: Timing(
            complete_at=d.complete_at,
            limit=limit_of(d),
            cutoff=d.cutoff,
            spans=tuple(stood.get(d.pk, ())),
        )
        for d in dossiers
        if d.complete_at is not None
    }


def explanation_of(dossier: Dossier, calendar: WorkCalendar) -> tuple[str, ...]:
    """Why this day: line by line, by the calendar as it was known when it was promised.

    Empty while nothing is promised. No query where the calendar has not changed since.
    """
    if dossier.complete_at is None or dossier.due_at is None:
        return ()
    if calendar.known_at != dossier.calendar_known_at:
        province = people.unit(dossier.resolving_unit_id).province_code
        calendar = deadlines.work_calendar(province, dossier.calendar_known_at)
    return tuple(due_moment(timing_of(dossier), calendar).explanation)


def standing_of(
    dossier: Dossier,
    process: Process,
    *,
    assignee_name: str = "",
    handled_by: frozenset[int] = frozenset(),
    tie: Tie = NO_TIE,
) -> Standing:
    """`handled_by`: from `handlers_of`, where somebody is about to sign; `tie`: what was asked."""
    return Standing(
        status=Status(dossier.status),
        receiving_unit_id=dossier.receiving_unit_id,
        receiving_agency_id=dossier.receiving_agency_id,
        resolving_unit_id=dossier.resolving_unit_id,
        returning_unit_id=dossier.returning_unit_id,
        was_accepted=dossier.accepted_at is not None,
        supplements_asked=dossier.supplements_asked,
        supplements_allowed=process.supplement.most,
        step_name=dossier.step_name,
        step_role=Role(dossier.step_role) if dossier.step_role else None,
        step_unit_id=dossier.step_unit_id,
        step_actions=step_actions(process, dossier.step_order),
        assignee_id=dossier.assignee_id,
        assignee_name=assignee_name,
        is_decided=bool(dossier.outcome),
        is_reappointed=dossier.reappointed_at is not None,
        is_being_corrected=dossier.is_being_corrected,
        handled_by=handled_by,
        asked_unit_ids=tie.asked_unit_ids,
        step_waits_for=tie.step_waits_for,
        decision_waits_for=tie.decision_waits_for,
    )


def handlers_of(dossiers: Iterable[Dossier]) -> dict[int, frozenset[int]]:
    """Who took each through a specialist's step, where its process asks for four eyes to sign.

    By the dossier's key. One query; none where no process asks.
    """
    asked = [d.pk for d in dossiers if process_of(d).options.four_eyes]
    found: dict[int, set[int]] = {pk: set() for pk in asked}
    if asked:
        runs = StepRun.objects.filter(dossier__in=asked, role=Role.SPECIALIST.value)
        for pk, user_id in runs.exclude(left_by=None).values_list("dossier", "left_by"):
            found[pk].add(user_id)
    return {pk: frozenset(users) for pk, users in found.items()}


def step_actions(process: Process, order: int) -> frozenset[Action]:
    """What the process lets happen at a step."""
    if not order:
        return frozenset()
    names = {action.value for action in process_rules.actions(process, order)}
    return frozenset(action for action in Action if action.value in names)


def office_of(
    step: Step,
    *,
    receiving_unit_id: int,
    returning_unit_id: int,
    agency: Sequence[UnitCard],
    resolving_unit_id: int,
) -> int:
    """The unit that does the step: the counter where it was received, else an office of the agency.

    `agency`: the units of the resolving agency, from one query for all steps.
    """
    if step.role is Role.COUNTER:
        return receiving_unit_id if step.counts else returning_unit_id
    head = next(unit for unit in agency if unit.id == resolving_unit_id)
    return process_rules.unit_for(step.office, step.role, head, agency)


def agency_of(dossier: Dossier, on: date) -> tuple[UnitCard, ...]:
    """The units of the resolving agency on that day; at least the agency itself."""
    return people.agency_tree(dossier.resolving_unit_id, on) or (
        people.unit(dossier.resolving_unit_id),
    )
