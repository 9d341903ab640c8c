"""Who may ask other offices about a dossier, and who answers. Pure.

Sources
    NĐ 61/2018/NĐ-CP, Điều 19.5 to 19.7: whoever handles the dossier asks; the asked office answers;
    the one-stop of another level passes on and watches.
"""

from __future__ import annotations

from enum import StrEnum

from motcua.coordination.errors import NotAsked, NotTheAsker
from motcua.coordination.rules import Kind
from motcua.dossiers.errors import NotYourRole, NotYourStep, NotYourUnit, WrongStatus
from motcua.dossiers.rules.permissions import Standing
from motcua.dossiers.rules.states import Status
from motcua.errors import DomainError
from motcua.people.rules import Actor, Role


RUNNING = (Status.ACCEPTED, Status.IN_PROCESS)


def ask_objection(actor: Actor, standing: Standing) -> DomainError | None:
    """Who has the step in hand asks for an opinion, or starts a leg."""
    if standing.status not in RUNNING:
        return WrongStatus(action="hỏi đơn vị khác", status=standing.status.label)
    if standing.step_unit_id != actor.unit_id:
        return NotYourUnit()
    if standing.step_role not in actor.roles:
        return NotYourRole(role=standing.step_role.label if standing.step_role else "")
    if standing.assignee_id not in (None, *actor.answers_for):
        return NotYourStep(who=standing.assignee_name or "người khác")
    return None


class SideAction(StrEnum):
    """What the published contract calls the deeds with other offices."""

    CONSULT = "consult"
    ANSWER_CONSULT = "answer_consult"
    START_LEG = "start_leg"
    FINISH_LEG = "finish_leg"


def side_actions(
    actor: Actor,
    standing: Standing,
    *,
    answerers: frozenset[tuple[Kind, int]],
    has_legs: bool,
) -> tuple[SideAction, ...]:
    """What this person may ask or answer now. `has_legs`: the process has one for this step."""
    asks = ask_objection(actor, standing) is None
    awaited = {kind for kind, unit_id in answerers if works_at(actor, unit_id)}
    found = {
        SideAction.CONSULT: asks,
        SideAction.ANSWER_CONSULT: Kind.CONSULT in awaited,
        SideAction.START_LEG: asks and has_legs,
        SideAction.FINISH_LEG: Kind.LEG in awaited,
    }
    return tuple(action for action, may in found.items() if may)


def asker_objection(actor: Actor, *, from_unit_id: int, from_unit: str) -> DomainError | None:
    """Reminding, calling off and writing silence down are for the office that asked."""
    if actor.unit_id == from_unit_id and actor.roles - {Role.ADMIN}:
        return None
    return NotTheAsker(unit=from_unit)


def answer_objection(
    actor: Actor, *, asked_unit_id: int | None, asked: str, from_unit_id: int
) -> DomainError | None:
    """The office asked; for an agency outside the system the office that asked writes it down."""
    answers = from_unit_id if asked_unit_id is None else asked_unit_id
    return None if works_at(actor, answers) else NotAsked(to=asked)


def hand_on_objection(actor: Actor, *, via_unit_id: int | None, via: str) -> DomainError | None:
    """The one-stop of the other level."""
    at_it = via_unit_id is not None and works_at(actor, via_unit_id)
    return None if at_it else NotAsked(to=via)


def works_at(actor: Actor, unit_id: int) -> bool:
    """What an agency as a whole is asked, any of its offices may take."""
    return bool(actor.roles - {Role.ADMIN}) and unit_id in (actor.unit_id, actor.agency_id)


def may_answer_for_all(actor: Actor) -> bool:
    """Who leads an office answers also what somebody there has taken."""
    return bool(actor.roles & {Role.UNIT_HEAD, Role.LEADER})
