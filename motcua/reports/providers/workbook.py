"""Tables as a spreadsheet: numbers are number cells, text stays text, ready to print.

What people typed is written as a string whatever it looks like: `=1+1` in a name stays a name.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Final
from unicodedata import category

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from motcua.reports.rules.forms import Form, HeadCell, RowKind


A4: Final = 9
MM_A_LETTER: Final = 1.9
WIDEST: Final = 44  # letters, of a column that takes what is left
LONGEST_NAME: Final = 31  # of a sheet, by the format
LONGEST_TEXT: Final = 32_767  # of a cell, by the format
_UNSEEN: Final = ("Cc", "Cf", "Cs", "Cn")
_NOT_IN_NAMES: Final = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet: lines over it, rows of titles, rows; `strong` rows are sums. `widths` in mm."""

    name: str
    above: tuple[str, ...]
    head: tuple[tuple[HeadCell, ...], ...]
    rows: tuple[tuple[str | int | float, ...], ...]
    strong: frozenset[int] = frozenset()
    widths: tuple[int, ...] = ()
    below: tuple[str, ...] = ()


def write(tables: Iterable[Table]) -> bytes:
    """An .xlsx file, a sheet a table."""
    target = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        looks = _Looks(
            plain=book.add_format({"border": 1, "text_wrap": True, "valign": "vcenter"}),
            strong=book.add_format(
                {"border": 1, "text_wrap": True, "valign": "vcenter", "bold": 1}
            ),
            number=book.add_format({"border": 1, "num_format": "#,##0", "valign": "vcenter"}),
            strong_number=book.add_format(
                {"border": 1, "num_format": "#,##0", "valign": "vcenter", "bold": 1}
            ),
            head=book.add_format(
                {"border": 1, "text_wrap": True, "bold": 1, "align": "center", "valign": "vcenter"}
            ),
            title=book.add_format({"bold": 1}),
        )
        for number, table in enumerate(tables, start=1):
            _sheet(book.add_worksheet(_name(table.name, number)), table, looks)
    return target.getvalue()


def table_of(form: Form) -> Table:
    """A statutory form as a sheet, with the numbers of its columns under the titles."""
    numbers = tuple(map(HeadCell, form.numbers))
    places = enumerate(form.rows)
    return Table(
        name=form.name,
        above=(*form.agency, *form.issued, *form.title),
        head=(*form.head, numbers),
        rows=tuple((row.number, *row.cells) for row in form.rows),
        strong=frozenset(at for at, row in places if row.kind is not RowKind.LINE),
        widths=tuple(column.width for column in form.columns),
        below=(*form.notes, f"{form.place}, ngày {form.made_on:%d/%m/%Y}"),
    )


@dataclass(frozen=True, slots=True)
class _Looks:
    plain: Format
    strong: Format
    number: Format
    strong_number: Format
    head: Format
    title: Format

    def of(self, cell: str | float, *, is_strong: bool) -> Format:
        if isinstance(cell, str):
            return self.strong if is_strong else self.plain
        return self.strong_number if is_strong else self.number


def _sheet(sheet: Worksheet, table: Table, looks: _Looks) -> None:
    for row, text in enumerate(table.above):
        sheet.write_string(row, 0, _plain(text), looks.title)
    top = len(table.above) + 1
    _head(sheet, table.head, top, looks.head)
    below = top + len(table.head)
    for at, cells in enumerate(table.rows):
        for column, cell in enumerate(cells):
            _cell(sheet, below + at, column, cell, looks.of(cell, is_strong=at in table.strong))
    for row, text in enumerate(table.below, start=below + len(table.rows) + 1):
        sheet.write_string(row, 0, _plain(text))
    _layout(sheet, table, top, below)


def _cell(sheet: Worksheet, row: int, column: int, cell: str | float, look: Format) -> None:
    if isinstance(cell, str):
        sheet.write_string(row, column, _plain(cell), look)
    else:
        sheet.write_number(row, column, cell, look)


def _head(sheet: Worksheet, head: Sequence[Sequence[HeadCell]], top: int, look: Format) -> None:
    """Titles over several columns or rows are merged, as the form prints them."""
    taken: set[tuple[int, int]] = set()
    for row, cells in enumerate(head):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            down, right = row + cell.rows - 1, column + cell.columns - 1
            taken |= {(r, c) for r in range(row, down + 1) for c in range(column, right + 1)}
            if (down, right) == (row, column):
                sheet.write_string(top + row, column, _plain(cell.title), look)
            else:
                sheet.merge_range(top + row, column, top + down, right, "", look)
                sheet.write_string(top + row, column, _plain(cell.title), look)


def _layout(sheet: Worksheet, table: Table, top: int, below: int) -> None:
    """A4 on its side, as wide as a page, the titles on each page."""
    for column, width in enumerate(table.widths):
        letters = width / MM_A_LETTER if width else WIDEST
        sheet.set_column(column, column, max(letters, 6))
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.5, bottom=0.6)
    sheet.set_footer("&CTrang &P/&N")
    sheet.repeat_rows(top, below - 1)
    sheet.freeze_panes(below, 0)


def _name(wanted: str, number: int) -> str:
    """Of a sheet: without what the format refuses, and never empty."""
    clean = " ".join(_plain(wanted).translate(_NOT_IN_NAMES).split())[:LONGEST_NAME].strip()
    return clean or f"Bảng {number}"


def _plain(text: str) -> str:
    """Without what XML can't hold or nobody can see."""
    kept = (c for c in text[:LONGEST_TEXT] if c in "\n\t" or category(c) not in _UNSEEN)
    return "".join(kept)
