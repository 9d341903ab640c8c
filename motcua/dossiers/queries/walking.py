"""Where one dossier is and who could take it on: what its way through the house needs to know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from motcua.deadlines import queries as deadlines
from motcua.dossiers.errors import NoSuchDossier
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries.standing import (
    agency_of,
    office_of,
    process_of,
    step_actions,
    timing_of,
)
from motcua.dossiers.rules import Action, Status, due_moment
from motcua.papers import queries as papers
from motcua.people import queries as people
from motcua.people.queries import UnitCard
from motcua.people.rules import Role
from motcua.process import rules as process_rules
from motcua.process.rules import Process


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """The step a dossier stands at, as its house needs it to go on by itself."""

    status: Status
    step_unit_id: int | None
    step_role: Role | None
    assignee_id: int | None
    step_entered_at: datetime | None
    step_due_at: datetime | None
    supplements_asked: int
    actions: frozenset[Action]


def whereabouts(code: str) -> Whereabouts:
    """Raises NoSuchDossier. Asks nobody's permission: for services and the demonstration."""
    d = stored(code)
    return Whereabouts(
        status=Status(d.status),
        step_unit_id=d.step_unit_id,
        step_role=Role(d.step_role) if d.step_role else None,
        assignee_id=d.assignee_id,
        step_entered_at=d.step_entered_at,
        step_due_at=d.step_due_at,
        supplements_asked=d.supplements_asked,
        actions=step_actions(process_of(d), d.step_order),
    )


def next_offices(
    code: str, action: Action = Action.FORWARD, *, on: date | None = None
) -> list[people.Holder]:
    """Who could take the step that the action leads to: the holders of its role in its office."""
    d, on = stored(code), on or timezone.localdate()
    return holders_after(d, process_of(d), action, agency_of(d, on), on)


def holders_after(
    d: Dossier, process: Process, action: Action, agency: Sequence[UnitCard], on: date
) -> list[people.Holder]:
    """The same for a dossier at hand, with the units of its agency. One query."""
    place = step_after(d, process, action, agency)
    return people.holders(*place, on) if place else []


def step_after(
    d: Dossier, process: Process, action: Action, agency: Sequence[UnitCard]
) -> tuple[int, Role] | None:
    """The office and the role of the step that the action leads to. No query."""
    following = process_rules.after(process, d.step_order, action.value, d.form)
    if following is None or following.step is None:
        return None
    step = process_rules.step(process, following.step)
    unit_id = office_of(
        step,
        receiving_unit_id=d.receiving_unit_id,
        returning_unit_id=d.returning_unit_id,
        agency=agency,
        resolving_unit_id=d.resolving_unit_id,
    )
    return unit_id, step.role


def receiving_unit_id(code: str) -> int:
    return stored(code).receiving_unit_id


def resolving_unit_id(code: str) -> int:
    return stored(code).resolving_unit_id


def missing_papers(code: str) -> list[str]:
    return papers.missing_names(code)


def recomputed_due(code: str) -> datetime | None:
    """The due moment from nothing but what is stored; always equal to the stored one."""
    d = stored(code)
    if d.due_at is None or d.complete_at is None:
        return None
    province = people.unit(d.resolving_unit_id).province_code
    calendar = deadlines.work_calendar(province, known_at=d.calendar_known_at)
    return due_moment(timing_of(d), calendar).due_at


def stored(code: str) -> Dossier:
    """Raises NoSuchDossier, also for a code that no dossier could have."""
    return stored_with_token(code)[0]


def stored_with_token(code: str) -> tuple[Dossier, UUID | None]:
    """The dossier, and the version of the calendar by which its words are counted. One query."""
    if not code.isprintable():
        raise NoSuchDossier()
    try:
        found = Dossier.objects.annotate(token=deadlines.version_token()).get(code=code)
    except Dossier.DoesNotExist:
        raise NoSuchDossier() from None
    return found, vars(found)["token"]
