"""By what an official's work is marked, dated: `data/marks.toml` as values. Pure."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from importlib import resources
from typing import Any, Final

from motcua.staff.errors import NoScheme


class By(StrEnum):
    """What an indicator looks at."""

    WHOLE = "whole"
    OWN = "own"
    SUPPLEMENTS = "supplements"
    PLACES = "places"
    ATTITUDE = "attitude"


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """`points` by timeliness; `counts` for none, one and more."""

    number: int
    by: By
    name: str
    points: dict[str, int]
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Band:
    least: Decimal
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """`most`: all indicators together; `bands` from the best down; `opens`: month and day."""

    since: date
    until: date | None
    most: int
    enough: int
    opens: tuple[int, int]
    source: str
    indicators: tuple[Indicator, ...]
    bands: tuple[Band, ...]

    def in_force(self, on: date) -> bool:
        return self.since <= on and (self.until is None or on <= self.until)

    def opens_on(self, year: int) -> date:
        return date(year, *self.opens)

    def band(self, score: Decimal) -> str:
        return next(band.name for band in self.bands if score >= band.least)


def schemes_of(text: str) -> tuple[Scheme, ...]:
    return tuple(map(_scheme, tomllib.loads(text)["scheme"]))


def _scheme(row: dict[str, Any]) -> Scheme:
    month, day = row["opens"].split("-")
    return Scheme(
        since=row["since"],
        until=row.get("until"),
        most=row["most"],
        enough=row["enough"],
        opens=(int(month), int(day)),
        source=row["source"],
        indicators=tuple(map(_indicator, row["indicator"])),
        bands=tuple(Band(Decimal(band["from"]), band["name"]) for band in row["band"]),
    )


def _indicator(row: dict[str, Any]) -> Indicator:
    points = {key: row[key] for key in ("early", "on_time", "late") if key in row}
    counts = tuple(row.get("counts", ()))
    return Indicator(
        number=row["number"], by=By(row["by"]), name=row["name"], points=points, counts=counts
    )


SCHEMES: Final = schemes_of(
    resources.files("motcua.staff").joinpath("data/marks.toml").read_text("utf-8")
)


def scheme(year: int, schemes: Sequence[Scheme] = SCHEMES) -> Scheme:
    """That of the last day of the year. Raises NoScheme."""
    on = date(year, 12, 31)
    found = next((each for each in schemes if each.in_force(on)), None)
    if found is None:
        raise NoScheme(year=year)
    return found
