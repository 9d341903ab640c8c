"""The periods reports are made for: two days each, and what people call them. Pure.

Sources
    NĐ 09/2019/NĐ-CP, Điều 12 and TT 01/2020/TT-VPCP (law.md §3.1): a reporting year runs from 15/12
    of the year before to 14/12; its quarters end on 14/3, 14/6, 14/9 and 14/12.
    Calendar months and days «from the start of the year» are what local reports use besides.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from motcua.ledger.rules import Period
from motcua.reports.errors import PeriodNotBegun, PeriodOutOfRange


FIRST_YEAR: Final = 2000
LAST_YEAR: Final = 2100
ROMAN: Final = ("", "I", "II", "III", "IV")
DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Named:
    """A period with its name («quý I/2026») and the text it is asked for with (`2026-Q1`).

    `shows_days`: whether the name alone leaves open which days are meant.
    """

    code: str
    name: str
    period: Period
    shows_days: bool = True

    def title(self, asked_on: date | None = None) -> str:
        """«quý I/2026 (15/12/2025–14/3/2026)»; before its end: «…, đến ngày 20/2/2026 (…)»."""
        name, period = self.name, self.period
        if asked_on is not None and asked_on < period.last:
            period = self.until(asked_on)
            name = f"{name}, đến ngày {day_text(period.last)}"
        return f"{name} ({span_text(period)})" if self.shows_days else name

    def until(self, asked_on: date) -> Period:
        """What of the period is past on a day. Raises PeriodNotBegun."""
        if asked_on < self.period.first:
            raise PeriodNotBegun(first=self.period.first)
        return Period(self.period.first, min(asked_on, self.period.last))

    def is_over(self, asked_on: date) -> bool:
        return self.period.last <= asked_on


def quarter(year: int, number: int) -> Named:
    """Of the reporting year."""
    return Named(
        f"{year}-Q{number}",
        f"quý {ROMAN[number]}/{year}",
        _reporting(year, 3 * number - 3, 3 * number),
    )


def half(year: int, number: int) -> Named:
    name = f"6 tháng {'đầu' if number == 1 else 'cuối'} năm {year}"
    return Named(f"{year}-H{number}", name, _reporting(year, 6 * number - 6, 6 * number))


def nine_months(year: int) -> Named:
    return Named(f"{year}-9M", f"9 tháng đầu năm {year}", _reporting(year, 0, 9))


def year(number: int) -> Named:
    return Named(f"{number}", f"năm {number}", _reporting(number, 0, 12))


def reporting_month(year: int, month: int) -> Named:
    """From the 15th of the month before to the 14th (local practice)."""
    code, name = f"{year}-M{month:02}", f"tháng báo cáo {month}/{year}"
    return Named(code, name, _reporting(year, month - 1, month))


def months(year: int, first: int, last: int) -> Named:
    """Whole months of the calendar: a month, a quarter by the calendar, «5 tháng đầu năm 2024»."""
    period = Period(date(year, first, 1), _month_start(year, last + 1) - DAY)
    code = f"{year}-{first:02}" + (f"..{year}-{last:02}" if last > first else "")
    return Named(code, _months_name(year, first, last), period)


def days(first: date, last: date) -> Named:
    """Any days. From 1 January: «từ đầu năm 2024 đến ngày 13/6/2024».

    Raises BadPeriod, and PeriodOutOfRange for years no dossier is of.
    """
    period = Period(first, last)
    code = f"{first.isoformat()}..{last.isoformat()}"
    if not FIRST_YEAR - 1 <= first.year <= last.year <= LAST_YEAR:
        raise PeriodOutOfRange(text=code, first=FIRST_YEAR, last=LAST_YEAR)
    if (first.month, first.day) == (1, 1) and first.year == last.year:
        name = f"từ đầu năm {first.year} đến ngày {day_text(last)}"
    elif first == last:
        name = f"ngày {day_text(first)}"
    else:
        name = f"từ ngày {day_text(first)} đến ngày {day_text(last)}"
    return Named(code, name, period, shows_days=False)


def year_to_date(day: date) -> Named:
    return days(date(day.year, 1, 1), day)


def reporting_year_of(day: date) -> int:
    return day.year + 1 if (day.month, day.day) >= (12, 15) else day.year


def quarter_of(day: date) -> Named:
    """The quarter of the reporting year a day lies in."""
    found = reporting_year_of(day)
    return next(q for q in (quarter(found, n) for n in (1, 2, 3, 4)) if day <= q.period.last)


def choices(today: date) -> tuple[Named, ...]:
    """What a page offers on a day: the running periods and the ones just over, latest first."""
    this = quarter_of(today)
    here = reporting_year_of(today)
    month = today.replace(day=1) - DAY
    offered = (
        this,
        quarter_of(this.period.first - DAY),
        half(here, 1),
        nine_months(here),
        year(here),
        year(here - 1),
        months(today.year, today.month, today.month),
        months(month.year, month.month, month.month),
        year_to_date(today),
    )
    return tuple(each for each in offered if each.period.first <= today)


def before(period: Period) -> Period:
    """As many days just before; whole months of the calendar before whole months."""
    first, after = period.first, period.last + DAY
    if first.day == after.day and first.day in (1, 15):
        count = 12 * (after.year - first.year) + after.month - first.month
        index = 12 * first.year + first.month - 1 - count
        return Period(date(index // 12, index % 12 + 1, first.day), first - DAY)
    return Period(first - (after - first), first - DAY)


def a_year_before(period: Period) -> Period:
    """The same days of the year before; 29 February becomes the 28th."""
    return Period(_last_year(period.first), _last_year(period.last))


def day_text(day: date) -> str:
    """«13/6/2024», as the offices write it."""
    return f"{day.day}/{day.month}/{day.year}"


def span_text(period: Period) -> str:
    return f"{day_text(period.first)}–{day_text(period.last)}"


def _months_name(year: int, first: int, last: int) -> str:
    if first == last:
        return f"tháng {first}/{year}"
    if (first, last) == (1, 12):
        return f"năm {year} theo lịch"
    if last - first == 2 and first % 3 == 1 and first > 1:
        return f"quý {ROMAN[(last + 2) // 3]}/{year} theo lịch"
    return (
        f"{last} tháng đầu năm {year}" if first == 1 else f"tháng {first} đến tháng {last}/{year}"
    )


def _last_year(day: date) -> date:
    if (day.month, day.day) == (2, 29):
        return date(day.year - 1, 2, 28)
    return day.replace(year=day.year - 1)


def _reporting(year: int, after: int, upto: int) -> Period:
    """From the 15th after so many months of the reporting year to the 14th of the last one."""
    return Period(
        _month_start(year, after).replace(day=15), _month_start(year, upto).replace(day=14)
    )


def _month_start(year: int, month: int) -> date:
    """The first day of a month; 0 is December of the year before, 13 January of the next."""
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
