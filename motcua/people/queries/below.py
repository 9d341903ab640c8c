"""Agencies and those below them over a period, for figures."""

from __future__ import annotations

from datetime import date

from django.db.models import F, Q, Subquery

from motcua.people.errors import NoSuchUnit
from motcua.people.models import Unit
from motcua.people.queries.units import UnitCard, card_of
from motcua.people.rules import sort_key


def agencies_below(top_id: int, *, since: date, until: date) -> tuple[UnitCard, ...]:
    """The agency of this unit and those below it that were there on some day of the period.

    The nearest to the top first, then by name. One query. Raises NoSuchUnit.
    """
    agency = Subquery(Unit.objects.filter(pk=top_id).values("agency__path"))
    found = Unit.objects.filter(
        Q(until=None) | Q(until__gte=since),
        path__startswith=agency,
        agency=F("pk"),
        since__lte=until,
    )
    cards = sorted(map(card_of, found), key=lambda card: (_depth(card), sort_key(card.name)))
    if not cards:
        raise NoSuchUnit(unit=top_id)
    return tuple(cards)


def _depth(card: UnitCard) -> int:
    return card.path.count("/")
