"""What is derived from a stored dossier: its process, its timing, where it stands, its offices.

Shared by pages and services, so that both judge by the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from motcua.deadlines.rules import Limit, LimitUnit, Span, WorkCalendar
from motcua.dossiers.models import Dossier
from motcua.dossiers.rules import Action, Standing, Status, Timing, due_moment
from motcua.people import queries as people
from motcua.people.queries import UnitCard
from motcua.people.rules import Role
from motcua.process import queries as processes
from motcua.process import rules as process_rules
from motcua.process.rules import Process, Step, SupplementMode


def limit_of(dossier: Dossier) -> Limit:
    return Limit(
        amount=dossier.limit_amount, unit=LimitUnit(dossier.limit_unit), source=dossier.limit_source
    )


@lru_cache(maxsize=4096)
def _kept(process_id: int) -> Process:
    """A version never changes once dossiers run by it, so it is read once per web process."""
    return processes.process(process_id)


def process_of(dossier: Dossier) -> Process:
    """The version the dossier began with, with the times it has for this dossier."""
    return processes.with_times(
        _kept(dossier.process_id), field=dossier.field, limit=limit_of(dossier)
    )


def timing_of(dossier: Dossier) -> Timing:
    """What the due moment follows from; the spans that suspend, not those that restart."""
    assert dossier.complete_at is not None
    spans: Sequence[Span] = ()
    if dossier.supplements_asked and process_of(dossier).supplement.mode is SupplementMode.SUSPEND:
        stood = dossier.spans.filter(restarts=False).exclude(ended_at=None).order_by("started_at")
        spans = [Span(s.started_at, s.ended_at) for s in stood if s.ended_at is not None]
    return Timing(
        complete_at=dossier.complete_at,
        limit=limit_of(dossier),
        cutoff=dossier.cutoff,
        spans=tuple(spans),
    )


def explanation_of(dossier: Dossier, calendar: WorkCalendar) -> tuple[str, ...]:
    """Why this day: line by line, from what is stored. Empty while nothing is promised."""
    if dossier.complete_at is None or dossier.due_at is None:
        return ()
    return tuple(due_moment(timing_of(dossier), calendar).explanation)


def standing_of(dossier: Dossier, process: Process, *, assignee_name: str = "") -> Standing:
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
    )


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
