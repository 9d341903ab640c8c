"""Mẫu số 04: the apology with the new day.

Sources
    TT 01/2018/TT-VPCP, Mẫu số 04: Phiếu xin lỗi và hẹn lại ngày trả kết quả.
    TT 03/2025/TT-VPCP, Mẫu số 04: Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết.
    NĐ 61/2018/NĐ-CP, khoản 9 Điều 19, kept by NĐ 118/2025/NĐ-CP: the reason, once, signed by the
    head of the agency.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from motcua.printing.rules.editions import Edition, Form
from motcua.printing.rules.papers import Paper
from motcua.printing.rules.parts import (
    head,
    reach,
    signature_of_head,
    where_to_look_up,
)
from motcua.printing.rules.sheets import Line, Sheet
from motcua.printing.rules.wording import BLANK, HANOI, day, moment, sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Apology(Paper):
    """`is_timely`: written before the promised moment; `first_due_at`: the promise on the receipt.

    `officer` is the head of the agency, empty where the name is to be written by hand.
    """

    received_at: datetime
    first_due_at: datetime
    due_at: datetime
    new_due_at: datetime
    reason: str
    issued_at: datetime
    is_timely: bool
    asked_by: str = ""  # who proposed the new day


def apology_sheet(data: Apology, edition: Edition) -> Sheet:
    number = f"{data.number or BLANK}/PXL"
    return Sheet(
        form=edition.name_of(Form.APOLOGY),
        code=data.code,
        head=head(data, edition, number=number, at=data.issued_at, is_of_agency=True),
        title=edition.apology_title,
        beside_qr=(
            Line("Kính gửi", data.applicant.name, strong=True),
            *reach(data.applicant),
            Line("Mã hồ sơ", data.code or BLANK, strong=True),
        ),
        body=tuple(_body(data, edition)),
        signatures=(signature_of_head(data),),
        note=where_to_look_up(data),
        tracking_url=data.tracking_url,
        made_at=data.issued_at,
    )


def _body(data: Apology, edition: Edition) -> Iterator[Line]:
    agency, who = data.office.agency, f"ông/bà/tổ chức {data.applicant.name}"
    received = day(data.received_at.astimezone(HANOI)).replace("ngày", "Ngày", 1)
    yield Line(
        f"{received}, {agency} tiếp nhận giải quyết hồ sơ đề nghị giải quyết “{data.procedure}” "
        f"của {who}; mã số: {data.code or BLANK}."
    )
    yield Line("Thời gian hẹn trả kết quả giải quyết hồ sơ", sentence(moment(data.due_at)))
    if edition.shows_history:
        yield Line(
            "Hẹn lần đầu, ghi trên Giấy tiếp nhận hồ sơ", sentence(moment(data.first_due_at))
        )
        asked = f"{data.asked_by or BLANK}, {moment(data.issued_at)}"
        yield Line("Người đề nghị gia hạn", sentence(asked))
    yield Line(
        f"Tuy nhiên{'' if data.is_timely else ' đến nay'}, {agency} chưa "
        f"{'thể ' if data.is_timely else ''}trả kết quả giải quyết hồ sơ của ông/bà/tổ chức đúng "
        "thời hạn quy định ghi trong Giấy tiếp nhận hồ sơ và hẹn trả kết quả."
    )
    yield Line("Lý do", data.reason)
    yield Line(
        "Sự chậm trễ này đã gây phiền hà, tốn kém chi phí, công sức của ông/bà/tổ chức. "
        f"{agency} xin lỗi ông/bà/tổ chức và sẽ trả kết quả giải quyết hồ sơ vào:"
    )
    yield Line("Ngày trả kết quả mới", sentence(moment(data.new_due_at)), strong=True)
    yield Line("Mong nhận được sự thông cảm của ông/bà/tổ chức vì sự chậm trễ này./.")
