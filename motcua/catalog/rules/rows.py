"""A row of a file that is imported: checked column by column, every fault named in Vietnamese."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from motcua.catalog.rules.checks import Checks, Problem
from motcua.catalog.rules.columns import COLUMNS
from motcua.catalog.rules.shape import LISTS_OF_TEXT, PLAIN_TEXTS, from_data
from motcua.catalog.rules.values import (
    Channel,
    Confidence,
    Content,
    Level,
    Mark,
    ServiceLevel,
)
from motcua.deadlines.rules import LimitUnit
from motcua.people.rules import fold


CODE: Final = re.compile(r"[0-9]\.[0-9]{6}(?:\.[0-9A-Z]{2,5}){0,5}")
_MOST_MONEY: Final = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Row:
    """One version of one procedure, as a file or a form gives it."""

    code: str
    content: Content
    since: date | None = None
    until: date | None = None


def is_code(text: str) -> bool:
    return CODE.fullmatch(text) is not None


def component_key(name: str) -> str:
    """«to-khai-dang-ky-khai-sinh»: the same for the same name, whatever stands around it."""
    words = re.findall(r"[a-z0-9]+", fold(name))
    return "-".join(words)[:48].rstrip("-") or "giay-to"


def read_row(raw: Mapping[str, Any]) -> tuple[Row | None, list[Problem]]:
    """The row as a value, or what is wrong with it."""
    reader = _RowReader(raw)
    row = reader.row()
    return (None, reader.problems) if reader.problems else (row, [])


class _RowReader(Checks):
    def row(self) -> Row | None:
        for name in sorted(set(map(str, self.raw)) - set(COLUMNS)):
            self.wrong(name[:40], "Không có cột này trong mẫu.")
        code = self.text(self.raw, "code", required=True)
        if code and not is_code(code):
            self.wrong("code", "Mã thủ tục có dạng 1.001193.")
        since, until = self.day("since"), self.day("until")
        if since and until and until < since:
            self.wrong("until", "Ngày hết hiệu lực sớm hơn ngày bắt đầu.")
        data = self.data()
        if self.problems:
            return None
        return Row(code, from_data(data), since, until)

    def data(self) -> dict[str, Any]:
        data: dict[str, Any] = {
            name: self.text(self.raw, name, required=name in ("name", "field"))
            for name in PLAIN_TEXTS
        }
        data |= {name: self.texts(name) for name in LISTS_OF_TEXT}
        data["levels"] = self.levels("levels", required=True)
        data["levels_before"] = self.levels("levels_before", required=False)
        data["authorities"] = self.authorities(data["levels"])
        data["is_vertical"] = self.truth(self.raw, "is_vertical")
        data["service_level"] = self.choice(
            self.raw, "service_level", ServiceLevel, ServiceLevel.INFORMATION
        )
        data["confidence"] = self.choice(self.raw, "confidence", Confidence, Confidence.MEDIUM)
        data["sets"] = self.count(self.raw, "sets", 1, most=99)
        data["limits"] = self.limits(can_be_filed=not data["unknown_because"])
        data["fees"] = self.fees(data["limits"])
        data["cases"] = self.items("cases", self.case)
        data["components"] = self.components()
        return data

    def levels(self, name: str, *, required: bool) -> list[str]:
        levels = self.items(name, lambda one: self.choice({name: one}, name, Level, Level.OTHER))
        if required and not levels:
            self.wrong(name, "Phải có ít nhất một cấp.")
        return levels

    def authorities(self, levels: list[str]) -> dict[str, str]:
        given = self.object(self.raw.get("authorities") or {}, "authorities")
        names = {level: self.text(given, level) for level in levels}
        for level, name in names.items():
            if not name:
                self.wrong("authorities", f"Chưa ghi cơ quan thực hiện ở {Level(level).label}.")
        return names

    def limits(self, *, can_be_filed: bool) -> dict[str, Any]:
        given = self.object(self.raw.get("limits") or {}, "limits")
        if not given or set(given) - set(Channel):
            self.wrong("limits", "Ghi thời hạn cho ít nhất một cách nộp: direct, online, postal.")
            return {}
        return {channel: self.limit(given[channel], can_be_filed) for channel in given}

    def limit(self, raw: Any, can_be_filed: bool) -> dict[str, Any]:
        raw = self.object(raw, "limits")
        limit = {
            "amount": self.amount(raw, "limits"),
            "unit": raw.get("unit"),
            "cutoff": self.hour(raw.get("cutoff")),
            "text": self.text(raw, "text"),
            "source": self.text(raw, "source"),
            "mark": self.choice(raw, "mark", Mark, Mark.KNOWLEDGE),
        }
        if limit["amount"] is None:
            limit |= {"unit": None, "source": ""}
            if can_be_filed:
                self.wrong("limits", "Thiếu thời hạn. Ghi thời hạn, hoặc lý do chưa nhận hồ sơ.")
        elif limit["unit"] not in list(LimitUnit):
            self.wrong("limits", "Đơn vị chỉ nhận: " + ", ".join(LimitUnit) + ".")
        elif not limit["source"]:
            self.wrong("limits", "Thiếu văn bản quy định thời hạn.")
        return limit

    def fees(self, channels: Mapping[str, Any]) -> dict[str, Any]:
        given = self.object(self.raw.get("fees") or {}, "fees")
        if set(given) - set(channels):
            self.wrong("fees", "Có mức phí cho cách nộp không được nhận.")
        return {channel: self.fee(given.get(channel) or {}) for channel in channels}

    def fee(self, raw: Any) -> dict[str, Any]:
        raw = self.object(raw, "fees")
        amount = None
        if raw.get("amount") is not None:
            amount = self.count(raw, "amount", 0, most=_MOST_MONEY)
        return {"amount": amount, "per": self.text(raw, "per"), "text": self.text(raw, "text")}

    def case(self, raw: Any) -> dict[str, Any]:
        raw = self.object(raw, "cases")
        case = {name: self.text(raw, name, required=True) for name in ("key", "title", "source")}
        unit = self.choice(raw, "unit", LimitUnit, LimitUnit.WORKING_DAY)
        mark = self.choice(raw, "mark", Mark, Mark.KNOWLEDGE)
        amount = self.amount(raw, "cases")
        if amount is None:
            self.wrong("cases", "Thiếu thời hạn của trường hợp.")
        return case | {"amount": amount, "unit": unit, "mark": mark}

    def components(self) -> list[dict[str, Any]]:
        taken: set[str] = set()
        return self.items("components", lambda one: self.component(one, taken))

    def component(self, raw: Any, taken: set[str]) -> dict[str, Any]:
        raw = self.object(raw, "components")
        name = self.text(raw, "name", required=True)
        key = self.text(raw, "key") or component_key(name)
        while key in taken:
            key += "-2"
        taken.add(key)
        return {
            "key": key,
            "name": name,
            "note": self.text(raw, "note"),
            "originals": self.count(raw, "originals", 1, most=99),
            "copies": self.count(raw, "copies", 0, most=99),
            "form": self.text(raw, "form"),
            "is_required": self.truth(raw, "is_required", True),
            "from_database": self.truth(raw, "from_database"),
        }
