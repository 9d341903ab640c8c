"""Of the agencies whose reports a person reads, those that one report is of."""

from __future__ import annotations

from motcua.people.queries import UnitCard
from motcua.people.rules import Actor, sort_key
from motcua.reports.errors import NotYours
from motcua.reports.queries.scopes import LEVELS, Scope, scope


def house(actor: Actor) -> Scope:
    """The person's agency and all that ever lay below it. One query."""
    return scope(actor.agency_id)


def narrowed(whole: Scope, unit_id: int, *, with_below: bool) -> Scope:
    """One agency of them, alone or with what lies below it. No query. Raises NotYours."""
    unit = next((card for card in whole.agencies if card.id == unit_id), None)
    if unit is None:
        raise NotYours
    below = tuple(card for card in whole.agencies if card.path.startswith(unit.path))
    agencies = below if with_below else (unit,)
    return Scope(unit, has_below=len(agencies) > 1, agencies=agencies)


def unit_of(of: Scope) -> UnitCard:
    """Who reports. A form is always of an agency."""
    assert of.unit is not None
    return of.unit


def order(card: UnitCard) -> tuple[int, str, str]:
    """From the top down, then by name."""
    return LEVELS.index(card.kind), sort_key(card.name), card.code
