"""Biểu số II.06a and II.06b: thirteen columns, a dossier in one arrival and one standing.

Source
    TT 01/2020/TT-VPCP, Biểu số II.06a, II.06b/VPCP/KSTT (law.md §3.2):
    (3) = (4) + (5) + (6) = (7) + (11); (7) = (8) + (9) + (10); (11) = (12) + (13).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Protocol

from motcua.ledger.rules import Period
from motcua.reports.rules.forms.headings import TEMPLATES, issued
from motcua.reports.rules.forms.values import Column, Form, HeadCell, Key, Kind, Row, RowKind


class HasFigures(Protocol):
    """A row of a report: one number for each definition."""

    def figure(self, name: str) -> int: ...


@dataclass(frozen=True, slots=True)
class Line:
    """What a row is about and its numbers."""

    name: str
    key: Key
    of: str
    figures: HasFigures


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of one level of agencies, with the level's own numbers."""

    level: str
    name: str
    figures: HasFigures
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class About:
    """What a form is of: agency, period and how both are written."""

    unit_id: int
    with_below: bool
    period: Period
    period_words: str
    agency: tuple[str, ...]
    place: str
    made_on: date
    kept_heading: str = ""


_NUMBERS: Final = (
    Column("Tổng số", 19, ("received",)),
    Column("Trực tuyến", 19, ("received_online",)),
    Column("Trực tiếp, dịch vụ bưu chính", 22, ("received_direct", "received_postal")),
    Column("Từ kỳ trước", 19, ("carried_over",)),
    Column("Tổng số", 19, ("resolved",)),
    Column("Trước hạn", 19, ("resolved_early",)),
    Column("Đúng hạn", 19, ("resolved_on_time",)),
    Column("Quá hạn", 19, ("resolved_late",)),
    Column("Tổng số", 19, ("in_progress",)),
    Column("Trong hạn", 19, ("in_progress_in_time",)),
    Column("Quá hạn", 19, ("in_progress_late",)),
)
_FIRST: Final = {Kind.BY_FIELD: "Lĩnh vực, công việc giải quyết theo cấp", Kind.BY_UNIT: "Đơn vị"}
_ROMAN: Final = ("I", "II", "III", "IV", "V")
NOTE: Final = (
    "Cột (9) gồm cả hồ sơ không phải hẹn ngày trả, hồ sơ công dân rút và hồ sơ dừng giải quyết "
    "khi chưa quá hạn; cột (12) gồm cả hồ sơ chờ bổ sung và chờ thực hiện nghĩa vụ tài chính."
)


def columns(kind: Kind) -> tuple[Column, ...]:
    return (Column("TT", 10, is_number=False), Column(_FIRST[kind], 0, is_number=False), *_NUMBERS)


def head(kind: Kind) -> tuple[tuple[HeadCell, ...], ...]:
    """Three rows of titles, as the form prints them; the numbers of the columns stand below."""
    top = (
        HeadCell("TT", rows=3),
        HeadCell(_FIRST[kind], rows=3),
        HeadCell("Số lượng hồ sơ tiếp nhận", columns=4),
        HeadCell("Số lượng hồ sơ đã giải quyết", columns=4),
        HeadCell("Số lượng hồ sơ đang giải quyết", columns=3),
    )
    middle = (
        HeadCell("Tổng số", rows=2),
        HeadCell("Trong kỳ", columns=2),
        *(HeadCell(column.title, rows=2) for column in _NUMBERS[3:]),
    )
    return top, middle, tuple(HeadCell(column.title) for column in _NUMBERS[1:3])


def by_field(about: About, groups: Sequence[Group], whole: HasFigures) -> Form:
    """II.06a: fields under the level of the agencies that resolve them."""
    return _form(Kind.BY_FIELD, about, _grouped(groups), whole)


def by_unit(about: About, lines: Iterable[Line], whole: HasFigures) -> Form:
    """II.06b: one row a unit."""
    rows = tuple(_line(str(n), each, "") for n, each in enumerate(lines, start=1))
    return _form(Kind.BY_UNIT, about, rows, whole)


def _grouped(groups: Sequence[Group]) -> Iterator[Row]:
    for roman, group in zip(_ROMAN, groups, strict=False):
        cells: tuple[str | int, ...] = (group.name, *_cells(group.figures))
        yield Row(RowKind.GROUP, roman, cells, Key.LEVEL, group.level, group.level)
        for number, each in enumerate(group.lines, start=1):
            yield _line(str(number), each, group.level)


def _line(number: str, each: Line, level: str) -> Row:
    cells: tuple[str | int, ...] = (each.name, *_cells(each.figures))
    return Row(RowKind.LINE, number, cells, each.key, each.of, level)


def _form(kind: Kind, about: About, rows: Iterable[Row], whole: HasFigures) -> Form:
    total = Row(RowKind.TOTAL, "", ("Tổng cộng", *_cells(whole)))
    return Form(
        kind=kind,
        unit_id=about.unit_id,
        with_below=about.with_below,
        period=about.period,
        issued=issued(kind, about.period.last, kept=about.kept_heading),
        agency=about.agency,
        title=(TEMPLATES[kind].title, about.period_words),
        head=head(kind),
        columns=columns(kind),
        rows=(*rows, total),
        notes=(NOTE,),
        place=about.place,
        made_on=about.made_on,
    )


def _cells(figures: HasFigures) -> tuple[int, ...]:
    return tuple(sum(map(figures.figure, column.figures)) for column in _NUMBERS)
