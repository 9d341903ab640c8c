"""A file of units: .json as it is, .xlsx as rows under a line of headings."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any, Final

from python_calamine import CalamineError, CalamineWorkbook

from motcua.catalog.errors import FileNotRead
from motcua.catalog.services.guarding import look_through


ZIP: Final = b"PK\x03\x04"


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


def _lines(content: bytes) -> list[list[str]]:
    look_through(content)
    try:
        sheet = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0)
        return [[_text(cell) for cell in line] for line in sheet.to_python()]
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
