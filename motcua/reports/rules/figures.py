"""Each figure of a report, once: what it is called, where it stands, which cells it adds up. Pure.

A dossier lies in one cell of arrival and one of standing (see `motcua.ledger.rules`); a figure is a
sum of cells, so that the same word is the same number in every form, page, file and paragraph.

Sources
    TT 01/2020/TT-VPCP, Biểu II.06a and II.06b: columns (3) to (13) (law.md §3.2).
    TT 04/2025/TT-VPCP: the ten national states and where a report counts them (law.md §11).
    QĐ 766/QĐ-TTg, group 4: dossiers and results digitised are counted apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from motcua.ledger.rules import Cell, Counts
from motcua.reports.errors import NoSuchFigure


FORM: Final = "TT 01/2020/TT-VPCP, Biểu II.06"
STATES: Final = "TT 04/2025/TT-VPCP"

_DECIDED_EARLY = (Cell.GRANTED_EARLY, Cell.REFUSED_EARLY)
# Who withdraws, or never supplies what was asked, was not kept waiting: not late unless it was.
_ON_TIME = (Cell.GRANTED_ON_TIME, Cell.REFUSED_ON_TIME, Cell.WITHDRAWN, Cell.STOPPED)
_LATE = (Cell.GRANTED_LATE, Cell.REFUSED_LATE, Cell.WITHDRAWN_LATE, Cell.STOPPED_LATE)
_NEW = (Cell.RECEIVED_ONLINE, Cell.RECEIVED_DIRECT, Cell.RECEIVED_POSTAL)
_IN_TIME = (Cell.OPEN_IN_TIME, Cell.AWAITING_SUPPLEMENT, Cell.PAUSED)


@dataclass(frozen=True, slots=True)
class Figure:
    """`label` stands alone («Số hồ sơ tiếp nhận trực tuyến»), `short` in a narrow column."""

    name: str
    label: str
    short: str
    source: str
    cells: tuple[Cell, ...]

    def of(self, counts: Counts) -> int:
        return sum(counts.get(cell) for cell in self.cells)


FIGURES: Final = (
    Figure(
        "received", "Số hồ sơ tiếp nhận", "Tiếp nhận", f"{FORM}, cột 3", (*_NEW, Cell.CARRIED_OVER)
    ),
    Figure(
        "received_online",
        "Số hồ sơ tiếp nhận trực tuyến trong kỳ",
        "Trực tuyến",
        f"{FORM}, cột 4",
        (Cell.RECEIVED_ONLINE,),
    ),
    Figure(
        "received_direct",
        "Số hồ sơ tiếp nhận trực tiếp trong kỳ",
        "Trực tiếp",
        f"{FORM}, cột 5",
        (Cell.RECEIVED_DIRECT,),
    ),
    Figure(
        "received_postal",
        "Số hồ sơ tiếp nhận qua bưu chính công ích trong kỳ",
        "Bưu chính",
        f"{FORM}, cột 5",
        (Cell.RECEIVED_POSTAL,),
    ),
    Figure(
        "carried_over",
        "Số hồ sơ từ kỳ trước chuyển sang",
        "Từ kỳ trước",
        f"{FORM}, cột 6",
        (Cell.CARRIED_OVER,),
    ),
    Figure(
        "received_in_period",
        "Số hồ sơ tiếp nhận trong kỳ",
        "Nhận trong kỳ",
        f"{FORM}, cột 4 và 5",
        _NEW,
    ),
    Figure(
        "resolved",
        "Số hồ sơ đã giải quyết",
        "Đã giải quyết",
        f"{FORM}, cột 7",
        (*_DECIDED_EARLY, *_ON_TIME, *_LATE),
    ),
    Figure(
        "resolved_early",
        "Số hồ sơ đã giải quyết trước hạn",
        "Trước hạn",
        f"{FORM}, cột 8",
        _DECIDED_EARLY,
    ),
    Figure(
        "resolved_on_time",
        "Số hồ sơ đã giải quyết đúng hạn",
        "Đúng hạn",
        f"{FORM}, cột 9",
        _ON_TIME,
    ),
    Figure(
        "resolved_late",
        "Số hồ sơ đã giải quyết quá hạn",
        "Quá hạn",
        f"{FORM}, cột 10",
        _LATE,
    ),
    Figure(
        "in_progress",
        "Số hồ sơ đang giải quyết",
        "Đang giải quyết",
        f"{FORM}, cột 11",
        (*_IN_TIME, Cell.OPEN_LATE),
    ),
    Figure(
        "in_progress_in_time",
        "Số hồ sơ đang giải quyết trong hạn",
        "Trong hạn",
        f"{FORM}, cột 12",
        _IN_TIME,
    ),
    Figure(
        "in_progress_late",
        "Số hồ sơ đang giải quyết quá hạn",
        "Đang quá hạn",
        f"{FORM}, cột 13",
        (Cell.OPEN_LATE,),
    ),
    Figure(
        "being_resolved",
        "Số hồ sơ đang xử lý, không kể hồ sơ chờ bổ sung và tạm dừng",
        "Đang xử lý",
        f"{STATES}, trạng thái 2 và 4",
        (Cell.OPEN_IN_TIME, Cell.OPEN_LATE),
    ),
    Figure(
        "awaiting_supplement",
        "Số hồ sơ chờ bổ sung",
        "Chờ bổ sung",
        f"{STATES}, trạng thái 5",
        (Cell.AWAITING_SUPPLEMENT,),
    ),
    Figure(
        "paused",
        "Số hồ sơ tạm dừng chờ thực hiện nghĩa vụ tài chính",
        "Tạm dừng",
        f"{STATES}, trạng thái 6",
        (Cell.PAUSED,),
    ),
    Figure(
        "granted",
        "Số hồ sơ đã giải quyết, có kết quả",
        "Có kết quả",
        f"{STATES}, trạng thái 9 và 10",
        (Cell.GRANTED_EARLY, Cell.GRANTED_ON_TIME, Cell.GRANTED_LATE),
    ),
    Figure(
        "granted_early",
        "Số hồ sơ có kết quả trước hạn",
        "Có kết quả trước hạn",
        f"{STATES}, trạng thái 9 và 10",
        (Cell.GRANTED_EARLY,),
    ),
    Figure(
        "granted_on_time",
        "Số hồ sơ có kết quả đúng hạn",
        "Có kết quả đúng hạn",
        f"{STATES}, trạng thái 9 và 10",
        (Cell.GRANTED_ON_TIME,),
    ),
    Figure(
        "granted_late",
        "Số hồ sơ có kết quả quá hạn",
        "Có kết quả quá hạn",
        f"{STATES}, trạng thái 9 và 10",
        (Cell.GRANTED_LATE,),
    ),
    Figure(
        "not_eligible",
        "Số hồ sơ không đủ điều kiện giải quyết",
        "Không đủ điều kiện",
        "NĐ 61/2018/NĐ-CP, Điều 19",
        (Cell.REFUSED_EARLY, Cell.REFUSED_ON_TIME, Cell.REFUSED_LATE),
    ),
    Figure(
        "withdrawn",
        "Số hồ sơ người nộp rút",
        "Rút",
        f"{STATES}, trạng thái 7",
        (Cell.WITHDRAWN, Cell.WITHDRAWN_LATE),
    ),
    Figure(
        "stopped",
        "Số hồ sơ dừng giải quyết",
        "Dừng",
        f"{STATES}, trạng thái 8",
        (Cell.STOPPED, Cell.STOPPED_LATE),
    ),
    Figure(
        "digitised",
        "Số hồ sơ có kết quả đã số hóa thành phần hồ sơ",
        "Số hóa hồ sơ",
        "QĐ 766/QĐ-TTg, nhóm 4; TT 01/2023/TT-VPCP",
        (Cell.DIGITISED,),
    ),
    Figure(
        "e_results",
        "Số hồ sơ có kết quả bản điện tử",
        "Kết quả điện tử",
        "QĐ 766/QĐ-TTg, nhóm 4; TT 01/2023/TT-VPCP",
        (Cell.E_RESULTS,),
    ),
)
FIGURE: Final[Mapping[str, Figure]] = MappingProxyType({each.name: each for each in FIGURES})

# The names that outside programs rely on, in the order of the form.
PUBLISHED: Final = (
    "received",
    "received_online",
    "received_direct",
    "received_postal",
    "carried_over",
    "resolved",
    "resolved_early",
    "resolved_on_time",
    "resolved_late",
    "in_progress",
    "in_progress_in_time",
    "in_progress_late",
    "awaiting_supplement",
    "paused",
    "not_eligible",
    "withdrawn",
    "stopped",
    "granted",
    "digitised",
    "e_results",
)


def figure(name: str) -> Figure:
    """Raises NoSuchFigure."""
    if name not in FIGURE:
        raise NoSuchFigure(name=name)
    return FIGURE[name]


@dataclass(frozen=True, slots=True)
class Row:
    """What a line of a report counts. `key` is a unit's code, a field, a procedure's code, a level.

    `id` is the unit's or the officer's, None where a line is of something else.
    """

    key: str
    label: str
    counts: Counts
    id: int | None = None

    def figure(self, name: str) -> int:
        """Raises NoSuchFigure."""
        return figure(name).of(self.counts)

    def figures(self, names: Iterable[str] = ()) -> dict[str, int]:
        """Those of the names, or all, by name."""
        return {name: self.figure(name) for name in names or FIGURE}

    @property
    def is_empty(self) -> bool:
        return not any(self.counts.get(cell) for cell in Cell)
