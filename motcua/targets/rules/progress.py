"""How far a unit is: judged on counts, never on a rounded percentage. Pure.

Source
    Requirements §5: «Judge on counts»: 100 % is met only when numerator = denominator.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor
from typing import Final, TypeVar

from motcua.figures.rules import write_number
from motcua.reports.rules import Rate
from motcua.targets.rules.values import Kind


WEEK: Final = 7
LAST_CALL: Final = timedelta(days=14)
FINEST: Final = 12  # decimals; counts up to ten millions differ sooner
T = TypeVar("T", bound=Hashable)


class State(StrEnum):
    MET = "met"
    ON_TRACK = "on_track"
    BEHIND = "behind"
    MISSED = "missed"
    UPCOMING = "upcoming"
    UNMEASURED = "unmeasured"

    @property
    def label(self) -> str:
        return _STATES[self][0]

    @property
    def look(self) -> str:
        """Of `state` in the templates."""
        return _STATES[self][1]


_STATES: Final = {
    State.MET: ("Đạt", "done"),
    State.ON_TRACK: ("Đúng tiến độ", "ok"),
    State.BEHIND: ("Chậm", "soon"),
    State.MISSED: ("Không đạt", "late"),
    State.UPCOMING: ("Chưa bắt đầu", "new"),
    State.UNMEASURED: ("Không đo được", "pause"),
}


@dataclass(frozen=True, slots=True)
class Aim:
    """To reach `value` between two days, both included."""

    kind: Kind
    value: Decimal
    first: date
    due_on: date

    @property
    def days(self) -> int:
        return (self.due_on - self.first).days + 1

    @property
    def half_on(self) -> date:
        """The first day of the second half."""
        return self.first + timedelta(days=ceil(self.days / 2))


@dataclass(frozen=True, slots=True)
class Reached:
    """So many, of so many: `base` counts for a share only."""

    count: int
    base: int = 0


@dataclass(frozen=True, slots=True)
class Progress:
    """As of the end of the day `on`. `is_over`: no later day counts any more."""

    aim: Aim
    reached: Reached
    on: date
    is_over: bool

    @property
    def is_measured(self) -> bool:
        """A share of nothing is neither good nor bad."""
        return not self.aim.kind.is_share or self.reached.base > 0

    @property
    def bound(self) -> Fraction:
        """The number in dossiers: of a share, taken of the base there is now."""
        value = Fraction(self.aim.value)
        return value * self.reached.base / 100 if self.aim.kind.is_share else value

    @property
    def needed(self) -> int:
        """The fewest dossiers that meet it; for «at most», the most that are allowed."""
        return floor(self.bound) if self.aim.kind.is_at_most else ceil(self.bound)

    @property
    def missing(self) -> int:
        """Dossiers short of the number; for «at most», too many."""
        count = self.reached.count
        return max(0, count - self.needed if self.aim.kind.is_at_most else self.needed - count)

    @property
    def elapsed(self) -> Fraction:
        """The share of the period that is over, 0 to 1."""
        days = (min(self.on, self.aim.due_on) - self.aim.first).days + 1
        return Fraction(min(max(days, 0), self.aim.days), self.aim.days)

    @property
    def expected(self) -> Fraction:
        """Dossiers by this day, if they come evenly; a share is expected whole on every day."""
        return self.bound if self.aim.kind.is_share else self.bound * self.elapsed

    @property
    def state(self) -> State:
        if self.on < self.aim.first:
            return State.UPCOMING
        if not self.is_measured:
            return State.UNMEASURED
        if self.is_over:
            return State.MISSED if self.missing else State.MET
        return self._state_under_way()

    def _state_under_way(self) -> State:
        """A number once reached stays so, one once overstepped too; a share can still change."""
        kind, count = self.aim.kind, self.reached.count
        if kind is Kind.COUNT_AT_LEAST and not self.missing:
            return State.MET
        if kind is Kind.COUNT_AT_MOST and self.missing:
            return State.MISSED
        fine = count <= self.expected if kind.is_at_most else count >= self.expected
        return State.ON_TRACK if fine else State.BEHIND

    @property
    def needed_a_week(self) -> int | None:
        """To come each week until the end; None where that can't be said or nothing is missing.

        Of a share nobody knows how many more dossiers there will be.
        """
        if self.aim.kind is not Kind.COUNT_AT_LEAST or self.is_over or not self.missing:
            return None
        start = max(self.on, self.aim.first - timedelta(days=1))
        left = max((self.aim.due_on - start).days, WEEK)
        return ceil(Fraction(self.missing * WEEK, left))

    @property
    def share(self) -> Decimal | None:
        """In percent, of a share only; printed so that it stands on the right side of the number.

        99,78 % of a 100 % rule is not shown as 99,8 %, nor 5,02 % of «at most 5 %» as 5 %.
        """
        if not self.aim.kind.is_share:
            return None
        return shown_share(Rate(self.reached.count, self.reached.base), self.aim)

    @property
    def score(self) -> Fraction | None:
        """What units are ranked by: the part reached, or how far from too many; more is better."""
        if not self.is_measured or self.on < self.aim.first:
            return None
        value, actual = Fraction(self.aim.value), Fraction(self.reached.count)
        if self.aim.kind.is_share:
            actual = Fraction(100 * self.reached.count, self.reached.base)
        return value - actual if self.aim.kind.is_at_most else actual / value

    @property
    def filled(self) -> float:
        """For the bar: the part reached, 0 to 1; for «at most», how much of it is used up."""
        if not self.is_measured:
            return 0.0
        bound = self.bound
        if not bound:
            return 1.0 if self.reached.count or not self.aim.kind.is_at_most else 0.0
        return float(min(Fraction(self.reached.count) / bound, Fraction(1)))


def judged(aim: Aim, reached: Reached, *, on: date, today: date) -> Progress:
    """The last day is over when the next has begun."""
    return Progress(aim, reached, on, is_over=on >= aim.due_on and today > aim.due_on)


def shown_share(rate: Rate, aim: Aim) -> Decimal | None:
    """As `Rate.percent`; of «at most» the border is guarded from above."""
    bound = Fraction(aim.value)
    if not aim.kind.is_at_most or rate.exact is None or rate.exact <= bound:
        return rate.percent(bound)
    for decimals in range(1, FINEST):
        shown = (100 * Decimal(rate.numerator) / rate.base).quantize(
            Decimal(1).scaleb(-decimals), ROUND_HALF_UP
        )
        if Fraction(shown) > bound:
            break
    return shown


def share_words(progress: Progress) -> str:
    """«99,78%», "" where there is none."""
    share = progress.share
    if share is None:
        return ""
    is_whole = Fraction(100 * progress.reached.count, progress.reached.base).denominator == 1
    return f"{write_number(int(share)) if is_whole else write_number(share)}%"


def gap_words(progress: Progress) -> str:
    """What is missing, in dossiers: «còn thiếu 18 hồ sơ», «vượt 2 hồ sơ», ""."""
    if not progress.missing or progress.state is State.UPCOMING:
        return ""
    count = write_number(progress.missing)
    side = "vượt" if progress.aim.kind.is_at_most else "còn thiếu"
    return f"{side} {count} hồ sơ"


@dataclass(frozen=True, slots=True)
class Rank:
    """The place among `field`; ties share it, the next place is left out (1, 1, 3)."""

    place: int
    field: int

    def __str__(self) -> str:
        return f"{self.place}/{self.field}"


def ranks(found: Mapping[T, Progress]) -> dict[T, Rank]:
    """Who can't be measured has no rank and is not of the field."""
    scores = {key: score for key, one in found.items() if (score := one.score) is not None}
    ordered = sorted(scores.values(), reverse=True)
    first: dict[Fraction, int] = {}
    for place, score in enumerate(ordered, 1):
        first.setdefault(score, place)
    return {key: Rank(first[score], len(scores)) for key, score in scores.items()}


class Call(StrEnum):
    """When units behind are told."""

    HALF = "half"
    LAST = "last"


def call_due(aim: Aim, on: date) -> Call | None:
    """Which of the two is due; the later one alone when both have come, none after the end."""
    if not aim.first <= on <= aim.due_on:
        return None
    if on >= aim.due_on - LAST_CALL:
        return Call.LAST
    return Call.HALF if on >= aim.half_on else None


def whole_of(progress: Mapping[T, Progress]) -> dict[State, int]:
    """How many units are in each state, in the order of State."""
    states = [one.state for one in progress.values()]
    return {state: states.count(state) for state in State if state in states}
