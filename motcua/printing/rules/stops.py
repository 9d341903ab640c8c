"""Mẫu số 05 of 2025, Thông báo dừng giải quyết hồ sơ.

Sources
    NĐ 118/2025/NĐ-CP, Điều 21; TT 03/2025/TT-VPCP, Điều 7 and Mẫu số 05: at the applicant's
    request while nothing is decided. The layout is ours; the fields are law.md §2.6.
    NĐ 297/2025/NĐ-CP, Điều 6: closed when what was asked for never came.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from motcua.printing.rules.editions import Edition, Form
from motcua.printing.rules.papers import Component, Paper
from motcua.printing.rules.parts import (
    components_table,
    head,
    number_of_desk,
    reach,
    signature_of_officer,
    where_to_look_up,
)
from motcua.printing.rules.sheets import Line, Sheet, Table
from motcua.printing.rules.wording import BLANK, moment, sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class StopNotice(Paper):
    """`asked_at`: when the applicant asked; None when the agency stops it of itself.

    `reached`: the step it had come to. `fee`: what becomes of what was paid, a sentence.
    """

    asked_at: datetime | None
    received_at: datetime
    reached: str
    reason: str
    components: tuple[Component, ...]
    fee: str
    issued_at: datetime


def stop_sheet(data: StopNotice, edition: Edition) -> Sheet:
    return Sheet(
        form=edition.name_of(Form.STOP),
        code=data.code,
        head=head(data, edition, number=number_of_desk(data, edition), at=data.issued_at),
        title=("THÔNG BÁO", "DỪNG GIẢI QUYẾT HỒ SƠ"),
        beside_qr=(
            Line("Kính gửi", data.applicant.name, strong=True),
            *reach(data.applicant),
            Line("Mã hồ sơ", data.code or BLANK, strong=True),
        ),
        body=tuple(_body(data)),
        signatures=(signature_of_officer(data, "NGƯỜI LẬP THÔNG BÁO"),),
        note=where_to_look_up(data),
        tracking_url=data.tracking_url,
        made_at=data.issued_at,
    )


def _body(data: StopNotice) -> Iterator[Line | Table]:
    yield Line("Nội dung yêu cầu giải quyết", data.procedure, strong=True)
    yield Line("Thời gian nhận hồ sơ", sentence(moment(data.received_at)))
    asked = moment(data.asked_at) if data.asked_at else "không có, cơ quan dừng giải quyết"
    yield Line("Thời gian đề nghị dừng", sentence(asked))
    yield Line("Giai đoạn giải quyết khi dừng", sentence(data.reached))
    yield Line("Lý do", data.reason)
    yield Line(
        f"{data.office.name} thông báo dừng giải quyết hồ sơ này từ {moment(data.issued_at)}."
    )
    if data.components:
        yield Line("Giấy tờ trả lại người nộp hồ sơ:")
        yield components_table(data.components)
    else:
        yield Line("Giấy tờ trả lại người nộp hồ sơ", "không có.")
    yield Line("Phí, lệ phí", sentence(data.fee))
    yield Line("Xin thông báo cho ông/bà/tổ chức được biết./.")
