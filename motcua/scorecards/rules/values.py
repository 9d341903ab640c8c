"""The set of indicators as dated data: groups, weights, formulas. Frozen values.

Source
    QĐ 766/QĐ-TTg (23/6/2022) as the national portal computes it; data/766.toml names the line of
    each (law.md §4).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any, Protocol, TypeVar

from motcua.scorecards.errors import DataWrong, NothingInForce


class Measure(StrEnum):
    """What this house can count. See `measuring.count_of`."""

    COMPLETE = "complete"
    ON_TIME = "on_time"
    AVERAGE_DAYS = "average_days"
    OFFERED_ONLINE = "offered_online"
    USED_ONLINE = "used_online"
    FILED_ONLINE = "filed_online"
    E_RESULTS = "e_results"
    DIGITISED = "digitised"
    CONTENT = "content"


class Basis(StrEnum):
    """A denominator that is known though the numerator isn't."""

    CHARGED = "charged"
    OWING = "owing"


class Empty(StrEnum):
    """What a denominator of 0 gives."""

    NOTHING = "nothing"
    ZERO = "zero"
    FULL = "full"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    key: str
    code: str
    name: str
    max: Fraction
    since: date
    source: str
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One line: `max` × min(1, rate ÷ `full_at`). `max` 0: shown, never scored.

    Without a `measure` it is not measured, for the reason `unmeasured`.
    """

    code: str
    group: str
    name: str
    max: Fraction
    empty: Empty
    numerator: str
    denominator: str
    since: date
    source: str
    until: date | None = None
    full_at: Fraction = Fraction(1)
    measure: Measure | None = None
    unmeasured: str = ""
    basis: Basis | None = None
    mend: str = ""
    can_mend: bool = False
    note: str = ""

    @property
    def version(self) -> str:
        """The version of its formula: the day it is in force from."""
        return f"766/{self.code}/{self.since.isoformat()}"

    @property
    def is_scored(self) -> bool:
        return self.max > 0

    @property
    def is_average(self) -> bool:
        """Days by dossier, not a share."""
        return self.measure is Measure.AVERAGE_DAYS


@dataclass(frozen=True, slots=True)
class Edition:
    """What holds on one day."""

    act: str
    title: str
    groups: tuple[Group, ...]
    indicators: tuple[Indicator, ...]

    @property
    def max(self) -> Fraction:
        return sum((group.max for group in self.groups), Fraction(0))

    def of(self, group: Group) -> tuple[Indicator, ...]:
        return tuple(one for one in self.indicators if one.group == group.key)

    def indicator(self, code: str) -> Indicator | None:
        return next((one for one in self.indicators if one.code == code), None)


class Dated(Protocol):
    @property
    def since(self) -> date: ...
    @property
    def until(self) -> date | None: ...


In = TypeVar("In", bound=Dated)


def read(data: Mapping[str, Any]) -> Edition:
    """All that ever was in force, from the data file. Raises DataWrong."""
    try:
        groups = tuple(Group(**{**row, "max": Fraction(str(row["max"]))}) for row in data["group"])
        indicators = tuple(_indicator(row) for row in data["indicator"])
    except (TypeError, ValueError, KeyError) as error:
        raise DataWrong(why=str(error)) from None
    return Edition(data["act"], data["title"], groups, indicators)


def _indicator(row: Mapping[str, Any]) -> Indicator:
    found = Indicator(
        **{
            **row,
            "max": Fraction(str(row["max"])),
            "full_at": Fraction(row.get("full_at", "1")),
            "empty": Empty(row["empty"]),
            "measure": Measure(row["measure"]) if "measure" in row else None,
            "basis": Basis(row["basis"]) if "basis" in row else None,
        }
    )
    if (found.measure is None) != bool(found.unmeasured):
        raise ValueError(f"{found.code}: measured or not, never both")
    return found


def edition_on(ever: Edition, on: date) -> Edition:
    """Raises NothingInForce before the decision, DataWrong when the weights don't add up."""
    groups = _in_force(ever.groups, on)
    if not groups:
        raise NothingInForce(on=on, since=min(group.since for group in ever.groups))
    found = Edition(ever.act, ever.title, groups, _in_force(ever.indicators, on))
    for group in groups:
        if sum((one.max for one in found.of(group)), Fraction(0)) != group.max:
            raise DataWrong(why=f"nhóm {group.code}")
    return found


def _in_force(rows: Iterable[In], on: date) -> tuple[In, ...]:
    return tuple(r for r in rows if r.since <= on and (r.until is None or on <= r.until))
