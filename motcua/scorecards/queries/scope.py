"""Which agencies' scorecards somebody may open, and among whom an agency is ranked."""

from __future__ import annotations

from collections.abc import Sequence

from motcua.ledger.rules import Period
from motcua.people import queries as people
from motcua.people.queries import UnitCard
from motcua.people.queries.below import agencies_below
from motcua.people.rules import Actor
from motcua.scorecards.errors import NotYourUnit


def agencies_of(actor: Actor, period: Period) -> tuple[UnitCard, ...]:
    """Their own agency, first, and the agencies below it. One query."""
    return agencies_below(actor.agency_id, since=period.first, until=period.last)


def chosen_among(own: Sequence[UnitCard], code: str, period: Period) -> tuple[UnitCard, ...]:
    """The agency of this code, first, and those below it; all of them without a code. No query.

    Raises NotYourUnit for an agency that isn't among them, NoSuchUnit (one query) for none at all.
    """
    top = next((card for card in own if not code or card.code == code), None)
    if top is None:
        people.unit_by_code(code, period.last)
        raise NotYourUnit()
    return (top, *(card for card in own if card.path.startswith(top.path) and card != top))


def peers_of(unit: UnitCard, period: Period) -> Sequence[UnitCard]:
    """The agencies of the same kind under the same parent, itself among them. One query.

    The national portal publishes the scores of all of them; so everybody may see the order.
    """
    if unit.parent_id is None:
        return [unit]
    around = agencies_below(unit.parent_id, since=period.first, until=period.last)
    return [card for card in around if card.parent_id == unit.parent_id and card.kind is unit.kind]
