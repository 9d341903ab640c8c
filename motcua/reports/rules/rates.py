"""Shares that show what they are of, and are judged on counts. Pure.

One rule of rounding for all: half up to one decimal. Where that would hide that a target was
missed (99,78 % is no 99,8 % of a rule of 100 %, 99,98 % no 100 %), more decimals are written.

Sources
    QĐ 766/QĐ-TTg, groups 2 to 4: what is divided by what. The base stands beside each share.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from motcua.figures.rules import write_number
from motcua.reports.rules.figures import Row


NOTHING_YET: Final = "chưa có hồ sơ"
WHOLE: Final = Fraction(100)
_USUAL: Final = 1
_MOST: Final = 12  # so many decimals tell any two counts of dossiers apart


@dataclass(frozen=True, slots=True)
class Rate:
    """`numerator` of `base`."""

    numerator: int
    base: int

    @property
    def exact(self) -> Fraction | None:
        """In percent; None while there is nothing to divide by."""
        return Fraction(100 * self.numerator, self.base) if self.base else None

    def reaches(self, target: Fraction | int, *, strictly: bool = False) -> bool | None:
        """Judged on counts, never on what is printed. `strictly`: «trên 95%»."""
        if self.exact is None:
            return None
        return self.exact > target if strictly else self.exact >= target

    def missing(self, target: Fraction | int) -> int:
        """How many more of the base would reach the target."""
        wanted = -(-Fraction(target) * self.base // 100)
        return max(0, int(wanted) - self.numerator)

    def percent(self, target: Fraction | int | None = None) -> Decimal | None:
        """As it is printed: rounded, yet on the true side of the target, of 0 and of 100."""
        exact = self.exact
        if exact is None:
            return None
        for decimals in range(_USUAL, _MOST):
            shown = _rounded(exact, decimals)
            if _is_true(Fraction(shown), exact, target, decimals):
                return shown
        return _rounded(exact, _MOST)

    def percent_text(self, target: Fraction | int | None = None) -> str:
        """«98,5%», «100%» when nothing is missing; «chưa có hồ sơ»."""
        shown = self.percent(target)
        if shown is None or self.exact is None:
            return NOTHING_YET
        is_whole = self.exact.denominator == 1
        return f"{write_number(int(shown)) if is_whole else write_number(shown)}%"

    def text(self, target: Fraction | int | None = None) -> str:
        """«98,5% (1.524/1.547)»."""
        if not self.base:
            return NOTHING_YET
        counts = f"{write_number(self.numerator)}/{write_number(self.base)}"
        return f"{self.percent_text(target)} ({counts})"


def _rounded(exact: Fraction, decimals: int) -> Decimal:
    with localcontext() as context:
        context.prec = 60
        number = Decimal(exact.numerator) / Decimal(exact.denominator)
        return number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def _is_true(
    shown: Fraction, exact: Fraction, target: Fraction | int | None, decimals: int
) -> bool:
    """Neither on the other side of a border, nor, with the usual decimals, nearer to the target."""
    if shown != exact and shown in (0, WHOLE):
        return False
    if target is None or exact >= target:
        return True
    return shown < target and (decimals > _USUAL or shown <= exact)


@dataclass(frozen=True, slots=True)
class Share:
    """A rate by name: which figure of which figure."""

    name: str
    label: str
    numerator: tuple[str, ...]
    base: str
    source: str

    def of(self, row: Row) -> Rate:
        return Rate(sum(row.figure(name) for name in self.numerator), row.figure(self.base))


SHARES: Final = (
    Share(
        "online",
        "Tỷ lệ hồ sơ tiếp nhận trực tuyến",
        ("received_online",),
        "received_in_period",
        "QĐ 766/QĐ-TTg, nhóm 3",
    ),
    Share("resolved", "Tỷ lệ hồ sơ đã giải quyết", ("resolved",), "received", "Biểu II.06"),
    Share(
        "on_time",
        "Tỷ lệ giải quyết trước hạn và đúng hạn",
        ("resolved_early", "resolved_on_time"),
        "resolved",
        "Biểu II.06; QĐ 766/QĐ-TTg, nhóm 2",
    ),
    Share(
        "early",
        "Tỷ lệ giải quyết trước hạn",
        ("resolved_early",),
        "resolved",
        "Biểu II.06",
    ),
    Share(
        "digitised",
        "Tỷ lệ số hóa hồ sơ",
        ("digitised",),
        "granted",
        "QĐ 766/QĐ-TTg, nhóm 4",
    ),
    Share(
        "e_results",
        "Tỷ lệ kết quả điện tử",
        ("e_results",),
        "granted",
        "QĐ 766/QĐ-TTg, nhóm 4",
    ),
)
SHARE: Final = MappingProxyType({each.name: each for each in SHARES})
