"""The dossiers and procedures behind an indicator: which lists there are. Pure.

Who disliked something is never listed: the survey promises that nothing says who answered.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from motcua.ledger.rules import Cell
from motcua.reports.rules.figures import figure
from motcua.scorecards.errors import NoSuchPart
from motcua.scorecards.rules.values import Indicator, Measure


class Source(StrEnum):
    """Where the list comes from."""

    CELLS = "cells"
    JUDGED_LATE = "judged_late"
    UNDIGITISED = "undigitised"
    NO_E_RESULT = "no_e_result"
    PROCEDURES = "procedures"


@dataclass(frozen=True, slots=True)
class Part:
    """A list of what is behind a number. `is_gap`: what costs points."""

    key: str
    label: str
    source: Source
    cells: tuple[Cell, ...] = ()
    is_gap: bool = False


_C = Cell
_LATE: Final = (
    Part(
        "ket-thuc-qua-han",
        "Kết thúc quá hạn",
        Source.CELLS,
        figure("resolved_late").cells,
        is_gap=True,
    ),
    Part("dang-qua-han", "Đang quá hạn", Source.CELLS, (_C.OPEN_LATE,), is_gap=True),
    Part("bo-sung", "Bổ sung quá một lần, hoặc khi đã quá hạn", Source.JUDGED_LATE, is_gap=True),
)
_IN_TIME: Final = (
    Part(
        "dung-han",
        "Kết thúc đúng hạn, trước hạn",
        Source.CELLS,
        figure("resolved_early").cells + figure("resolved_on_time").cells,
    ),
    Part(
        "con-han",
        "Đang giải quyết, còn hạn",
        Source.CELLS,
        figure("in_progress_in_time").cells,
    ),
)
PARTS: Final[dict[Measure, tuple[Part, ...]]] = {
    Measure.COMPLETE: (
        Part("thieu", "Thủ tục thiếu bộ phận cấu thành", Source.PROCEDURES, is_gap=True),
    ),
    Measure.ON_TIME: (*_LATE, *_IN_TIME),
    Measure.OFFERED_ONLINE: (
        Part("chua-truc-tuyen", "Thủ tục chưa cung cấp trực tuyến", Source.PROCEDURES, is_gap=True),
    ),
    Measure.USED_ONLINE: (
        Part("chua-co-ho-so", "Dịch vụ chưa có hồ sơ trực tuyến", Source.PROCEDURES, is_gap=True),
    ),
    Measure.FILED_ONLINE: (
        Part(
            "truc-tiep",
            "Nộp trực tiếp, bưu chính",
            Source.CELLS,
            (_C.RECEIVED_DIRECT, _C.RECEIVED_POSTAL),
            is_gap=True,
        ),
        Part("truc-tuyen", "Nộp trực tuyến", Source.CELLS, (_C.RECEIVED_ONLINE,)),
    ),
    Measure.E_RESULTS: (
        Part("chua-dien-tu", "Chưa có kết quả điện tử", Source.NO_E_RESULT, is_gap=True),
        Part("dien-tu", "Có kết quả điện tử", Source.CELLS, (_C.E_RESULTS,)),
    ),
    Measure.DIGITISED: (
        Part("chua-so-hoa", "Chưa số hóa đủ", Source.UNDIGITISED, is_gap=True),
        Part("da-so-hoa", "Đã số hóa đủ", Source.CELLS, (_C.DIGITISED,)),
    ),
    Measure.CONTENT: _LATE,
}


def parts_of(indicator: Indicator) -> tuple[Part, ...]:
    return PARTS.get(indicator.measure, ()) if indicator.measure else ()


def part(indicator: Indicator, key: str) -> Part:
    """The one of this key; the first without a key. Raises NoSuchPart."""
    lists = parts_of(indicator)
    found = next((one for one in lists if one.key == key or not key), None)
    if found is None:
        raise NoSuchPart(code=indicator.code)
    return found
