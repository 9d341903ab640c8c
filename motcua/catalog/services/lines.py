"""A line of a sheet read back into the row that it stands for."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Final

from motcua.catalog.rules import COLUMNS, Channel, Mark, read_fee, read_limit
from motcua.catalog.services.cells import FEE, LABELS, LEVELS, LIMIT, MARK, NO, SOURCE, YES


NAMES: Final = {title: name for name, title in COLUMNS.items()}


class CellWrong(Exception):
    """What is wrong in one cell, in Vietnamese, for the report."""

    def __init__(self, column: str, message: str) -> None:
        super().__init__(message)
        self.column = column


def row_of(cells: Mapping[str, Any]) -> dict[str, Any]:
    """The row that a line of a sheet stands for; titles as in HEADER. Raises CellWrong."""
    texts = {title: _cell(title, value) for title, value in cells.items()}
    row: dict[str, Any] = {}
    for title, text in texts.items():
        if (name := NAMES.get(title)) and name not in ("limits", "fees"):
            row[name] = _READERS.get(name, _as_is)(title, text)
    mark = Mark.FOUND if texts.get(MARK) == YES else Mark.KNOWLEDGE
    limits, fees, reason = _by_channel(texts, mark)
    row |= {"limits": limits, "fees": fees}
    row["unknown_because"] = row.get("unknown_because") or reason
    return row


def _cell(title: str, value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return YES if value else NO
        case float():
            return str(int(value)) if value.is_integer() else str(value).replace(".", ",")
        case datetime():
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case str() | int():
            return str(value).strip()
    raise CellWrong(title, "Ô có kiểu dữ liệu không đọc được. Ghi bằng chữ hoặc số.")


def _by_channel(texts: Mapping[str, str], mark: Mark) -> tuple[dict[str, Any], dict[str, Any], str]:
    limits, fees, reasons = {}, {}, []
    for channel in Channel:
        title, fee_title, source_title = (
            f"{what} ({channel.label.lower()})" for what in (LIMIT, FEE, SOURCE)
        )
        text = texts.get(title, "")
        if not text:
            continue
        read = read_limit(text, source=texts.get(source_title, ""))
        limits[channel.value] = {
            "amount": str(read.limit.amount) if read.limit else None,
            "unit": read.limit.unit.value if read.limit else None,
            "cutoff": read.cutoff.isoformat("minutes") if read.cutoff else None,
            "text": text,
            "source": read.limit.source if read.limit else "",
            "mark": mark.value,
        }
        fees[channel.value] = _fee(fee_title, texts.get(fee_title, ""))
        reasons.append(read.unknown_because)
    return limits, fees, next(filter(None, reasons), "")


def _fee(title: str, text: str) -> dict[str, Any]:
    fee = read_fee(text)
    if fee is None:
        raise CellWrong(title, f"Chưa đọc được mức phí “{text[:40]}”. Ghi như 8.000 đồng/bản.")
    return {"amount": fee.amount, "per": fee.per, "text": text}


def _as_is(title: str, text: str) -> Any:
    return text


def _lines(title: str, text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _yes(title: str, text: str) -> bool:
    if text.lower() not in (YES, NO, ""):
        raise CellWrong(title, f"Chỉ ghi “{YES}” hoặc “{NO}”.")
    return text.lower() == YES


def _whole(title: str, text: str) -> int | None:
    if text and not re.fullmatch(r"[0-9]{1,4}", text):
        raise CellWrong(title, "Phải là số nguyên.")
    return int(text) if text else None


def _labelled(name: str, *, several: bool) -> Callable[[str, str], Any]:
    values = {label.lower(): value for value, label in LABELS[name].items()}

    def read(title: str, text: str) -> Any:
        found = []
        for label in re.split(r"[\n;]", text):
            if not label.strip():
                continue
            if label.strip().lower() not in values:
                raise CellWrong(title, "Chỉ ghi: " + ", ".join(LABELS[name].values()) + ".")
            found.append(values[label.strip().lower()])
        return found if several else (found or [""])[0]

    return read


def _authorities(title: str, text: str) -> dict[str, str]:
    named = {label.lower(): level for level, label in LEVELS.items()}
    found = {}
    for line in _lines(title, text):
        label, _, authority = line.partition(":")
        if label.strip().lower() not in named:
            raise CellWrong(title, "Ghi mỗi cấp một dòng, như “Cấp xã: Ủy ban nhân dân cấp xã”.")
        found[named[label.strip().lower()]] = authority.strip()
    return found


def _components(title: str, text: str) -> list[dict[str, Any]]:
    return [_component(title, line) for line in _lines(title, text)]


def _component(title: str, line: str) -> dict[str, Any]:
    parts = [part.strip() for part in line.split("|")]
    if len(parts) > 7:
        raise CellWrong(title, "Một giấy tờ có nhiều nhất 7 phần, cách nhau bằng dấu |.")
    name, note, form, originals, copies, flags, key = parts + [""] * (7 - len(parts))
    component = {
        "name": name,
        "note": note,
        "form": form,
        "originals": 1 if not originals else _whole(title, originals),
        "copies": _whole(title, copies) or 0,
        "is_required": "nếu có" not in flags,
        "from_database": "tra cứu" in flags,
    }
    return component | ({"key": key} if key else {})


def _cases(title: str, text: str) -> list[dict[str, Any]]:
    found = []
    for line in _lines(title, text):
        parts = [part.strip() for part in line.split("|")]
        limit = parts[2].split() if len(parts) == 5 else []
        if len(limit) != 2:
            raise CellWrong(title, "Ghi: mã | tên trường hợp | 20 calendar_day | nguồn | found.")
        found.append(
            dict(zip(("key", "title", "source", "mark"), parts[:2] + parts[3:], strict=True))
            | {"amount": limit[0], "unit": limit[1]}
        )
    return found


_READERS: Final[dict[str, Callable[[str, str], Any]]] = {
    "levels": _labelled("levels", several=True),
    "levels_before": _labelled("levels_before", several=True),
    "service_level": _labelled("service_level", several=False),
    "confidence": _labelled("confidence", several=False),
    "authorities": _authorities,
    "is_vertical": _yes,
    "sets": _whole,
    "components": _components,
    "cases": _cases,
    "result_codes": _lines,
    "legal_basis": _lines,
    "exemptions": _lines,
}
