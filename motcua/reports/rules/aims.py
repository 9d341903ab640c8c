"""What the shares on a board are held against when an office was given no target of its own. Pure.

Sources
    Satisfaction above 95 %, and all in time: programmes of reform since 2020 (requirements T09,
    T10); strict, «trên 95%».
    All dossiers digitised: 1/12/2022 for districts, 1/6/2023 for communes (T15, T16).
    Half online: where QĐ 766/QĐ-TTg, group 3 gives full points.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from motcua.figures.rules import write_exact, write_number
from motcua.reports.rules.rates import Rate


@dataclass(frozen=True, slots=True)
class Aim:
    """`name`: a share of `SHARES`, or "satisfaction"; `percent`: the border.

    `is_assigned`: a number that an office was given, not the rule for all.
    """

    name: str
    label: str
    percent: Fraction | int
    strictly: bool = False
    is_assigned: bool = False

    @property
    def text(self) -> str:
        """«trên 95%», «100%», «từ 50%»."""
        if self.percent == 100:
            return "100%"
        return f"{'trên' if self.strictly else 'từ'} {write_exact(self.percent)}%"

    @property
    def words(self) -> str:
        """«Chỉ tiêu từ 50%», «Chỉ tiêu được giao từ 80%»."""
        return f"Chỉ tiêu{' được giao' if self.is_assigned else ''} {self.text}"

    def assigned(self, percent: Fraction) -> Aim:
        """The same share, held against the number an office was given."""
        return replace(self, percent=percent, strictly=False, is_assigned=True)

    def judged(self, rate: Rate) -> bool | None:
        """On counts; None while there is nothing to judge."""
        return rate.reaches(self.percent, strictly=self.strictly)

    def missing(self, rate: Rate) -> int:
        """How many more would do; 0 when it is reached."""
        if self.judged(rate) is not False:
            return 0
        return max(1, rate.missing(self.percent))

    def verdict(self, rate: Rate, what: str = "hồ sơ") -> str:
        """«đạt», «chưa đạt: thiếu 2 hồ sơ»; "" while there is nothing to judge."""
        judged = self.judged(rate)
        if judged is None:
            return ""
        return "đạt" if judged else f"chưa đạt, thiếu {write_number(self.missing(rate))} {what}"


AIMS: Final = (
    Aim("satisfaction", "Hài lòng", 95, strictly=True),
    Aim("on_time", "Trước hạn và đúng hạn", 100),
    Aim("digitised", "Số hóa", 100),
    Aim("online", "Nộp trực tuyến", 50),
)
AIM: Final = MappingProxyType({each.name: each for each in AIMS})
