"""Month, quarter, year of the calendar: the periods the national portal shows. Pure.

They are not those of the reporting regime (quý I from 15/12), which reports use: law.md §3.1, §4.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from motcua.ledger.rules import Period
from motcua.scorecards.errors import BadPeriodName, NotBegun


_NAME: Final = re.compile(r"(20\d\d)(?:-(?:Q([1-4])|(0[1-9]|1[0-2])))?", re.ASCII)
_ROMAN: Final = ("I", "II", "III", "IV")
_YEAR, _QUARTER, _MONTH = 12, 3, 1


class Kind(StrEnum):
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    @property
    def label(self) -> str:
        return {"month": "Tháng", "quarter": "Quý", "year": "Năm"}[self]

    @property
    def months(self) -> int:
        return {"month": _MONTH, "quarter": _QUARTER, "year": _YEAR}[self]


@dataclass(frozen=True, slots=True)
class Choice:
    """A period by name: the `number`-th of its kind in a year, from 1."""

    kind: Kind
    year: int
    number: int = 1

    @property
    def key(self) -> str:
        """2026-11, 2026-Q4, 2026"""
        tail = {"month": f"-{self.number:02d}", "quarter": f"-Q{self.number}", "year": ""}
        return f"{self.year}{tail[self.kind]}"

    @property
    def label(self) -> str:
        if self.kind is Kind.YEAR:
            return f"Năm {self.year}"
        number = _ROMAN[self.number - 1] if self.kind is Kind.QUARTER else self.number
        return f"{self.kind.label} {number}/{self.year}"

    @property
    def period(self) -> Period:
        first = date(self.year, (self.number - 1) * self.kind.months + 1, 1)
        following = self.next
        end = date(following.year, (following.number - 1) * self.kind.months + 1, 1)
        return Period(first, end - timedelta(days=1))

    @property
    def next(self) -> Choice:
        return self._by(1)

    @property
    def previous(self) -> Choice:
        return self._by(-1)

    def _by(self, step: int) -> Choice:
        a_year = _YEAR // self.kind.months
        index = self.year * a_year + self.number - 1 + step
        return Choice(self.kind, index // a_year, index % a_year + 1)


def choice(text: str) -> Choice:
    """Raises BadPeriodName."""
    found = _NAME.fullmatch(text)
    if found is None:
        raise BadPeriodName(text=text[:20])
    year, quarter, month = found.groups()
    if quarter:
        return Choice(Kind.QUARTER, int(year), int(quarter))
    return Choice(Kind.MONTH, int(year), int(month)) if month else Choice(Kind.YEAR, int(year))


def containing(kind: Kind, day: date) -> Choice:
    return Choice(kind, day.year, (day.month - 1) // kind.months + 1)


def around(chosen: Choice, today: date) -> tuple[Choice, ...]:
    """The same day's month, quarter and year: what the picker offers to change to."""
    day = min(chosen.period.last, today)
    return tuple(containing(kind, day) for kind in Kind)


def period_until(period: Period, today: date) -> Period:
    """As of today where it isn't over. Raises NotBegun."""
    if period.first > today:
        raise NotBegun(first=period.first)
    return Period(period.first, min(period.last, today))
