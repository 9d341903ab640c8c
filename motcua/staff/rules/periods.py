"""Quarters and years, in Vietnam. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from motcua.deadlines.rules import HANOI


@dataclass(frozen=True, slots=True)
class Period:
    """A year, or a quarter of it (1 to 4)."""

    year: int
    quarter: int | None = None

    @property
    def name(self) -> str:
        return f"Quý {self.quarter}" if self.quarter else f"Cả năm {self.year}"

    @property
    def since(self) -> datetime:
        return _start(self.year, 3 * (self.quarter or 1) - 2)

    @property
    def until(self) -> datetime:
        """The first moment that is no longer of it."""
        if self.quarter in (None, 4):
            return _start(self.year + 1, 1)
        return _start(self.year, 3 * (self.quarter or 1) + 1)

    def holds(self, moment: datetime) -> bool:
        return self.since <= moment < self.until

    def quarters(self) -> Iterable[Period]:
        return (Period(self.year, quarter) for quarter in (1, 2, 3, 4))


def _start(year: int, month: int) -> datetime:
    return datetime(year, month, 1, tzinfo=HANOI)
