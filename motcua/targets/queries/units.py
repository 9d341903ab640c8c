"""Units that can be given a number."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from motcua.people import queries as people
from motcua.people.queries import UnitCard
from motcua.people.rules import UnitKind


def candidates(agency_id: int, on: date) -> tuple[UnitCard, ...]:
    """The agency, those below it, its own departments; from the top down. Two queries.

    A one-stop resolves nothing, and the departments of another agency are for that agency.
    """
    tree = people.unit_tree(on, top_id=agency_id)
    return tuple(
        node.card
        for node in tree
        if node.card.kind is not UnitKind.ONE_STOP
        and (node.card.kind.is_agency or node.card.agency_id == agency_id)
    )


def is_office(unit: UnitCard) -> bool:
    """A part of an agency: what it does is told from the rest by the field alone."""
    return unit.agency_id != unit.id


def names_of(unit_ids: Iterable[int]) -> dict[int, str]:
    """One query."""
    return {pk: unit.short_name for pk, unit in people.units(unit_ids).items()}
