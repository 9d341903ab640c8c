"""What is checked: figures as they were printed, and the sums among them. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Final

from motcua.figures.rules.numbers import Exact


class Kind(StrEnum):
    """`count` is a sum of things somebody counted; `difference` a sum with signs."""

    SUM = "sum"
    DIFFERENCE = "difference"
    COUNT = "count"
    ORDER = "order"
    RATE = "rate"
    TARGET = "target"


class Verdict(StrEnum):
    HOLDS = "holds"
    FAILS = "fails"
    DERIVED = "derived"  # nothing was printed to compare with; the computed value is the answer
    MISSED = "target missed"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def is_bad(self) -> bool:
        return self in (Verdict.FAILS, Verdict.MISSED)


_LABELS: Final = {
    Verdict.HOLDS: "khớp",
    Verdict.FAILS: "không khớp",
    Verdict.DERIVED: "tính ra",
    Verdict.MISSED: "chưa đạt mục tiêu",
}


@dataclass(frozen=True, slots=True)
class Span:
    """A number, or the two ends of a range («từ 1 đến 2 bậc»)."""

    low: Fraction
    high: Fraction

    @property
    def is_range(self) -> bool:
        return self.low != self.high

    def __add__(self, other: Span) -> Span:
        return Span(self.low + other.low, self.high + other.high)

    def __neg__(self) -> Span:
        return Span(-self.high, -self.low)

    def meets(self, other: Span) -> bool:
        return self.low <= other.high and other.low <= self.high


def exactly(value: Exact) -> Span:
    return Span(Fraction(value), Fraction(value))


# «gần 500», «trên 95%»: the number bounds what is meant and is not it.
APPROXIMATE: Final = frozenset({"almost (below)", "strictly above", "at least", "at most", "about"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """`words`: as it was printed, or what it stands for; shown in messages."""

    id: str
    value: Span
    words: str = ""
    unit: str = ""
    qualifier: str = "exact"
    source: str = ""  # the report it stands in; a gap is compared with figures of the same one

    @property
    def is_approximate(self) -> bool:
        return self.qualifier in APPROXIMATE


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """Of a sum, difference, count or order: `terms` and perhaps `total`.

    Of a rate `terms` are (numerator, denominator) and `total` what was printed. Of a target
    `terms` are (reached, of) and `total`, if any, where it was printed. A term is a figure's id,
    "-" before it subtracts, "=n" is a number.
    """

    id: str
    kind: Kind
    terms: tuple[str, ...]
    total: str | None = None
    decimals: int = 1
    required_percent: Decimal = Decimal(100)
    statement: str = ""
    readings: tuple[str, ...] = ()  # what a gap could mean here, as sentences


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """`left` is computed, `right` was printed; both None where nothing can be computed."""

    check: Check
    verdict: Verdict
    left: Span | None = None
    right: Span | None = None
    message: str

    @property
    def difference(self) -> Fraction | None:
        """Left minus right; None where there is nothing to compare."""
        if self.left is None or self.right is None:
            return None
        if self.left.is_range or self.right.is_range:
            return None
        return self.left.low - self.right.low
