"""The days of the whole country: settled years from our own data, later ones computed."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

import holidays

from motcua.deadlines.rules import DayKind
from motcua.deadlines.rules.days import DayEntry


DATA: Final = Path(__file__).parent.parent / "data" / "calendar.toml"
LAST_YEAR: Final = 2075  # limits of 10,000 days from today end before it

_IN_LIEU: Final = " (nghỉ bù)"
_PROVISIONAL_SOURCE: Final = (
    "Tạm tính theo Bộ luật Lao động 2019, Điều 111 và Điều 112; chưa có thông báo của năm"
)
_NAMES: Final = {
    "Tết Dương lịch": "Tết Dương lịch",
    "Ngày Giỗ Tổ Hùng Vương": "Giỗ Tổ Hùng Vương",
    "Ngày Chiến thắng": "Ngày Chiến thắng 30/4",
    "Ngày Quốc tế Lao động": "Ngày Quốc tế Lao động 1/5",
    "Quốc khánh": "Quốc khánh 2/9",
    "Ngày Văn hóa Việt Nam": "Ngày Văn hóa Việt Nam 24/11",
}


@cache
def national_days() -> tuple[DayEntry, ...]:
    """All days of the country from the first settled year to LAST_YEAR. Read once a process."""
    settled = _settled_years()
    computed = range(settled[-1]["year"] + 1, LAST_YEAR + 1)
    return (*(day for year in settled for day in _settled(year)), *_computed(computed))


@cache
def first_year() -> int:
    year: int = _settled_years()[0]["year"]
    return year


@cache
def _settled_years() -> tuple[dict[str, Any], ...]:
    return tuple(tomllib.loads(DATA.read_text("utf-8"))["year"])


def _settled(year: dict[str, Any]) -> Iterator[DayEntry]:
    by_kind = {DayKind.HOLIDAY: year["law"], DayKind.COMPENSATORY_OFF: year["in_lieu"]}
    for on, kind_value, name, *own_source in year["days"]:
        kind = DayKind(kind_value)
        yield DayEntry(on, kind, name, own_source[0] if own_source else by_kind[kind])


def _computed(years: range) -> Iterator[DayEntry]:
    known = holidays.country_holidays("VN", language="vi", years=years)
    for on, label in sorted(known.items()):
        if on.year not in years:
            continue
        yield DayEntry(
            on,
            DayKind.COMPENSATORY_OFF if label.endswith(_IN_LIEU) else DayKind.HOLIDAY,
            _name(label),
            _PROVISIONAL_SOURCE,
            is_provisional=True,
        )


def _name(label: str) -> str:
    """Our name for the day; the seven days of Tết have one."""
    plain = label.removesuffix(_IN_LIEU)
    return _NAMES.get(plain, "Tết Nguyên đán") + label[len(plain) :]


def first_day() -> date:
    return date(first_year(), 1, 1)


def last_day() -> date:
    return date(LAST_YEAR, 12, 31)
