"""A month of receipts as CSV and XLSX. Numbers are numbers; text is never computed."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

import xlsxwriter

from motcua.payments.queries import MonthRow, Settled


HEADER = (
    "Ký hiệu",
    "Quyển",
    "Số",
    "Ngày thu",
    "Mã hồ sơ",
    "Thủ tục",
    "Cơ quan giải quyết",
    "Khoản thu",
    "Hình thức",
    "Người nộp",
    "Người thu",
    "Thu (đồng)",
    "Hoàn (đồng)",
    "Trạng thái",
    "Lý do",
)
SUMS = ("Cơ quan giải quyết", "Khoản thu", "Số biên lai", "Thu (đồng)", "Hoàn (đồng)", "Còn (đồng)")
# A cell that begins so is a formula to a spreadsheet, whoever typed it into a name.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(rows: Sequence[MonthRow], agencies: Mapping[int, str]) -> bytes:
    """UTF-8 with a mark at the start, without which Excel reads Vietnamese wrongly."""
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow(HEADER)
    for row in rows:
        writer.writerow([_harmless(cell) for cell in _cells(row, agencies)])
    return target.getvalue().encode("utf-8-sig")


def _harmless(cell: str | int) -> str | int:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def as_xlsx(
    rows: Sequence[MonthRow], sums: Sequence[tuple[str, Settled]], agencies: Mapping[int, str]
) -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        settled = [
            (name, one.kind.label, one.receipts, one.taken, one.given_back, one.due)
            for name, one in sums
        ]
        _write(book, "Tổng hợp", SUMS, settled)
        _write(book, "Biên lai", HEADER, [_cells(row, agencies) for row in rows])
    return target.getvalue()


def _write(
    book: xlsxwriter.Workbook,
    title: str,
    header: Sequence[str],
    lines: Sequence[Sequence[str | int]],
) -> None:
    sheet = book.add_worksheet(title)
    bold, dong = book.add_format({"bold": True}), book.add_format({"num_format": "#,##0"})
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(header) - 1, 18)
    for column, name in enumerate(header):
        sheet.write_string(0, column, name, bold)
    for number, line in enumerate(lines, start=1):
        for column, cell in enumerate(line):
            if isinstance(cell, int):
                sheet.write_number(number, column, cell, dong)
            else:
                sheet.write_string(number, column, cell)


def _cells(row: MonthRow, agencies: Mapping[int, str]) -> tuple[str | int, ...]:
    receipt = row.receipt
    return (
        receipt.symbol,
        receipt.volume,
        receipt.number,
        f"{receipt.on:%d/%m/%Y}",
        receipt.subject,
        receipt.about,
        agencies.get(receipt.agency_id, ""),
        receipt.kind.label,
        receipt.method.label,
        receipt.payer,
        receipt.collected_by,
        row.taken,
        row.given_back,
        receipt.state,
        receipt.reason,
    )
