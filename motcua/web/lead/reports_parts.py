"""What pages of reports share: the table with the ways to the dossiers, files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse

from motcua.people.rules import fold
from motcua.reports.providers import pdf as papers
from motcua.reports.providers import workbook
from motcua.reports.queries.forms import Doubt
from motcua.reports.rules.figures import FIGURE
from motcua.reports.rules.forms import Column, Form, HeadCell, Key, Row
from motcua.web.staff import ADMIN, LEADING


READERS: Final = LEADING | ADMIN
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell on the screen: what it says, where its dossiers are, what a reader hears."""

    text: str | int
    is_number: bool
    url: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    look: str
    cells: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Table:
    head: tuple[tuple[HeadCell, ...], ...]
    numbers: tuple[str, ...]
    lines: tuple[Line, ...]


def table_of(form: Form, query: str) -> Table:
    """Every number that is not zero leads to its dossiers."""
    lines = tuple(
        Line(row.kind.value, tuple(_shown(row, column, cell, query) for column, cell in cells))
        for row, cells in form.shown()
    )
    return Table(form.head, form.numbers, lines)


def _shown(row: Row, column: Column, cell: str | int, query: str) -> Shown:
    if not column.is_number or not cell or not column.figures:
        return Shown(cell, column.is_number)
    url = cases_url(query, column.figures, row.key, row.of, row.level)
    counted = " và ".join(FIGURE[name].label for name in column.figures)
    return Shown(cell, True, url, f"{counted}: {cell}, {row.name}")


def cases_url(query: str, figures: Sequence[str], key: Key, of: str = "", level: str = "") -> str:
    place = {"so": ",".join(figures), "theo": key.value, "cua": of, "cap": level}
    kept = urlencode({name: value for name, value in place.items() if value})
    return f"{reverse('lead:report_cases')}?{query}&{kept}"


@dataclass(frozen=True, slots=True)
class Warned:
    """A sum that does not come out, with the way to the dossiers of its figures."""

    message: str
    url: str


def warned(doubts: Sequence[Doubt], query: str) -> list[Warned]:
    return [
        Warned(
            doubt.finding.message,
            cases_url(query, doubt.finding.figures[:1], doubt.key, doubt.of, doubt.level),
        )
        for doubt in doubts
    ]


def as_pdf(form: Form, signed: papers.Signed | None = None) -> HttpResponse:
    response = HttpResponse(papers.pdf(form, signed), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{file_name(form)}.pdf"'
    return response


def as_xlsx(form: Form) -> HttpResponse:
    content = workbook.write([workbook.table_of(form)])
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{file_name(form)}.xlsx"'
    return response


def file_name(form: Form) -> str:
    """«bieu-ii.06a-ubnd-phuong-an-thinh-20260801-20260815», without marks."""
    words = "-".join(fold(f"bieu {form.name} {form.agency[0]}").split())
    plain = "".join(char for char in words if char.isascii() and (char.isalnum() or char in ".-"))
    return f"{plain}-{form.period.first:%Y%m%d}-{form.period.last:%Y%m%d}"
