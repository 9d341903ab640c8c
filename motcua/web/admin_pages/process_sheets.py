"""A process as a sheet with the columns of the decisions that approve it, ready to print."""

from __future__ import annotations

from io import BytesIO
from typing import Any, Final

import xlsxwriter

from motcua.deadlines.rules import Limit
from motcua.process.rules import Process, Step
from motcua.web.admin_pages.process_fields import office_name


HEADINGS: Final = (
    "Thứ tự công việc",
    "Nội dung công việc",
    "Trách nhiệm thực hiện",
    "Thời gian thực hiện",
    "Kết quả",
)
WIDTHS: Final = (11, 42, 34, 20, 30)
NOT_COUNTED: Final = "Không tính thời gian"


def sheet_of(process: Process) -> bytes:
    """Columns and total row as printed; the import reads them back."""
    target = BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"title": process.title})
    sheet = book.add_worksheet("Quy trình")
    _laid_out(sheet)
    looks = _looks(book)
    last = len(HEADINGS) - 1
    sheet.merge_range(0, 0, 0, last, "QUY TRÌNH NỘI BỘ", looks["title"])
    sheet.merge_range(1, 0, 1, last, _named(process), looks["title"])
    sheet.merge_range(2, 0, 2, last, process.source, looks["under"])
    for column, heading in enumerate(HEADINGS):
        sheet.write_string(3, column, heading, looks["head"])
    row = 4
    for step in process.steps:
        for column, text in enumerate(_line(step)):
            sheet.write_string(row, column, text, looks["cell"])
        row += 1
    sheet.merge_range(row, 0, row, 2, "Tổng thời gian giải quyết", looks["head"])
    sheet.merge_range(row, 3, row, last, time_text(process.limit), looks["head"])
    book.close()
    return target.getvalue()


def _laid_out(sheet: Any) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.6, right=0.4, top=0.6, bottom=0.6)
    sheet.repeat_rows(3)
    sheet.set_footer("&CTrang &P/&N")
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)


def _looks(book: Any) -> dict[str, Any]:
    plain = {"font_name": "Times New Roman", "font_size": 12, "text_wrap": True}
    middle = {**plain, "align": "center", "valign": "vcenter"}
    return {
        "title": book.add_format({**middle, "bold": True, "font_size": 13}),
        "under": book.add_format({**middle, "italic": True}),
        "head": book.add_format({**middle, "bold": True, "border": 1}),
        "cell": book.add_format({**plain, "valign": "top", "border": 1}),
    }


def _named(process: Process) -> str:
    parts = (process.procedure, process.title, process.case)
    return " – ".join(part for part in parts if part)


def _line(step: Step) -> tuple[str, ...]:
    time = time_text(step.allotted) if step.counts else NOT_COUNTED
    where = step.unit or office_name(str(step.office))
    return f"Bước {step.order}", step.name, f"{step.role.label}, {where}", time, step.output


def time_text(limit: Limit | None) -> str:
    """«0,25 ngày làm việc»; empty where none is written."""
    return limit.label if limit else ""
