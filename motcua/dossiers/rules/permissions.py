"""The one answer to "may I?". Pages ask it which buttons to show, services before they write."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from motcua.coordination.errors import WaitsForLeg
from motcua.dossiers.errors import (
    AlreadyDecided,
    AlreadyReappointed,
    BeingCorrected,
    HandledItYourself,
    NothingToCorrect,
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
    is_decided: bool = False
    is_reappointed: bool = False
    is_being_corrected: bool = False
    handled_by: frozenset[int] = frozenset()  # who may not sign it; empty without that rule
    asked_unit_ids: frozenset[int] = frozenset()  # whom another office asked about it
    step_waits_for: str = ""  # the agency whose open leg keeps it at this step
    decision_waits_for: str = ""  # the agency whose open leg keeps it from being decided


def may_see(actor: Actor, standing: Standing) -> bool:
    """Officials of the agencies that received, resolve or were asked; no mere administrator."""
    works = actor.roles - {Role.ADMIN}
    agencies = {standing.receiving_agency_id, standing.resolving_unit_id}
    units = {standing.step_unit_id, standing.receiving_unit_id, standing.returning_unit_id}
    own = {actor.agency_id, actor.unit_id}
    asked = bool(own & standing.asked_unit_ids)
    return bool(works) and (actor.agency_id in agencies or actor.unit_id in units or asked)


def objection(actor: Actor, action: Action, standing: Standing) -> DomainError | None:
    """Why this person may not do this now; None when they may."""
    if (standing.status, action) not in TRANSITIONS:
        return WrongStatus(action=action.label.lower(), status=standing.status.label)
    return _RULES[action](actor, action, standing) or _waiting(action, standing)


def _waiting(action: Action, standing: Standing) -> DomainError | None:
    """A leg under way keeps the dossier at its step, one at its side only from being decided."""
    waits_for = ""
    if action is Action.FORWARD:
        waits_for = standing.step_waits_for
    elif action in (Action.APPROVE, Action.REFUSE, Action.CONCLUDE):
        waits_for = standing.decision_waits_for
    return WaitsForLeg(agency=waits_for) if waits_for else None


def open_actions(actor: Actor, standing: Standing) -> list[Action]:
    return [action for action in Action if objection(actor, action, standing) is None]


def filing_objection(actor: Actor, receiving_unit_id: int) -> DomainError | None:
    """Only the counter where it is received files for others; a portal has an account there."""
    return _at_counter(actor, receiving_unit_id)


SCANNED_NO_MORE: Final = CLOSED - {Status.RETURNED}


def scan_objection(actor: Actor, standing: Standing) -> DomainError | None:
    """While it is open: the counter that received it, or the office and role that have the step.

    After it was returned too, at the counter: the duty to digitise does not end with the dossier.
    """
    if standing.status in SCANNED_NO_MORE:
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
    """Once; again only the leader of the agency asks, and it is marked (law.md §1.6)."""
    if standing.supplements_asked >= standing.supplements_allowed:
        return None if _leads(actor, standing) else SupplementAlreadyAsked()
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
    if standing.assignee_id not in (None, *actor.answers_for):
        return NotYourStep(who=standing.assignee_name or "người khác")
    return None


def _signing(actor: Actor, action: Action, standing: Standing) -> DomainError | None:
    """The step's own; not who handled it, where the process asks for four eyes."""
    if refusal := _in_step(actor, action, standing):
        return refusal
    return HandledItYourself() if standing.handled_by & {actor.user_id} else None


def _claim(actor: Actor, action: Action, standing: Standing) -> DomainError | None:
    if standing.assignee_id is not None:
        return NotYourStep(who=standing.assignee_name or "người khác")
    return _in_step(actor, action, standing)


def _resume(actor: Actor, action: Action, standing: Standing) -> DomainError | None:
    """The counter where the applicant shows the payment, or who waits for it."""
    if _at_counter(actor, standing.receiving_unit_id) is None:
        return None
    return _in_step(actor, action, standing)


def _promising(actor: Actor, action: Action, standing: Standing) -> DomainError | None:
    """The agency apologises and promises a new day: once (NĐ 61/2018/NĐ-CP, Điều 19.9)."""
    if standing.is_reappointed:
        return AlreadyReappointed()
    return _heading(actor, standing)


def _withdrawing(actor: Actor, action: Action, standing: Standing) -> DomainError | None:
    """While nothing is decided (NĐ 118/2025/NĐ-CP, Điều 21)."""
    if standing.is_decided:
        return AlreadyDecided()
    return _at_counter(actor, standing.receiving_unit_id)


def _stopping(actor: Actor, action: Action, standing: Standing) -> DomainError | None:
    if standing.is_decided:
        return AlreadyDecided()
    if not standing.was_accepted:
        return _at_counter(actor, standing.receiving_unit_id)
    return _heading(actor, standing)


def _correcting(actor: Actor, action: Action, standing: Standing) -> DomainError | None:
    if standing.is_being_corrected:
        return BeingCorrected()
    if _at_counter(actor, standing.returning_unit_id) is None:
        return None
    return _heading(actor, standing)


def _corrected(actor: Actor, action: Action, standing: Standing) -> DomainError | None:
    if not standing.is_being_corrected:
        return NothingToCorrect()
    return _at_counter(actor, standing.returning_unit_id)


def _leads(actor: Actor, standing: Standing) -> bool:
    in_agency = actor.agency_id == standing.resolving_unit_id
    return standing.was_accepted and Role.LEADER in actor.roles and in_agency


def _heading(actor: Actor, standing: Standing) -> DomainError | None:
    """Who answers for the agency, or for the office that has the dossier."""
    if not actor.roles & {Role.LEADER, Role.UNIT_HEAD}:
        return NotYourRole(role=f"{Role.LEADER.label.lower()} hoặc {Role.UNIT_HEAD.label.lower()}")
    if actor.unit_id == standing.step_unit_id or actor.agency_id == standing.resolving_unit_id:
        return None
    return NotYourUnit()


def _reassign(actor: Actor, action: Action, standing: Standing) -> DomainError | None:
    """The head of the office that holds it, the leader of its agency, or whoever has it now."""
    if standing.step_unit_id is not None and _leads(actor, standing):
        return None
    if standing.step_unit_id != actor.unit_id:
        return NotYourUnit()
    if Role.UNIT_HEAD in actor.roles or standing.assignee_id in (
        actor.user_id,
        *actor.stands_in_for,
    ):
        return None
    return NotYourRole(role=Role.UNIT_HEAD.label)


_RULES: dict[Action, Callable[[Actor, Action, Standing], DomainError | None]] = {
    Action.ACCEPT: _receiving,
    Action.DECLINE: _receiving,
    Action.SUPPLY: _receiving,
    Action.ASK_SUPPLEMENT: _supplement,
    Action.FORWARD: _in_step,
    Action.SEND_BACK: _in_step,
    Action.APPROVE: _signing,
    Action.REFUSE: _signing,
    Action.CONCLUDE: _in_step,
    Action.REASSIGN: _reassign,
    Action.RETURN_RESULT: _returning,
    Action.CLAIM: _claim,
    Action.PAUSE: _in_step,
    Action.VERIFY_SITE: _in_step,
    Action.RESUME: _resume,
    Action.EXTEND: _promising,
    Action.APOLOGISE: _promising,
    Action.WITHDRAW: _withdrawing,
    Action.STOP: _stopping,
    Action.CORRECT: _correcting,
    Action.RETURN_CORRECTION: _corrected,
}
