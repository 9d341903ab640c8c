"""The list of places as the product carries it (data/places.md), read into rows. Pure."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from motcua.people.rules.places import (
    BEFORE,
    LAST_DAY_OF_THREE_TIERS,
    TWO_TIERS_SINCE,
    PlaceKind,
    PlaceLevel,
    Share,
    place_key,
)
from motcua.people.rules.text import sort_key


class PlaceRow(NamedTuple):
    """A place under one name and kind, between two days."""

    code: str
    since: date
    level: str
    kind: str
    name: str
    name_key: str
    search: str
    sort_key: str
    province_code: str
    district_code: str
    until: date | None
    source: str


class Edge(NamedTuple):
    """So much of one place went into another; each is named by its code and first day."""

    former: tuple[str, date]
    into: tuple[str, date]
    share: str


@dataclass(frozen=True, slots=True)
class Gazetteer:
    rows: tuple[PlaceRow, ...]
    edges: frozenset[Edge]


Line = Mapping[str, str]


def read_gazetteer(former: Iterable[str], present: Iterable[str]) -> Gazetteer:
    """Both files, lines of tab-separated values under a line of names.

    A line stands after the one that it lies within. Raises KeyError or ValueError for a file that
    does not hold together; that is a fault of the release, not of a user.
    """
    before = list(csv.DictReader(former, delimiter="\t", quoting=csv.QUOTE_NONE))
    since = list(csv.DictReader(present, delimiter="\t", quoting=csv.QUOTE_NONE))
    edges = {_edge(line["code"], target) for line in before for target in line["into"].split()}
    edges |= {
        Edge(_key(old), _key(new), Share.RETYPED.value)
        for old, new in pairwise(since)
        if old["code"] == new["code"]
    }
    return Gazetteer((*_rows(before), *_rows(since)), frozenset(edges))


def _edge(code: str, target: str) -> Edge:
    into, _, share = target.partition(":")
    return Edge((code, BEFORE), (into, TWO_TIERS_SINCE), Share(share).value)


def _key(line: Line) -> tuple[str, date]:
    return line["code"], _since(line)


def _since(line: Line) -> date:
    return date.fromisoformat(line["since"]) if "since" in line else BEFORE


def _until(line: Line) -> date | None:
    if "until" not in line:
        return LAST_DAY_OF_THREE_TIERS
    return date.fromisoformat(line["until"]) if line["until"] else None


def _rows(lines: Iterable[Line]) -> list[PlaceRow]:
    above: dict[str, PlaceRow] = {}
    rows = []
    for line in lines:
        row = _row(line, above.get(line["within"]) if line["within"] else None)
        if row.level != PlaceLevel.COMMUNE:
            above[row.code] = row
        rows.append(row)
    return rows


def _row(line: Line, within: PlaceRow | None) -> PlaceRow:
    kind, name = PlaceKind(line["kind"]), line["name"]
    if (within is None) != (kind.level is PlaceLevel.PROVINCE):
        raise ValueError(f"{line['code']} does not lie within {line['within']!r}.")
    spellings = [place_key(text) for text in line["spellings"].split(";") if text]
    # "tỉnh" and "thành phố" fit every commune: its province may have changed from one to the other.
    upper = within.search.strip() if within else "tinh thanh pho"
    search = " ".join((place_key(kind.label), place_key(name), *spellings, upper))
    return PlaceRow(
        code=line["code"],
        since=_since(line),
        level=kind.level.value,
        kind=kind.value,
        name=name,
        name_key=place_key(name),
        search=f" {search}",
        sort_key=sort_key(name),
        province_code=(within.province_code if within else line["code"]),
        district_code=within.code if within and within.level == PlaceLevel.DISTRICT else "",
        until=_until(line),
        source=line.get("source", ""),
    )
