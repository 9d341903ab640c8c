"""The marks of an official from the dossiers they handled. Pure.

Source
    TT 01/2018/TT-VPCP, Điều 13: indicators of two points each; individuals are marked by 1, 2, 3, 4
    and 7, as the mean over their dossiers, to one decimal.

What was not measured gets no points and takes none away: the sum is then scaled from what could be
reached to the whole, and says so. With too little measured there is no band at all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Final

from motcua.dossiers.rules import Timeliness
from motcua.staff.rules.schemes import By, Indicator, Scheme


FULL: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One dossier as evidence; None: not measured."""

    code: str
    finished_at: datetime
    whole: Timeliness | None
    own: Timeliness | None
    supplements: int
    places: int


@dataclass(frozen=True, slots=True)
class Attitude:
    """What people said of it, from 0 to 2 on the mean, and how many said it."""

    mean: Decimal
    answers: int


@dataclass(frozen=True, slots=True)
class Mark:
    """One indicator: its mean, of so many measured, and how many got 2, 1 and 0 points."""

    number: int
    name: str
    by: By
    mean: Decimal | None
    measured: int
    full: int = 0
    half: int = 0
    none: int = 0

    @property
    def has_cases(self) -> bool:
        """Whether single dossiers stand behind it; answers to surveys are nobody's to read."""
        return self.by is not By.ATTITUDE


@dataclass(frozen=True, slots=True)
class Marks:
    """`total` of `most` that could be reached; `score`: the same of the whole, for the band."""

    cases: int
    marks: tuple[Mark, ...]
    total: Decimal | None
    most: int
    score: Decimal | None
    band: str

    @property
    def is_scaled(self) -> bool:
        return self.score is not None and self.most < FULL * len(self.marks)

    @property
    def unmeasured(self) -> tuple[Mark, ...]:
        return tuple(mark for mark in self.marks if mark.mean is None)


def points(indicator: Indicator, case: Case) -> int | None:
    """Of one dossier; None where this was not measured."""
    match indicator.by:
        case By.WHOLE:
            return indicator.points[case.whole] if case.whole else None
        case By.OWN:
            return indicator.points[case.own] if case.own else None
        case By.SUPPLEMENTS:
            return _counted(indicator, case.supplements)
        case By.PLACES:
            return _counted(indicator, case.places)
        case By.ATTITUDE:
            return None


def marked(scheme: Scheme, cases: Sequence[Case], attitude: Attitude | None = None) -> Marks:
    """Rounded once, at the end; `attitude` None is not measured, never full points."""
    means = [_mean(indicator, cases, attitude) for indicator in scheme.indicators]
    known = [mean for mean in means if mean is not None]
    most = FULL * len(known)
    total = sum(known, Fraction())
    score = _tenths(total * scheme.most / most) if cases and most >= scheme.enough else None
    return Marks(
        cases=len(cases),
        marks=tuple(
            _mark(indicator, mean, cases, attitude)
            for indicator, mean in zip(scheme.indicators, means, strict=True)
        ),
        total=_tenths(total) if known else None,
        most=most,
        score=score,
        band=scheme.band(score) if score is not None else "",
    )


def with_points(
    indicator: Indicator, cases: Iterable[Case], wanted: int | None
) -> tuple[Case, ...]:
    """The dossiers behind one number; `wanted` None: those that were not measured."""
    return tuple(case for case in cases if points(indicator, case) == wanted)


def _counted(indicator: Indicator, count: int) -> int:
    return indicator.counts[min(count, len(indicator.counts) - 1)]


def _mean(
    indicator: Indicator, cases: Sequence[Case], attitude: Attitude | None
) -> Fraction | None:
    if indicator.by is By.ATTITUDE:
        return Fraction(attitude.mean) if attitude and attitude.answers else None
    found = [given for case in cases if (given := points(indicator, case)) is not None]
    return Fraction(sum(found), len(found)) if found else None


def _mark(
    indicator: Indicator, mean: Fraction | None, cases: Sequence[Case], attitude: Attitude | None
) -> Mark:
    shown = None if mean is None else _tenths(mean)
    head = indicator.number, indicator.name, indicator.by, shown
    if indicator.by is By.ATTITUDE:
        return Mark(*head, measured=attitude.answers if attitude else 0)
    counts = Counter(points(indicator, case) for case in cases)
    return Mark(*head, len(cases) - counts[None], counts[2], counts[1], counts[0])


def _tenths(value: Fraction) -> Decimal:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
