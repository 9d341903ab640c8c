"""The one answer to "may I?". Pages ask it which buttons to show, services before they write."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from motcua.dossiers.errors import (
    NotInThisStep,
    NotYourRole,
    NotYourStep,
    NotYourUnit,
    SupplementAlreadyAsked,
    WrongStatus,
)
from motcua.dossiers.rules.states import CLOSED, STEP_ACTIONS, TRANSITIONS, Action, Status
from motcua.errors import DomainError
from motcua.people.rules import Actor, Role


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a dossier stands, as far as permission hangs on it."""

    status: Status
    receiving_unit_id: int
    receiving_agency_id: int
    resolving_unit_id: int
    returning_unit_id: int
    was_accepted: bool
    supplements_asked: int
    supplements_allowed: int
    step_name: str = ""
    step_role: Role | None = None
    step_unit_id: int | None = None
    step_actions: frozenset[Action] = frozenset()
    assignee_id: int | None = None
    assignee_name: str = ""


def may_see(actor: Actor, standing: Standing) -> bool:
    """Officials of the agencies that received or resolve it; no mere administrator."""
    works = actor.roles - {Role.ADMIN}
    agencies = {standing.receiving_agency_id, standing.resolving_unit_id}
    units = {standing.step_unit_id, standing.receiving_unit_id, standing.returning_unit_id}
    return bool(works) and (actor.agency_id in agencies or actor.unit_id in units)


def objection(actor: Actor, action: Action, standing: Standing) -> DomainError | None:
    """Why this person may not do this now; None when they may."""
    if (standing.status, action) not in TRANSITIONS:
        return WrongStatus(action=action.label.lower(), status=standing.status.label)
    return _RULES[action](actor, action, standing)


def open_actions(actor: Actor, standing: Standing) -> list[Action]:
    return [action for action in Action if objection(actor, action, standing) is None]


def filing_objection(actor: Actor, receiving_unit_id: int) -> DomainError | None:
    """Only the counter where it is received files for others; a portal has an account there."""
    return _at_counter(actor, receiving_unit_id)


def scan_objection(actor: Actor, standing: Standing) -> DomainError | None:
    """While it is open: the counter that received it, or the office and role that have the step."""
    if standing.status in CLOSED:
        return WrongStatus(action="số hóa giấy tờ", status=standing.status.label)
    if _at_counter(actor, standing.receiving_unit_id) is None:
        return None
    if standing.step_unit_id != actor.unit_id:
        return NotYourUnit()
    if standing.step_role not in actor.roles:
        return NotYourRole(role=standing.step_role.label if standing.step_role else "")
    return None


def _at_counter(actor: Actor, unit_id: int) -> DomainError | None:
    if Role.COUNTER not in actor.roles:
        return NotYourRole(role=Role.COUNTER.label)
    return None if actor.unit_id == unit_id else NotYourUnit()


def _receiving(actor: Actor, action: Action, standing: Standing) -> DomainError | None:
    if standing.was_accepted and action is Action.DECLINE:
        return WrongStatus(action=action.label.lower(), status=standing.status.label)
    return _at_counter(actor, standing.receiving_unit_id)


def _returning(actor: Actor, action: Action, standing: Standing) -> DomainError | None:
    return _at_counter(actor, standing.returning_unit_id)


def _supplement(actor: Actor, action: Action, standing: Standing) -> DomainError | None:
    if standing.supplements_asked >= standing.supplements_allowed:
        return SupplementAlreadyAsked()
    if not standing.was_accepted:
        return _at_counter(actor, standing.receiving_unit_id)
    return _in_step(actor, action, standing)


def _in_step(actor: Actor, action: Action, standing: Standing) -> DomainError | None:
    """The step's own office and role; once somebody is assigned, only they."""
    if action in STEP_ACTIONS | {Action.ASK_SUPPLEMENT} and action not in standing.step_actions:
        return NotInThisStep(step=standing.step_name, action=action.label.lower())
    if standing.step_unit_id != actor.unit_id:
        return NotYourUnit()
    if standing.step_role not in actor.roles:
        return NotYourRole(role=standing.step_role.label if standing.step_role else "")
    if standing.assignee_id not in (None, actor.user_id):
        return NotYourStep(who=standing.assignee_name or "người khác")
    return None


def _reassign(actor: Actor, action: Action, standing: Standing) -> DomainError | None:
    """The head of the office that holds it, or whoever has it now."""
    if standing.step_unit_id != actor.unit_id:
        return NotYourUnit()
    if Role.UNIT_HEAD in actor.roles or standing.assignee_id == actor.user_id:
        return None
    return NotYourRole(role=Role.UNIT_HEAD.label)


_RULES: dict[Action, Callable[[Actor, Action, Standing], DomainError | None]] = {
    Action.ACCEPT: _receiving,
    Action.DECLINE: _receiving,
    Action.SUPPLY: _receiving,
    Action.ASK_SUPPLEMENT: _supplement,
    Action.FORWARD: _in_step,
    Action.SEND_BACK: _in_step,
    Action.APPROVE: _in_step,
    Action.REFUSE: _in_step,
    Action.CONCLUDE: _in_step,
    Action.REASSIGN: _reassign,
    Action.RETURN_RESULT: _returning,
}
