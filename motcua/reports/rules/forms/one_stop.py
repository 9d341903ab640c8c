"""Biểu số II.07b: procedures at the one-stop and the processes approved for them, by level.

Source
    TT 01/2020/TT-VPCP, Biểu số II.07b/VPCP/KSTT (law.md §3.4): fourteen columns. Luật Tổ chức
    chính quyền địa phương 2025: no districts from 1/7/2025, and no columns for them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from motcua.reports.rules.forms.headings import TEMPLATES, issued
from motcua.reports.rules.forms.resolution import About
from motcua.reports.rules.forms.values import Column, Form, HeadCell, Kind, Row, RowKind


NO_DISTRICTS_FROM: Final = date(2025, 7, 1)
_LEVELS: Final = (("province", "Cấp tỉnh"), ("district", "Cấp huyện"), ("commune", "Cấp xã"))


@dataclass(frozen=True, slots=True)
class ByLevel:
    """`total` counts a procedure of two levels once."""

    total: int
    levels: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Offered:
    """What a unit offers: procedures, those at its one-stop, approved processes, those linked."""

    name: str
    procedures: ByLevel
    at_one_stop: ByLevel
    processes: ByLevel
    linked: int


def levels(on: date) -> tuple[tuple[str, str], ...]:
    return tuple(level for level in _LEVELS if level[0] != "district" or on < NO_DISTRICTS_FROM)


def one_stop(about: About, offered: Sequence[Offered]) -> Form:
    here = levels(about.period.last)
    rows = tuple(
        Row(RowKind.LINE, str(number), (each.name, *_cells(each, here)))
        for number, each in enumerate(offered, start=1)
    )
    return Form(
        kind=Kind.ONE_STOP,
        unit_id=about.unit_id,
        with_below=about.with_below,
        period=about.period,
        issued=issued(Kind.ONE_STOP, about.period.last, kept=about.kept_heading),
        agency=about.agency,
        title=(TEMPLATES[Kind.ONE_STOP].title, about.period_words),
        head=_head(here),
        columns=_columns(here),
        rows=rows,
        notes=(
            "Số liệu tại ngày cuối kỳ. Thủ tục của hai cấp được đếm ở mỗi cấp và một lần ở cột "
            "tổng số.",
        ),
        place=about.place,
        made_on=about.made_on,
    )


_GROUPS: Final = (
    "Tổng số TTHC thuộc phạm vi",
    "Số TTHC thực hiện tại Bộ phận Một cửa",
    "Số quy trình nội bộ được phê duyệt",
)


def _head(here: Sequence[tuple[str, str]]) -> tuple[tuple[HeadCell, ...], ...]:
    top = (
        HeadCell("TT", rows=2),
        HeadCell("Đơn vị", rows=2),
        *(HeadCell(group, columns=1 + len(here)) for group in _GROUPS),
        HeadCell("Số TTHC liên thông", rows=2),
    )
    below = tuple(HeadCell(title) for _ in _GROUPS for title in ("Tổng số", *_names(here)))
    return top, below


def _columns(here: Sequence[tuple[str, str]]) -> tuple[Column, ...]:
    return (
        Column("TT", 10, is_number=False),
        Column("Đơn vị", 0, is_number=False),
        *(Column(title, 17) for _ in _GROUPS for title in ("Tổng số", *_names(here))),
        Column("Số TTHC liên thông", 17),
    )


def _names(here: Sequence[tuple[str, str]]) -> Iterator[str]:
    return (name for _, name in here)


def _cells(each: Offered, here: Sequence[tuple[str, str]]) -> Iterator[int]:
    for found in (each.procedures, each.at_one_stop, each.processes):
        yield found.total
        yield from (found.levels.get(level, 0) for level, _ in here)
    yield each.linked
