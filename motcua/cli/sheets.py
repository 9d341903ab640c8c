"""Files that people bring: .json as it is, .xlsx as rows under a line of headings."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from motcua.cli.errors import FileUnreadable, why


MOST_BYTES = 50_000_000


@dataclass(frozen=True, slots=True)
class Rows:
    rows: Sequence[dict[str, Any]]
    first: int  # the number of the first one, as people count it in the file
    is_sheet: bool


def content(file: Path) -> bytes:
    """The bytes of a file for one who reads them himself. Raises FileUnreadable."""
    try:
        if file.stat().st_size > MOST_BYTES:
            raise FileUnreadable(file=file, reason=f"lớn hơn {MOST_BYTES // 1_000_000} MB")
        return file.read_bytes()
    except OSError as error:
        raise FileUnreadable(file=file, reason=why(error)) from error


def read(file: Path, headings: Mapping[str, str]) -> Rows:
    """The rows of a file. `headings` gives, for each key, what it may be called on a sheet."""
    try:
        if file.stat().st_size > MOST_BYTES:
            raise FileUnreadable(file=file, reason=f"lớn hơn {MOST_BYTES // 1_000_000} MB")
        if file.suffix.lower() == ".xlsx":
            return _sheet(file, headings)
        return _json(file)
    except OSError as error:
        raise FileUnreadable(file=file, reason=why(error)) from error
    except UnicodeDecodeError as error:
        raise FileUnreadable(file=file, reason="không phải chữ UTF-8") from error
    except (json.JSONDecodeError, RecursionError) as error:
        raise FileUnreadable(file=file, reason="không phải JSON hợp lệ") from error


def _json(file: Path) -> Rows:
    """A list of rows, or an object that holds one list of rows."""
    content = json.loads(file.read_text("utf-8-sig"))
    if isinstance(content, dict):
        lists = [value for value in content.values() if isinstance(value, list)]
        content = lists[0] if len(lists) == 1 else None
    if not isinstance(content, list) or not all(isinstance(row, dict) for row in content):
        raise FileUnreadable(file=file, reason="phải là một danh sách các dòng")
    return Rows(content, first=1, is_sheet=False)


def _sheet(file: Path, headings: Mapping[str, str]) -> Rows:
    try:
        lines = CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0).to_python()
    except (CalamineError, IndexError) as error:
        raise FileUnreadable(file=file, reason="không phải bảng tính .xlsx") from error
    above = next((number for number, line in enumerate(lines) if any(map(_text, line))), None)
    if above is None:
        raise FileUnreadable(file=file, reason="trang đầu tiên không có dữ liệu")
    keys = {_plain(title): key for key, title in headings.items()}
    names = [keys.get(_plain(title), title) for title in map(_text, lines[above])]
    rows = [
        {name: text for name, text in zip(names, map(_text, line), strict=False) if name and text}
        for line in lines[above + 1 :]
    ]
    while rows and not rows[-1]:
        rows.pop()
    return Rows(rows, first=above + 2, is_sheet=True)


def _plain(title: str) -> str:
    return " ".join(title.casefold().split())


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
