"""What the figures of a district must be, as data. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from motcua.demo.errors import FiguresDontAddUp
from motcua.ledger.rules import ARRIVALS, ENDINGS, OPENINGS, Cell, Counts, Period
from motcua.people.rules import UnitKind


@dataclass(frozen=True, slots=True)
class Place:
    """A commune of that time: code of the place, kind and name; until when, if it ended sooner."""

    code: str
    kind: str
    name: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """The dossiers of one level: so many in each cell. The marks count among the granted."""

    level: UnitKind
    counts: Counts


@dataclass(frozen=True, slots=True, kw_only=True)
class District:
    """A district, its communes and the figures of one period.

    Dossiers come in from `opened` to `closed` (within the period), whatever its first and last day
    are, so that periods a few days longer have the same figures; what is open at the end is open
    until after `held`. `replaces`: places of earlier demonstrations with the same dossiers.
    """

    key: str
    title: str
    source: str
    period: Period
    opened: date
    closed: date
    held: date
    code: str
    name: str
    place_code: str
    prefix: str
    province: Mapping[str, str]
    successor: Mapping[str, str]
    communes: tuple[Place, ...]
    parts: tuple[Part, ...]
    choices: tuple[str, ...]
    people: tuple[Mapping[str, Any], ...] = ()
    replaces: tuple[str, ...] = ()


def districts_from(rows: Sequence[Mapping[str, Any]]) -> tuple[District, ...]:
    """Raises FiguresDontAddUp, and ValueError for a cell that there is not."""
    return tuple(map(_district, rows))


def _district(row: Mapping[str, Any]) -> District:
    first, last = row["period"]
    opened, closed = row.get("arrivals", row["period"])
    return District(
        key=row["key"],
        title=row["title"],
        source=row["source"],
        period=Period(first, last),
        opened=opened,
        closed=closed,
        held=row.get("held", last),
        code=row["code"],
        name=row["name"],
        place_code=row["place_code"],
        prefix=row["prefix"],
        province=row["province"],
        successor=row["successor"],
        communes=tuple(Place(*place) for place in row["communes"]),
        parts=tuple(_part(row["title"], *pair) for pair in row["counts"].items()),
        choices=tuple(row["choices"]),
        people=tuple(row.get("people", ())),
        replaces=tuple(row.get("replaces", ())),
    )


def _part(title: str, level: str, cells: Mapping[str, int]) -> Part:
    counts = Counts({Cell(cell): number for cell, number in cells.items()})
    received, standing = counts.sum(*ARRIVALS), counts.sum(*ENDINGS, *OPENINGS)
    if received != standing:
        raise FiguresDontAddUp(title=title, received=received, standing=standing)
    return Part(UnitKind(level), counts)
