"""A file of units: .json as it is, .xlsx as rows under a line of headings."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any, Final

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from motcua.catalog.errors import FileNotRead
from motcua.catalog.services.guarding import look_through


ZIP: Final = b"PK\x03\x04"
MOST_PRINTED: Final = 500  # rows, and merged ranges, of a table that a decision prints


@dataclass(frozen=True, slots=True)
class Rows:
    rows: Sequence[dict[str, Any]]
    first: int  # the number of the first one, as people count it in the file


def read(content: bytes, headings: Mapping[str, str]) -> Rows:
    """The rows of a file. `headings` gives, for each key, what it is called on a sheet.

    Raises FileNotRead.
    """
    return _sheet(content, headings) if content.startswith(ZIP) else _json(content)


def _json(content: bytes) -> Rows:
    """A list of rows, or an object that holds one list of rows."""
    try:
        rows = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise FileNotRead(reason="Chỉ nhận bảng tính .xlsx hoặc JSON bảng mã UTF-8.") from None
    if isinstance(rows, dict):
        lists = [value for value in rows.values() if isinstance(value, list)]
        rows = lists[0] if len(lists) == 1 else None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise FileNotRead(reason="Tệp JSON phải là một danh sách các dòng.")
    return Rows(rows, first=1)


def _sheet(content: bytes, headings: Mapping[str, str]) -> Rows:
    lines = _lines(content)
    above = next((number for number, line in enumerate(lines) if any(line)), None)
    if above is None:
        raise FileNotRead(reason="Trang tính đầu tiên không có dữ liệu.")
    keys = {_plain(title): key for key, title in headings.items()}
    names = [keys.get(_plain(title), title) for title in lines[above]]
    rows = [
        {name: text for name, text in zip(names, line, strict=False) if name and text}
        for line in lines[above + 1 :]
    ]
    while rows and not rows[-1]:
        rows.pop()
    return Rows(rows, first=above + 2)


@dataclass(frozen=True, slots=True)
class Printed:
    """A sheet as it is seen: its cells from the first that is used, and those that a merged range
    covers besides its first one. `above` rows stand before them on the sheet."""

    cells: Sequence[Sequence[str]]
    merged: frozenset[tuple[int, int]]
    above: int


def printed(content: bytes) -> Printed:
    """The first sheet of an .xlsx file with its merged cells. Raises FileNotRead."""
    if not content.startswith(ZIP):
        raise FileNotRead(reason="Chỉ nhận bảng tính .xlsx.")
    sheet, lines = _first(content, may_merge=True)
    ranges = sheet.merged_cell_ranges or []
    if len(lines) > MOST_PRINTED or len(ranges) > MOST_PRINTED:
        raise FileNotRead(reason=f"Bảng quy trình có nhiều nhất {MOST_PRINTED} dòng.")
    top, left = sheet.start or (0, 0)
    width = max((len(line) for line in lines), default=0)
    merged = frozenset(
        (row - top, column - left)
        for (first_row, first_column), (last_row, last_column) in ranges
        for row in range(max(first_row, top), min(last_row, top + len(lines)) + 1)
        for column in range(max(first_column, left), min(last_column, left + width) + 1)
        if (row, column) != (first_row, first_column)
    )
    return Printed(lines, merged, top)


def _lines(content: bytes) -> list[list[str]]:
    return _first(content)[1]


def _first(content: bytes, *, may_merge: bool = False) -> tuple[CalamineSheet, list[list[str]]]:
    look_through(content, may_merge=may_merge)
    try:
        sheet = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0)
        return sheet, [[_text(cell) for cell in line] for line in sheet.to_python()]
    except (CalamineError, IndexError, OSError, ValueError):
        raise FileNotRead(reason="Tệp hỏng hoặc không phải tệp .xlsx.") from None


def _text(cell: object) -> str:
    """As it is seen on the sheet; whole numbers without a fraction, days in ISO 8601."""
    match cell:
        case datetime():
            return cell.date().isoformat()
        case date():
            return cell.isoformat()
        case float() if cell.is_integer():
            return str(int(cell))
    return str(cell).strip()


def _plain(title: str) -> str:
    return " ".join(title.casefold().split())
