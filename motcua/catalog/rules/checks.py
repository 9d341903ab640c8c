"""Checks of single values of a row. Each fault is gathered with its column, in Vietnamese."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, Final

from motcua.catalog.rules.columns import COLUMNS, MOST_CHARACTERS
from motcua.deadlines.rules import LimitUnit
from motcua.people.rules import has_control_characters


_MOST_ITEMS: Final = 60
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_HOUR: Final = re.compile(r"[0-9]{2}:[0-9]{2}")
_EARLIEST: Final = date(1990, 1, 1)
_LATEST: Final = date(2100, 1, 1)


@dataclass(frozen=True, slots=True)
class Problem:
    column: str
    message: str


class Checks:
    """Reads values and gathers what is wrong, so that a person can mend all of it at once."""

    def __init__(self, raw: Mapping[str, Any]) -> None:
        self.raw = raw
        self.problems: list[Problem] = []

    def wrong(self, column: str, message: str) -> None:
        self.problems.append(Problem(COLUMNS.get(column, column), message))

    def text(self, raw: Mapping[str, Any], name: str, *, required: bool = False) -> str:
        value = raw.get(name, "")
        value = "" if value is None else value
        if not isinstance(value, str):
            self.wrong(name, "Phải là chữ.")
            return ""
        value = value.strip()
        if has_control_characters(value.replace("\n", "").replace("\t", "")):
            self.wrong(name, "Có ký tự không đọc được.")
        elif len(value) > (most := MOST_CHARACTERS.get(name, 2000)):
            self.wrong(name, f"Dài quá {most} ký tự.")
        elif required and not value:
            self.wrong(name, "Không được để trống.")
        else:
            return value
        return ""

    def texts(self, name: str) -> list[str]:
        return [text for text in self.items(name, lambda one: self.text({name: one}, name)) if text]

    def items(self, name: str, read: Callable[[Any], Any]) -> list[Any]:
        value = self.raw.get(name) or []
        if not isinstance(value, list) or len(value) > _MOST_ITEMS:
            self.wrong(name, f"Phải là danh sách, nhiều nhất {_MOST_ITEMS} mục.")
            return []
        return [read(one) for one in value]

    def choice(self, raw: Mapping[str, Any], name: str, of: type[StrEnum], default: StrEnum) -> str:
        value = raw.get(name) or default.value
        if not isinstance(value, str) or value not in {one.value for one in of}:
            self.wrong(name, "Chỉ nhận: " + ", ".join(one.value for one in of) + ".")
            return default.value
        return str(value)

    def count(self, raw: Mapping[str, Any], name: str, default: int, *, most: int) -> int:
        value = raw.get(name, default)
        value = default if value is None else value
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
            self.wrong(name, f"Phải là số nguyên từ 0 đến {most}.")
            return default
        return value

    def truth(self, raw: Mapping[str, Any], name: str, default: bool = False) -> bool:
        value = raw.get(name, default)
        if not isinstance(value, bool):
            self.wrong(name, "Chỉ nhận có hoặc không.")
            return default
        return value

    def day(self, name: str) -> date | None:
        value = self.raw.get(name)
        if value in (None, ""):
            return None
        day = value if type(value) is date else None
        if isinstance(value, str) and _DAY.fullmatch(value):
            with suppress(ValueError):
                day = date.fromisoformat(value)
        if day is None or not _EARLIEST <= day <= _LATEST:
            self.wrong(name, "Ngày ghi dạng 2026-11-23, từ năm 1990 đến năm 2100.")
            return None
        return day

    def object(self, value: Any, name: str) -> Mapping[str, Any]:
        if isinstance(value, Mapping):
            return value
        self.wrong(name, "Không đúng cấu trúc của mẫu.")
        return {}

    def amount(self, raw: Mapping[str, Any], name: str) -> str | None:
        value = raw.get("amount")
        if value is None:
            return None
        try:
            amount = Decimal(str(value))
        except InvalidOperation:
            amount = Decimal(-1)
        whole_or_half_steps = amount.is_finite() and int(amount.as_tuple().exponent) >= -2
        if isinstance(value, bool) or not whole_or_half_steps or not 0 <= amount <= 1000:
            self.wrong(name, "Thời hạn phải là số từ 0 đến 1.000.")
            return None
        whole = amount == amount.to_integral_value()
        if not whole and raw.get("unit") in (LimitUnit.CALENDAR_DAY, LimitUnit.MONTH):
            self.wrong(name, "Thời hạn tính theo ngày, tháng phải là số nguyên.")
        return str(value)

    def hour(self, value: Any) -> str | None:
        if value in (None, ""):
            return None
        if isinstance(value, str) and _HOUR.fullmatch(value):
            with suppress(ValueError):
                return time.fromisoformat(value).isoformat("minutes")
        self.wrong("limits", "Giờ chốt ghi dạng 15:00.")
        return None
