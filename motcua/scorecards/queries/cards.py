"""Scorecards of agencies: counted for all of them at once, in as many queries as for one."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable
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


def scorecard(unit_ids: Collection[int], period: Period) -> Scorecard:
    """Of these agencies together, as of the last day. At most nine queries.

    Raises NothingInForce.
    """
    return _card(edition(period.last), reduce(add, tallied(unit_ids, period).values(), Tallied()))


def scorecards(period: Period, unit_ids: Collection[int]) -> dict[int, Scorecard]:
    """Of each of these agencies by itself. As many queries as for one. Raises NothingInForce."""
    law = edition(period.last)
    return {unit: _card(law, found) for unit, found in tallied(unit_ids, period).items()}


def _card(law: Edition, found: Tallied) -> Scorecard:
    counts = {one.code: count_of(one, found) for one in law.indicators}
    return scorecard_of(law, {code: count for code, count in counts.items() if count})


def tallied(unit_ids: Collection[int], period: Period) -> dict[int, Tallied]:
    """Everything that is counted, by agency."""
    units = frozenset(unit_ids)
    if not units:
        return {}
    counts = ledger.counts(period, units=units, by=ledger.By.UNIT)
    again = judged_late(units, period)
    days = scoring.days_taken(period, units=units)
    owing = dossiers.owing(period.first, period.last, units=units)
    disliked = surveys.disliked(period.first, period.last, units=units)
    online = scoring.filed_online(period, units=units)
    offers = _offers(units, offered(period.last))
    return {
        unit: Tallied(
            counts=counts.get(unit, Counts()),
            judged_late=len(again.get(unit, ())),
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
    """In time in the reports, late by QĐ 766: asked for a supplement again, or when late already.

    By agency, each dossier once. At most three queries.
    """
    codes = dossiers.asked_again(period.last, units=units)
    again = scoring.in_time_among(codes, period, units=units)
    when_late = scoring.asked_when_late(period, units=units)
    found: dict[int, tuple[ledger.Case, ...]] = {}
    for unit in {*again, *when_late}:
        both = {case.code: case for case in (*again.get(unit, ()), *when_late.get(unit, ()))}
        found[unit] = tuple(both[code] for code in sorted(both))
    return found


def _offers(units: Collection[int], found: Iterable[Offered]) -> dict[int, Offer]:
    """What each agency is competent for, by its level. One query."""
    procedures = [one for one in found if not one.is_vertical]
    by_kind = {
        kind: _offer(one for one in procedures if kind in one.levels) for kind in _WITH_OFFER
    }
    cards = people.units(units).values()
    return {card.id: by_kind[card.kind] for card in cards if card.kind in _WITH_OFFER}


def _offer(found: Iterable[Offered]) -> Offer:
    procedures = list(found)
    return Offer(
        procedures=frozenset(one.code for one in procedures),
        complete=frozenset(one.code for one in procedures if not one.missing),
        online=frozenset(one.code for one in procedures if one.is_online),
        charged=frozenset(one.code for one in procedures if one.is_charged),
    )
