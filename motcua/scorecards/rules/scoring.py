"""From counts to points. Exact fractions; what is not measured is neither won nor lost.

Source: QĐ 766/QĐ-TTg as the national portal computes it (law.md §4).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from motcua.figures.rules import write_number
from motcua.scorecards.rules.values import Edition, Empty, Group, Indicator


ZERO: Final = Fraction(0)
ONE: Final = Fraction(1)


@dataclass(frozen=True, slots=True)
class Count:
    """So many of so many. `numerator` None: only what it would be a part of is known."""

    numerator: int | None
    denominator: int

    @property
    def rate(self) -> Fraction | None:
        if self.numerator is None or not self.denominator:
            return None
        return Fraction(self.numerator, self.denominator)


@dataclass(frozen=True, slots=True)
class Score:
    """An indicator with its count. `count` None: nothing of it is known."""

    indicator: Indicator
    count: Count | None

    @property
    def rate(self) -> Fraction | None:
        return self.count.rate if self.count else None

    @property
    def is_measured(self) -> bool:
        return self.score is not None

    @property
    def score(self) -> Fraction | None:
        """Points; None when not measured, or never scored."""
        if not self.indicator.is_scored or not self._is_counted:
            return None
        if self.rate is None:
            return {Empty.ZERO: ZERO, Empty.FULL: self.indicator.max}.get(self.indicator.empty)
        return self.indicator.max * min(ONE, self.rate / self.indicator.full_at)

    @property
    def missed(self) -> Fraction:
        """The points that were measured and not won."""
        return ZERO if self.score is None else self.indicator.max - self.score

    @property
    def why_not(self) -> str:
        """Why it has no points; "" when it has."""
        if self.is_measured:
            return ""
        if self.indicator.unmeasured or not self._is_counted:
            return self.indicator.unmeasured or "Không có danh mục của cơ quan này để đo."
        return "" if self.rate is not None else "Trong kỳ chưa phát sinh."

    @property
    def _is_counted(self) -> bool:
        return self.count is not None and self.count.numerator is not None


@dataclass(frozen=True, slots=True)
class GroupScore:
    group: Group
    scores: tuple[Score, ...]

    @property
    def score(self) -> Fraction:
        return sum((one.score for one in self.scores if one.score is not None), ZERO)

    @property
    def measurable(self) -> Fraction:
        """The most that what was measured could have given."""
        return sum((one.indicator.max for one in self.scores if one.is_measured), ZERO)


@dataclass(frozen=True, slots=True)
class Scorecard:
    """Never a total out of 100 while something is not measured: `score` of `measurable`."""

    edition: Edition
    groups: tuple[GroupScore, ...]

    @property
    def score(self) -> Fraction:
        return sum((group.score for group in self.groups), ZERO)

    @property
    def measurable(self) -> Fraction:
        return sum((group.measurable for group in self.groups), ZERO)

    @property
    def max(self) -> Fraction:
        return self.edition.max

    @property
    def unmeasured(self) -> Fraction:
        return self.max - self.measurable

    @property
    def share(self) -> Fraction | None:
        """Of what could be won; by this agencies are compared. None when nothing was measured."""
        return self.score / self.measurable if self.measurable else None

    @property
    def scores(self) -> tuple[Score, ...]:
        return tuple(score for group in self.groups for score in group.scores)

    def of(self, code: str) -> Score | None:
        return next((score for score in self.scores if score.indicator.code == code), None)


def scorecard_of(edition: Edition, counts: Mapping[str, Count]) -> Scorecard:
    """`counts` by the code of the indicator; what is missing there is not measured."""
    return Scorecard(edition, tuple(_group(edition, group, counts) for group in edition.groups))


def _group(edition: Edition, group: Group, counts: Mapping[str, Count]) -> GroupScore:
    lines: Iterable[Indicator] = edition.of(group)
    return GroupScore(group, tuple(Score(one, counts.get(one.code)) for one in lines))


def shown(value: Fraction, places: int = 2, *, mark: Fraction | None = None) -> str:
    """19,97. Half up; but never up to a `mark` that was missed: then down.

    The mark is full points, or the rate that gives them.
    """
    scale = 10**places
    whole = (value * scale * 2 + 1) // 2
    if mark is not None and value < mark <= Fraction(whole, scale):
        whole = -(-mark * scale // 1) - 1
    sign, digits = ("−" if whole < 0 else ""), f"{abs(whole):0{places + 1}d}"
    units, rest = digits[: len(digits) - places], digits[len(digits) - places :]
    grouped = write_number(int(units))
    return f"{sign}{grouped},{rest}" if places else f"{sign}{grouped}"
