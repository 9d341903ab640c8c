"""Days as people write them: 5/3/1990, 1990-03-05; the month or the year alone. Pure."""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import Final


EARLIEST: Final = 1800
LATEST: Final = 2200
_DAY_FIRST: Final = re.compile(r"([0-9]{1,2})[/.\- ]([0-9]{1,2})[/.\- ]([0-9]{4})")
_YEAR_FIRST: Final = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_MONTH: Final = re.compile(r"([0-9]{1,2})[/.\- ]([0-9]{4})")
_YEAR_MONTH: Final = re.compile(r"([0-9]{4})-([0-9]{1,2})")
_YEAR: Final = re.compile(r"[0-9]{4}")


def parts_of(text: str) -> tuple[int, int | None, int | None] | None:
    """Year, month, day as written, whether or not there is such a day."""
    text = text.strip()
    if found := _DAY_FIRST.fullmatch(text):
        return int(found[3]), int(found[2]), int(found[1])
    if found := _YEAR_FIRST.fullmatch(text):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _MONTH.fullmatch(text):
        return int(found[2]), int(found[1]), None
    if found := _YEAR_MONTH.fullmatch(text):
        return int(found[1]), int(found[2]), None
    return (int(text), None, None) if _YEAR.fullmatch(text) else None


def objection_to(parts: tuple[int, int | None, int | None] | None, *, partial: bool) -> str:
    """What is wrong with a day as written, in words; "" when nothing is."""
    if parts is None:
        return "Ghi ngày, tháng, năm bằng số, như 05/03/1990."
    year, month, day = parts
    if not EARLIEST <= year <= LATEST:
        return f"Năm {year} không dùng được. Ghi năm đủ bốn chữ số, như 1990."
    if month is not None and not 1 <= month <= 12:
        return f"Không có tháng {month}. Một năm có 12 tháng."
    if month is not None and day is not None:
        longest = calendar.monthrange(year, month)[1]
        if not 1 <= day <= longest:
            written = f"{day}/{month}/{year}"
            return f"Ngày {written} không có trong lịch. Tháng {month} chỉ có {longest} ngày."
    if day is None and not partial:
        return "Ghi đủ ngày, tháng và năm."
    return ""


def as_kept(parts: tuple[int, int | None, int | None]) -> str:
    """1990-03-05, 1990-03 or 1990: as much as is known."""
    year, month, day = parts
    known = [f"{year:04}"] + [f"{part:02}" for part in (month, day) if part is not None]
    return "-".join(known)


def read_date(text: str) -> date | None:
    """A day as written or kept; the first day of a month or year of which no more is known."""
    parts = parts_of(text)
    if parts is None or objection_to(parts, partial=True):
        return None
    year, month, day = parts
    return date(year, month or 1, day or 1)


def age_on(birth: date, day: date) -> int:
    """Whole years; who is born on 29 February has the birthday of other years on 1 March."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def years_later(day: date, years: int) -> date:
    """The same day so many years later; 28 February where that year has no 29th."""
    year = day.year + years
    return day.replace(year=year, day=min(day.day, calendar.monthrange(year, day.month)[1]))
