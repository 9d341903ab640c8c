"""What the public page and its open data show: `published`, with places, answers and months.

Satisfaction of a unit is shown from as many answers as dossiers are counted from: of fewer one
might guess who answered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from motcua.ledger import queries as ledger
from motcua.ledger.queries.series import series
from motcua.ledger.rules import Period
from motcua.people import queries as people
from motcua.people.queries import UnitCard
from motcua.people.rules import UnitKind
from motcua.reports.errors import NoSuchReport
from motcua.reports.queries.boards import Month, months_of
from motcua.reports.queries.published import FEWEST, OTHER_UNITS, Published, published
from motcua.reports.rules.figures import Row
from motcua.reports.rules.ranking import Place, places
from motcua.reports.rules.rates import SHARE, Rate
from motcua.surveys import queries as surveys


@dataclass(frozen=True, slots=True)
class Line:
    """A unit, or the small ones together, which have no place; `satisfaction` None: too few."""

    row: Row
    kind: UnitKind | None
    place: Place | None
    satisfaction: Rate | None

    @property
    def on_time(self) -> Rate:
        return SHARE["on_time"].of(self.row)


@dataclass(frozen=True, slots=True)
class Disclosed:
    """`lines` add up to the total; `months` are of the calendar year, so far."""

    of: Published
    satisfaction: Rate | None
    lines: tuple[Line, ...]
    months: tuple[Month, ...]


def front(period: Period) -> UnitCard | None:
    """Where the public page begins: the agency that all with dossiers hang under. Two queries."""
    cards = [node.card for node in people.unit_tree(period.last) if node.card.kind.is_agency]
    busy = ledger.counts(period, by=ledger.By.UNIT)
    paths = [card.path for card in cards if card.id in busy] or [card.path for card in cards[:1]]
    above = [card for card in cards if all(path.startswith(card.path) for path in paths)]
    return max(above, key=lambda card: len(card.path), default=cards[0] if cards else None)


def disclosed(period: Period, unit_id: int, *, year: Period) -> Disclosed:
    """Seven queries at most. Raises NoSuchUnit and NotAnAgency."""
    of = published(period, unit_id=unit_id)
    cards = people.family(unit_id)
    agencies = {pk: card for pk, card in cards.items() if card.kind.is_agency}
    answers = {
        pk: Rate(found.numerator, found.denominator)
        for pk, found in surveys.satisfaction_by_unit(period.first, period.last).items()
        if pk in agencies
    }
    every = Rate(
        sum(rate.numerator for rate in answers.values()),
        sum(rate.base for rate in answers.values()),
    )
    return Disclosed(
        of,
        _told(every),
        _lines(of, agencies, answers),
        months_of(series(year, units=list(agencies))),
    )


def _told(rate: Rate | None) -> Rate | None:
    return rate if rate and rate.base >= FEWEST else None


def _lines(
    of: Published, cards: Mapping[int, UnitCard], answers: Mapping[int, Rate]
) -> tuple[Line, ...]:
    """In the order of their places by what was settled in time, among their kind."""
    found: dict[int, Place] = {}
    for kind in UnitKind:
        values = {
            row.id: SHARE["on_time"].of(row).exact
            for row in of.units
            if row.id is not None and row.id in cards and cards[row.id].kind is kind
        }
        found |= places(values)
    lines = [
        Line(
            row,
            cards[row.id].kind if row.id is not None and row.id in cards else None,
            found.get(row.id or 0),
            _told(answers.get(row.id or 0)),
        )
        for row in of.units
    ]

    def order(line: Line) -> tuple[bool, str, int, int]:
        kind = line.kind.value if line.kind else ""
        return not kind, kind, line.place.rank if line.place else 10**6, -line.row.counts.total

    return tuple(sorted(lines, key=order))


def unit_of_code(code: str, on: date) -> UnitCard:
    """Raises NoSuchUnit, and NoSuchReport for what is no agency."""
    card = people.unit_by_code(code, on)
    if not card.kind.is_agency:
        raise NoSuchReport
    return card


__all__ = ["OTHER_UNITS", "Disclosed", "Line", "disclosed", "front", "unit_of_code"]
