"""Scorecards of agencies: counted for all of them at once, in as many queries as for one."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import lru_cache, reduce
from operator import add
from pathlib import Path

from motcua.catalog.queries.offer import Offered, offered
from motcua.dossiers.queries import scoring as dossiers
from motcua.ledger import queries as ledger
from motcua.ledger.queries import scoring
from motcua.ledger.rules import Counts, Period
from motcua.people import queries as people
from motcua.people.queries import UnitCard
from motcua.people.rules import UnitKind
from motcua.scorecards.rules import (
    Edition,
    Offer,
    Scorecard,
    Tallied,
    count_of,
    edition_on,
    read,
    scorecard_of,
)
from motcua.surveys import queries as surveys


# A vertical agency's own procedures can't be told from those of another one in the catalogue.
_WITH_OFFER = frozenset({UnitKind.COMMUNE, UnitKind.DISTRICT, UnitKind.PROVINCE})


@lru_cache(maxsize=1)
def _ever() -> Edition:
    return read(tomllib.loads((Path(__file__).parents[1] / "data" / "766.toml").read_text("utf-8")))


def edition(on: date) -> Edition:
    """What is in force on that day. Raises NothingInForce."""
    return edition_on(_ever(), on)


def edition_of(period: Period) -> Edition:
    """What is in force at its end; all of the period must be under the decision.

    Raises NothingInForce.
    """
    edition(period.first)
    return edition(period.last)


def scorecard(unit_ids: Collection[int], period: Period) -> Scorecard:
    """Of these agencies together, as of the last day. Eight queries. Raises NothingInForce."""
    return together(people.units(unit_ids).values(), period)


def scorecards(period: Period, unit_ids: Collection[int]) -> dict[int, Scorecard]:
    """Of each of these agencies by itself. As many queries as for one. Raises NothingInForce."""
    return each(people.units(unit_ids).values(), period)


def together(agencies: Iterable[UnitCard], period: Period) -> Scorecard:
    """Seven queries. Raises NothingInForce."""
    found = tallied(agencies, period, is_whole=True)
    return _card(edition_of(period), reduce(add, found.values(), Tallied()))


def each(
    agencies: Iterable[UnitCard], period: Period, *, is_whole: bool = True
) -> dict[int, Scorecard]:
    """Seven queries, five without what is only shown. Raises NothingInForce."""
    law = edition_of(period)
    found = tallied(agencies, period, is_whole=is_whole)
    return {unit: _card(law, counted) for unit, counted in found.items()}


def _card(law: Edition, found: Tallied) -> Scorecard:
    counts = {one.code: count_of(one, found) for one in law.indicators}
    return scorecard_of(law, {code: count for code, count in counts.items() if count})


def tallied(agencies: Iterable[UnitCard], period: Period, *, is_whole: bool) -> dict[int, Tallied]:
    """What is counted, by agency. `is_whole`: with what is shown and never scored."""
    kinds = {card.id: card.kind for card in agencies}
    units = list(kinds)
    if not units:
        return {}
    counts = ledger.counts(period, units=units, by=ledger.By.UNIT)
    late = judged_late(units, period)
    disliked = surveys.disliked(period.first, period.last, units=units)
    online = scoring.filed_online(period, units=units)
    offers = _offers(kinds, offered(period.last))
    days = scoring.days_taken(period, units=units) if is_whole else {}
    owing = dossiers.owing(period.first, period.last, units=units) if is_whole else {}
    return {
        unit: Tallied(
            counts=counts.get(unit, Counts()),
            judged_late=len(late.get(unit, ())),
            days=days.get(unit, (0, 0))[0],
            ended=days.get(unit, (0, 0))[1],
            owing=owing.get(unit, 0),
            disliked=disliked.get(unit, 0),
            filed_online=online.get(unit, frozenset()),
            offer=offers.get(unit),
        )
        for unit in units
    }


def judged_late(units: Collection[int], period: Period) -> dict[int, tuple[ledger.Case, ...]]:
    """In time in the reports, late by the decision. One query."""
    codes = dossiers.asked_again(period.last, units=units)
    return scoring.judged_late(codes, period, units=units)


def _offers(kinds: Mapping[int, UnitKind], found: Iterable[Offered]) -> dict[int, Offer]:
    """What each agency is competent for, by its level."""
    procedures = [one for one in found if not one.is_vertical]
    by_kind = {
        kind: _offer(one for one in procedures if kind in one.levels)
        for kind in set(kinds.values()) & _WITH_OFFER
    }
    return {unit: by_kind[kind] for unit, kind in kinds.items() if kind in by_kind}


def _offer(found: Iterable[Offered]) -> Offer:
    procedures = list(found)
    return Offer(
        procedures=frozenset(one.code for one in procedures),
        complete=frozenset(one.code for one in procedures if not one.missing),
        online=frozenset(one.code for one in procedures if one.is_online),
        charged=frozenset(one.code for one in procedures if one.is_charged),
    )
