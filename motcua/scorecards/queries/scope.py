"""Which agencies' scorecards somebody may open, and among whom an agency is ranked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from motcua.people import queries as people
from motcua.people.queries import UnitCard
from motcua.people.rules import Actor
from motcua.scorecards.errors import NotYourUnit


def agencies_of(actor: Actor, on: date, *, code: str = "") -> Sequence[UnitCard]:
    """Their own agency or the one of this code, and the agencies below it, from the top down.

    Two queries, three with a code. Raises NoSuchUnit, and NotYourUnit for one that isn't below.
    """
    top = people.unit(actor.agency_id)
    if code and code != top.code:
        asked = people.unit_by_code(code, on)
        if not asked.path.startswith(top.path):
            raise NotYourUnit()
        top = people.unit(asked.agency_id) if asked.agency_id != asked.id else asked
    below = [node.card for node in people.unit_tree(on, top_id=top.id)]
    return [card for card in below if card.id == card.agency_id]


def peers_of(unit: UnitCard, on: date) -> Sequence[UnitCard]:
    """The agencies of the same kind under the same parent, itself among them. Two queries.

    The national portal publishes the scores of all of them; so everybody may see the order.
    """
    if unit.parent_id is None:
        return [unit]
    around = (node.card for node in people.unit_tree(on, top_id=unit.parent_id))
    return [card for card in around if card.parent_id == unit.parent_id and card.kind is unit.kind]
