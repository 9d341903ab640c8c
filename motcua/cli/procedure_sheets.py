"""A procedure as people write it in one line of a sheet, as the row that the catalogue takes in.

Lists have one item a line; a time limit and a fee hold for all ways of filing. A cell may also hold
the JSON of its column. What can't be read is passed on as it is, for the catalogue to refuse.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from motcua.catalog.rules import COLUMNS, Channel, Level, read_fee, read_limit
from motcua.catalog.rules.shape import LISTS_OF_TEXT


HEADINGS: Mapping[str, str] = COLUMNS
LEVELS = {level.label.casefold(): level.value for level in Level}
YES_OR_NO = {"có": True, "x": True, "không": False}
CODE_AS_NUMBER = re.compile(r"\d\.\d{1,5}")  # 1.004190 typed as a number has lost its last zeros


def procedure_row(cells: Mapping[str, str]) -> dict[str, Any]:
    row: dict[str, Any] = {name: _cell(name, text) for name, text in cells.items()}
    code = row.get("code")
    if isinstance(code, str) and CODE_AS_NUMBER.fullmatch(code):
        row["code"] = code.ljust(len("1.004190"), "0")
    if isinstance(row.get("authorities"), str):
        row["authorities"] = dict.fromkeys(row.get("levels") or [], row["authorities"])
    if isinstance(row.get("limits"), str):
        _read_limits(row)
    if isinstance(row.get("fees"), str):
        _read_fees(row)
    return row


def _cell(name: str, text: str) -> Any:
    if text.startswith(("[", "{")):
        try:
            return json.loads(text)
        except (ValueError, RecursionError):
            return text
    if name in ("levels", "levels_before"):
        return [LEVELS.get(item.casefold(), item) for item in _items(text)]
    if name in LISTS_OF_TEXT:
        return _items(text)
    if name == "components":
        return [{"name": item} for item in _items(text)]
    if name == "is_vertical":
        return YES_OR_NO.get(text.casefold(), text)
    if name == "sets" and text.isascii() and text.isdigit():
        return int(text)
    return text


def _items(text: str) -> list[str]:
    items = (item.strip(" \t-•") for item in re.split(r"[\n;]", text))
    return [item for item in items if item]


def _read_limits(row: dict[str, Any]) -> None:
    text = row["limits"]
    source = str(row.get("decision") or (row.get("legal_basis") or [""])[0])
    read = read_limit(text, source=source)
    limit = {
        "amount": str(read.limit.amount) if read.limit else None,
        "unit": read.limit.unit.value if read.limit else None,
        "cutoff": read.cutoff.isoformat("minutes") if read.cutoff else None,
        "text": text,
        "source": source,
    }
    row["limits"] = {channel.value: limit for channel in Channel}
    if read.unknown_because:
        row.setdefault("unknown_because", read.unknown_because)


def _read_fees(row: dict[str, Any]) -> None:
    text = row["fees"]
    fee = read_fee(text)
    channels = row["limits"] if isinstance(row.get("limits"), dict) else {}
    amount, per = (fee.amount, fee.per) if fee else (None, "")
    row["fees"] = {channel: {"amount": amount, "per": per, "text": text} for channel in channels}
