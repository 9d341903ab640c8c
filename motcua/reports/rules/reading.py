"""Periods as people and programs type them: `2026-Q1`, `2026-H1`, `2026-01..2026-05`. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

from motcua.reports.errors import PeriodNotRead, PeriodOutOfRange
from motcua.reports.rules import periods
from motcua.reports.rules.periods import FIRST_YEAR, LAST_YEAR, Named


_YEAR: Final = r"(\d{4})"
_MONTH: Final = r"(0[1-9]|1[0-2])"
_DATE: Final = r"(\d{4}-\d\d-\d\d)"


def _months(year: str, first: str, other: str, last: str) -> Named | None:
    if year != other or last < first:
        return None
    return periods.months(int(year), int(first), int(last))


def _days(first: str, last: str) -> Named:
    return periods.days(date.fromisoformat(first), date.fromisoformat(last))


_FORMS: Final[tuple[tuple[str, Callable[..., Named | None]], ...]] = (
    (rf"{_YEAR}", lambda year: periods.year(int(year))),
    (rf"{_YEAR}-Q([1-4])", lambda year, n: periods.quarter(int(year), int(n))),
    (rf"{_YEAR}-CQ([1-4])", lambda year, n: _calendar_quarter(int(year), int(n))),
    (rf"{_YEAR}-H([12])", lambda year, n: periods.half(int(year), int(n))),
    (rf"{_YEAR}-9M", lambda year: periods.nine_months(int(year))),
    (rf"{_YEAR}-CY", lambda year: periods.months(int(year), 1, 12)),
    (rf"{_YEAR}-M{_MONTH}", lambda year, n: periods.reporting_month(int(year), int(n))),
    (rf"{_YEAR}-{_MONTH}", lambda year, n: periods.months(int(year), int(n), int(n))),
    (rf"{_YEAR}-{_MONTH}\.\.{_YEAR}-{_MONTH}", _months),
    (rf"{_DATE}\.\.{_DATE}", _days),
)


def parse(text: str) -> Named:
    """Raises PeriodNotRead, PeriodOutOfRange and, for days the wrong way round, BadPeriod."""
    wanted = text.strip()
    for found in _readings(wanted):
        return found
    raise PeriodNotRead(text=wanted[:40])


def _readings(text: str) -> Iterator[Named]:
    for form, build in _FORMS:
        if not (match := re.fullmatch(form, text, re.ASCII | re.IGNORECASE)):
            continue
        years = [int(part[:4]) for part in match.groups() if len(part) >= 4]
        if not all(FIRST_YEAR <= year <= LAST_YEAR for year in years):
            raise PeriodOutOfRange(text=text, first=FIRST_YEAR, last=LAST_YEAR)
        try:
            found = build(*match.groups())
        except ValueError:  # a day that isn't in its month
            found = None
        if found is not None:
            yield found


def _calendar_quarter(year: int, number: int) -> Named:
    return periods.months(year, 3 * number - 2, 3 * number)
