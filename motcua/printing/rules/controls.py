"""Phiếu kiểm soát quá trình giải quyết hồ sơ: Mẫu số 05 of 2018, Mẫu số 06 of 2025.

Sources
    TT 01/2018/TT-VPCP, Mẫu số 05; TT 03/2025/TT-VPCP, Mẫu số 06: goes with the dossier; each
    hand-over with its moment, and how the side that gives kept its time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from motcua.printing.rules.editions import Edition, Form
from motcua.printing.rules.papers import Paper
from motcua.printing.rules.parts import head, number_of_desk, where_to_look_up
from motcua.printing.rules.sheets import Column, Line, Sheet, Table
from motcua.printing.rules.wording import BLANK, moment, sentence


HAND: Final = "…… giờ …… phút,\nngày …… tháng …… năm ………"


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """One row. `result` is «Trước hạn», «Đúng hạn», «Quá hạn» of who gives; empty: not counted."""

    giver: str
    taker: str
    at: datetime
    given_by: str = ""
    taken_by: str = ""
    result: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlSlip(Paper):
    """`blank_rows`: hand-overs still to come, to be filled in by hand where paper goes along."""

    received_at: datetime
    due_at: datetime | None
    resolved_by: str
    with_help_of: tuple[str, ...]
    hand_overs: tuple[HandOver, ...]
    blank_rows: int = 0


def control_sheet(data: ControlSlip, edition: Edition) -> Sheet:
    return Sheet(
        form=edition.name_of(Form.CONTROL),
        code=data.code,
        head=head(data, edition, number=number_of_desk(data, edition), at=data.received_at),
        title=("PHIẾU KIỂM SOÁT", "QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ"),
        beside_qr=tuple(_dossier(data)),
        body=(
            Table(
                columns=(
                    Column("TÊN CƠ QUAN"),
                    Column("THỜI GIAN GIAO, NHẬN HỒ SƠ", 43),
                    Column("KẾT QUẢ GIẢI QUYẾT HỒ SƠ (Trước hạn / Đúng hạn / Quá hạn)", 24, True),
                    Column("GHI CHÚ", 24),
                ),
                rows=(*_rows(data.hand_overs), *[_blank_row()] * data.blank_rows),
            ),
            Line("Kết quả giải quyết ghi ở mỗi dòng là của bên giao, so với thời gian được giao."),
        ),
        signatures=(),
        note=where_to_look_up(data),
        tracking_url=data.tracking_url,
        made_at=data.received_at,
    )


def _dossier(data: ControlSlip) -> Iterator[Line]:
    due = moment(data.due_at) if data.due_at else BLANK
    yield Line("Mã hồ sơ", data.code or BLANK, strong=True)
    yield Line("Nội dung yêu cầu giải quyết", data.procedure)
    yield Line(f"(Chuyển kèm theo hồ sơ của: {data.applicant.name})")
    yield Line("Ngày nhận", sentence(moment(data.received_at)))
    yield Line("Hẹn trả kết quả", sentence(due))
    yield Line("Cơ quan (bộ phận) giải quyết hồ sơ", data.resolved_by)
    yield Line("Cơ quan phối hợp giải quyết hồ sơ", "; ".join(data.with_help_of) or "không có")


def _rows(hand_overs: Iterable[HandOver]) -> Iterator[tuple[str, ...]]:
    for one in hand_overs:
        yield (
            f"1. Giao: {one.giver}\n2. Nhận: {one.taker}",
            f"{moment(one.at)}\nNgười giao: {one.given_by or BLANK}\n"
            f"Người nhận: {one.taken_by or BLANK}",
            one.result,
            one.note,
        )


def _blank_row() -> tuple[str, ...]:
    people = f"Người giao: {BLANK}\nNgười nhận: {BLANK}"
    return f"1. Giao: {BLANK}\n2. Nhận: {BLANK}", f"{HAND}\n{people}", "", ""
