"""The buttons of a dossier's page, and of a list: what may be done, what may not and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from motcua.dossiers.models import Dossier
from motcua.dossiers.queries.standing import process_of, standing_of
from motcua.dossiers.rules import TRANSITIONS, Action, Standing, Status, TimeState, objection
from motcua.people.rules import Actor


@dataclass(frozen=True, slots=True)
class ActionCard:
    """A button: what it does, and why it can't be pressed now (empty: it can)."""

    action: Action
    label: str
    why: str


def offers(actor: Actor, standing: Standing, state: TimeState) -> tuple[ActionCard, ...]:
    """What the step is about, allowed or not; what status and hour have no use for is left out."""
    cards = []
    for action in Action:
        refusal = objection(actor, action, standing)
        if refusal is None or _belongs(action, standing):
            cards.append(ActionCard(action, action.label, str(refusal or "")))
    useless = _USELESS.get(state, frozenset())
    cards = [card for card in cards if card.action not in useless]
    return tuple(sorted(cards, key=lambda card: (bool(card.why), card.action not in _MAIN)))


# A new day is asked for before the last day, an apology is owed after it.
_USELESS = {
    TimeState.OK: frozenset({Action.APOLOGISE}),
    TimeState.SOON: frozenset({Action.APOLOGISE, Action.EXTEND}),
    TimeState.LATE: frozenset({Action.EXTEND}),
}
# The way on comes first; then what else may be done; what may not, last.
_MAIN = frozenset(
    {
        Action.ACCEPT,
        Action.SUPPLY,
        Action.FORWARD,
        Action.APPROVE,
        Action.CONCLUDE,
        Action.RETURN_RESULT,
        Action.CLAIM,
        Action.RESUME,
        Action.RETURN_CORRECTION,
    }
)


SELDOM = frozenset(
    {
        Action.REASSIGN,
        Action.PAUSE,
        Action.VERIFY_SITE,
        Action.EXTEND,
        Action.APOLOGISE,
        Action.WITHDRAW,
        Action.STOP,
        Action.CORRECT,
    }
)


def _belongs(action: Action, standing: Standing) -> bool:
    """Shown dashed with its reason although not allowed: the step has it, somebody else does it."""
    if standing.status is Status.REGISTERED:
        return action in (Action.ACCEPT, Action.DECLINE, Action.ASK_SUPPLEMENT)
    if standing.status in (Status.ACCEPTED, Status.IN_PROCESS):
        return action in standing.step_actions and (standing.status, action) in TRANSITIONS
    return {
        Status.AWAITING_SUPPLEMENT: Action.SUPPLY,
        Status.AWAITING_PAYMENT: Action.RESUME,
        Status.FINISHED: Action.RETURN_RESULT,
    }.get(standing.status) is action


def common_actions(
    actor: Actor, dossiers: Iterable[Dossier], wanted: Sequence[Action]
) -> tuple[Action, ...]:
    """Of these actions those that at least one of the dossiers allows. No query.

    Four eyes and legs under way are asked later: this decides only which buttons are there.
    """
    left = list(wanted)
    alike = {_place(d): d for d in dossiers}  # a list holds many that stand at one place
    for d in alike.values():
        if not left:
            break
        standing = standing_of(d, process_of(d))
        left = [action for action in left if objection(actor, action, standing) is not None]
    return tuple(action for action in wanted if action not in left)


def _place(d: Dossier) -> tuple[object, ...]:
    """What of a dossier the offers hang on."""
    where = d.process_id, d.step_order, d.status, d.step_unit_id, d.step_role, d.assignee_id
    units = d.receiving_unit_id, d.resolving_unit_id, d.returning_unit_id
    return where, units, d.accepted_at is None, d.supplements_asked, d.outcome, d.reappointed_at
