"""What would raise the score most: how many more of what, for how many points. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from motcua.figures.rules import write_number
from motcua.scorecards.rules.scoring import Score, Scorecard


@dataclass(frozen=True, slots=True)
class Gain:
    """`needed` more in the numerator close the gap and give `points`; each of them `each`.

    `is_open`: it can still be done within the period; otherwise only next time.
    """

    score: Score
    needed: int
    points: Fraction

    @property
    def each(self) -> Fraction:
        indicator, count = self.score.indicator, self.score.count
        assert count is not None
        return indicator.max / (indicator.full_at * count.denominator)

    @property
    def is_open(self) -> bool:
        return self.score.indicator.can_mend

    @property
    def words(self) -> str:
        """Số hóa thêm 23 hồ sơ"""
        return self.score.indicator.mend.format(n=write_number(self.needed))


def gains(card: Scorecard) -> tuple[Gain, ...]:
    """The largest first, then in the order of the set. Only what was measured and is not full."""
    found = [gain for score in card.scores if (gain := _gain(score))]
    return tuple(sorted(found, key=lambda gain: -gain.points))


def _gain(score: Score) -> Gain | None:
    count = score.count
    if not score.missed or count is None or count.numerator is None or not count.denominator:
        return None
    wanted = -(-score.indicator.full_at * count.denominator // 1)
    return Gain(score, int(wanted) - count.numerator, score.missed)
