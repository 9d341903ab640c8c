"""The register as a spreadsheet: numbers and days are cells of their kind, text stays text."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import IO, Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from motcua.dossiers.rules.register import RegisterLine
from motcua.printing import rules
from motcua.printing.rules import registers


HEAD_ROWS: Final = 6  # title, office, period, two rows of titles, the numbers of the columns
TITLES: Final = 3  # the first row of titles, counted from 0
WIDTH_OF_A_LETTER: Final = 1.7  # mm
NAME_WIDTH: Final = 45


def register_book(
    target: IO[bytes],
    office: rules.Office,
    since: date,
    until: date,
    lines: Iterable[RegisterLine],
) -> None:
    """Written into `target` as the lines come, so that a big register needs no memory.

    A cell takes what people typed as text: `=1+1` in a name stays a name.
    """
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "align": "center", "border": 1})
        day = book.add_format({"num_format": "dd/mm/yyyy", "align": "center"})
        sheet = book.add_worksheet("Sổ theo dõi hồ sơ")
        _head(sheet, office, since, until, bold)
        for row, line in enumerate(lines, start=HEAD_ROWS):
            _write(sheet, row, registers.cells(line), day)


def _head(sheet: Worksheet, office: rules.Office, since: date, until: date, bold: Format) -> None:
    """Rows in their order: with constant memory a row that is passed can't be written any more."""
    columns = registers.COLUMNS
    for number, column in enumerate(columns):
        width = column.width / WIDTH_OF_A_LETTER if column.width else NAME_WIDTH
        sheet.set_column(number, number, max(width, 6))
    sheet.freeze_panes(HEAD_ROWS, 2)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(TITLES, HEAD_ROWS - 1)
    sheet.write_string(0, 0, "SỔ THEO DÕI HỒ SƠ")
    sheet.write_string(1, 0, f"{office.agency}, {office.name}")
    sheet.write_string(2, 0, registers.book_words(since, until))
    for number, column in enumerate(columns):
        sheet.write_string(TITLES, number, column.group, bold)
    for number, column in enumerate(columns):
        sheet.write_string(TITLES + 1, number, column.title, bold)
    for number in range(len(columns)):
        sheet.write_string(TITLES + 2, number, f"({number + 1})", bold)


def _write(sheet: Worksheet, row: int, found: Iterable[registers.Cell], day: Format) -> None:
    for column, cell in enumerate(found):
        match cell:
            case int():
                sheet.write_number(row, column, cell)
            case date():
                sheet.write_datetime(row, column, cell, day)
            case str() if cell:
                sheet.write_string(row, column, rules.printable(cell))
