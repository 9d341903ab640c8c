"""What a board shows of one agency, of it and all below, or side by side. A few queries each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from motcua.ledger import queries as ledger
from motcua.ledger.queries import Case
from motcua.ledger.queries import series as ledger_series
from motcua.ledger.queries.series import Series
from motcua.ledger.queries.stock import stock
from motcua.ledger.rules import Counts, Period
from motcua.people.queries import UnitCard
from motcua.people.rules import UnitKind
from motcua.reports.queries.narrowing import order
from motcua.reports.rules.figures import Row
from motcua.reports.rules.ranking import Place, places
from motcua.reports.rules.rates import SHARE, Rate
from motcua.surveys import queries as surveys


AGES: Final = (2, 7, 15, 30)  # days since receipt; the last group is what is older
AGE_WORDS: Final = (
    f"Đến {AGES[0]} ngày",
    *(f"{low + 1}–{high} ngày" for low, high in zip(AGES, AGES[1:], strict=False)),
    f"Trên {AGES[-1]} ngày",
)
TABLED: Final = ("received_in_period", "resolved", "resolved_late", "in_progress")
RANKED: Final = ("on_time", "online", "digitised", "late")


@dataclass(frozen=True, slots=True)
class Age:
    words: str
    open: int
    late: int


@dataclass(frozen=True, slots=True)
class Month:
    """`period` may be a part of a month."""

    period: Period
    row: Row

    @property
    def number(self) -> int:
        return self.period.first.month

    @property
    def cells(self) -> tuple[int, ...]:
        """Of the table behind a chart."""
        return tuple(self.row.figure(name) for name in TABLED)


@dataclass(frozen=True, slots=True)
class Glance:
    """A period as a whole and by month; of what is open on its last day, how old it is and the
    longest late."""

    row: Row
    months: tuple[Month, ...]
    ages: tuple[Age, ...]
    late: tuple[Case, ...]
    satisfaction: Rate

    def rate(self, name: str) -> Rate:
        return self.satisfaction if name == "satisfaction" else SHARE[name].of(self.row)


def glance(
    period: Period,
    cards: Mapping[int, UnitCard],
    label: str,
    *,
    late: int,
    year: Period | None = None,
) -> Glance:
    """Of all these units together; `cards` may hold offices, which only answers are about;
    `late`: how many late ones are listed.

    Three queries; one more when the months are of another period, `year`.
    """
    agencies = [pk for pk, card in cards.items() if card.kind.is_agency]
    found = ledger_series.series(year or period, units=agencies)
    total = found.total
    if year not in (None, period):
        total = ledger.counts(period, units=agencies)[""]
    open_ = stock(period.last, AGES, units=agencies, most=late)
    return Glance(
        Row("", label, total),
        months_of(found),
        tuple(Age(words, *pair) for words, pair in zip(AGE_WORDS, open_.ages, strict=True)),
        open_.late,
        satisfaction(cards, period),
    )


def months_of(found: Series) -> tuple[Month, ...]:
    return tuple(
        Month(period, Row(f"{period.first:%Y-%m}", f"{period.first.month}", counts))
        for period, counts in found.months
    )


def satisfaction(units: Iterable[int], period: Period) -> Rate:
    """One query."""
    found = surveys.satisfaction(units, period.first, period.last)
    return Rate(found.numerator, found.denominator)


def late_of(row: Row) -> int:
    """Late in the period: ended too late, or open past its day."""
    return row.figure("resolved_late") + row.figure("in_progress_late")


@dataclass(frozen=True, slots=True)
class Standing:
    """An agency among those of its kind: by every figure that ranks; no entry, no place."""

    card: UnitCard
    row: Row
    places: Mapping[str, Place]

    def rate(self, name: str) -> Rate:
        return SHARE[name].of(self.row)

    @property
    def late(self) -> int:
        return late_of(self.row)


@dataclass(frozen=True, slots=True)
class Field:
    """Agencies of one kind, in the order that was asked for."""

    kind: UnitKind
    standings: tuple[Standing, ...]


def fields(
    period: Period, cards: Mapping[int, UnitCard], *, by: str = "on_time"
) -> tuple[Field, ...]:
    """One query. Those that are gone stand there if they have dossiers in the period."""
    agencies = {pk: card for pk, card in cards.items() if card.kind.is_agency}
    counted = ledger.counts(period, units=list(agencies), by=ledger.By.UNIT)
    rows = {
        pk: Row(card.code, card.short_name, counted.get(pk, Counts()), pk)
        for pk, card in agencies.items()
        if pk in counted or _at_work(card, period.last)
    }
    kinds = sorted({agencies[pk].kind for pk in rows}, key=list(UnitKind).index)
    return tuple(_field(kind, agencies, rows, by) for kind in kinds)


def _field(
    kind: UnitKind, cards: Mapping[int, UnitCard], rows: Mapping[int, Row], by: str
) -> Field:
    mine = {pk: row for pk, row in rows.items() if cards[pk].kind is kind}
    found = {name: places(_values(mine, name), is_less_better=name == "late") for name in RANKED}
    standings = [
        Standing(cards[pk], row, {name: found[name][pk] for name in RANKED if pk in found[name]})
        for pk, row in mine.items()
    ]

    def place(one: Standing) -> tuple[int, int, tuple[int, str, str]]:
        at = one.places.get(by)
        return (at.rank if at else len(mine) + 1), -one.row.figure("received"), order(one.card)

    return Field(kind, tuple(sorted(standings, key=place)))


def _values(rows: Mapping[int, Row], name: str) -> dict[int, Fraction | int | None]:
    if name != "late":
        return {pk: SHARE[name].of(row).exact for pk, row in rows.items()}
    return {pk: late_of(row) if row.counts.total else None for pk, row in rows.items()}


def _at_work(card: UnitCard, on: date) -> bool:
    return card.since <= on and (card.until is None or on <= card.until)
