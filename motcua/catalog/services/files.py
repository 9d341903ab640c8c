"""Files of procedures, read and written: JSON and XLSX in one shape."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

import xlsxwriter
from python_calamine import CalamineError, CalamineWorkbook

from motcua.catalog.errors import FileNotRead, FileTooLarge
from motcua.catalog.queries import in_force
from motcua.catalog.services.cells import HEADER, REQUIRED, cells_of
from motcua.catalog.services.guarding import look_through
from motcua.catalog.services.importing import Report, RowProblem, import_numbered
from motcua.catalog.services.lines import CellWrong, row_of
from motcua.people.rules import Actor


_MB: Final = 1024 * 1024
_MOST_FILE: Final = 10 * _MB


@dataclass(frozen=True, slots=True)
class FileRows:
    """The rows of a file with their numbers in it, and the cells that could not be read."""

    rows: tuple[tuple[int, Mapping[str, Any]], ...]
    problems: tuple[RowProblem, ...] = ()


def import_file(
    name: str,
    data: bytes,
    *,
    by: Actor | None,
    at: datetime,
    since: date | None = None,
    partial: bool = False,
) -> Report:
    """Take in a .json or .xlsx file; as `import_procedures`, with the rows as the file counts them.

    Raises FileTooLarge, FileNotRead, NotAdministrator.
    """
    read = read_file(name, data)
    return import_numbered(read.rows, read.problems, by=by, at=at, since=since, partial=partial)


def read_file(name: str, data: bytes) -> FileRows:
    """Raises FileTooLarge, FileNotRead."""
    if len(data) > _MOST_FILE:
        raise FileTooLarge(most=_MOST_FILE // _MB)
    if name.lower().endswith(".json"):
        return _read_json(data)
    if name.lower().endswith(".xlsx"):
        return _read_xlsx(data)
    raise FileNotRead(reason="Chỉ nhận tệp .json hoặc .xlsx.")


def _read_json(data: bytes) -> FileRows:
    try:
        rows = json.loads(data.decode("utf-8-sig"), parse_constant=_no_constant)
    except UnicodeDecodeError:
        raise FileNotRead(reason="Lưu lại tệp với bảng mã UTF-8.") from None
    except (ValueError, RecursionError):
        raise FileNotRead(reason="Nội dung không đúng dạng JSON.") from None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise FileNotRead(reason="Tệp phải là danh sách các thủ tục.")
    return FileRows(tuple(enumerate(rows, start=1)))


def _no_constant(name: str) -> None:
    raise ValueError(name)


def _read_xlsx(data: bytes) -> FileRows:
    look_through(data)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        lines = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (CalamineError, IndexError, OSError, ValueError):
        raise FileNotRead(reason="Tệp hỏng hoặc không phải tệp .xlsx.") from None
    if not lines:
        raise FileNotRead(reason="Trang đầu của tệp không có dòng nào.")
    header = _header(lines[0])
    rows: list[tuple[int, Mapping[str, Any]]] = []
    problems: list[RowProblem] = []
    for number, line in enumerate(lines[1:], start=2):
        if not any(str(value).strip() for value in line):
            continue
        cells = {title: value for title, value in zip(header, line, strict=False) if title}
        try:
            rows.append((number, row_of(cells)))
        except CellWrong as wrong:
            code = str(cells.get(HEADER[0], ""))[:35]
            problems.append(RowProblem(number, code, wrong.column, str(wrong)))
    return FileRows(tuple(rows), tuple(problems))


def _header(line: list[Any]) -> list[str]:
    titles = [" ".join(str(value).split()) for value in line]
    named = [title for title in titles if title]
    if missing := [title for title in REQUIRED if title not in named]:
        raise FileNotRead(reason=f"Dòng đầu thiếu cột: {', '.join(missing)}.")
    if unknown := [title for title in named if title not in HEADER]:
        raise FileNotRead(reason=f"Không có cột “{unknown[0][:60]}” trong mẫu.")
    if len(set(named)) < len(named):
        raise FileNotRead(reason="Dòng đầu có hai cột cùng tên.")
    return titles


def export_xlsx(*, on: date) -> bytes:
    """The procedures of the day as a sheet that `import_file` takes in without a change.

    Every cell is written as text, so that nothing in it is ever computed.
    """
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Thủ tục")
        bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True})
        sheet.freeze_panes(1, 2)
        sheet.set_column(0, 0, 12)
        sheet.set_column(1, 1, 50)
        sheet.set_column(2, len(HEADER) - 1, 24)
        for column, title in enumerate(HEADER):
            sheet.write_string(0, column, title, bold)
        for line, procedure in enumerate(in_force(on=on), start=1):
            for column, text in enumerate(cells_of(procedure)):
                sheet.write_string(line, column, text, wrapped)
    return target.getvalue()
