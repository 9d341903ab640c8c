"""Mẫu số 01, Giấy tiếp nhận hồ sơ và hẹn trả kết quả.

Sources
    TT 01/2018/TT-VPCP and TT 03/2025/TT-VPCP, Mẫu số 01.
    NĐ 118/2025/NĐ-CP, Điều 6: the applicant brings it, or an identity card if it is lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Final

from motcua.printing.rules.editions import Edition, Form
from motcua.printing.rules.papers import Applicant, Office, Receipt
from motcua.printing.rules.parts import (
    both_signatures,
    components_table,
    head,
    number_of_desk,
    optional,
    reach,
    where_to_look_up,
)
from motcua.printing.rules.sheets import Line, Sheet, Table
from motcua.printing.rules.wording import BLANK, count, moment, sentence


NOTE: Final = (
    "Giấy này lập hai liên: giao người nộp và lưu kèm hồ sơ. Khi đến nhận kết quả, mang theo giấy "
    "này; nếu mất, xuất trình căn cước. Ông/bà có thể đăng ký nhận kết quả qua bưu chính."
)
NOTE_BY_HAND: Final = (
    "Lập bằng tay khi mất điện, mất mạng; mã hồ sơ được báo khi đã nhập vào phần mềm."
)
DOTS: Final = "…" * 34
BLANK_DAY: Final = "ngày …… tháng …… năm 20…"
BLANK_MOMENT: Final = f"… giờ … phút, {BLANK_DAY}"
ROWS_BY_HAND: Final = tuple((str(number), " \n ", "", "") for number in range(1, 7))


def receipt_sheet(data: Receipt, edition: Edition) -> Sheet:
    return Sheet(
        form=edition.name_of(Form.RECEIPT),
        code=data.code,
        head=head(data, edition, number=number_of_desk(data, edition), at=data.received_at),
        title=("GIẤY TIẾP NHẬN HỒ SƠ", "VÀ HẸN TRẢ KẾT QUẢ"),
        beside_qr=(
            Line("Mã hồ sơ", data.code or BLANK, strong=True),
            Line("Liên", data.counterpart.label),
            Line(data.office.name),
            Line("Tiếp nhận hồ sơ của", data.applicant.name, strong=True),
            *reach(data.applicant),
        ),
        body=tuple(
            _body(
                data,
                edition,
                received=moment(data.received_at),
                due=moment(data.due_at) if data.due_at else BLANK,
            )
        ),
        signatures=both_signatures(data, data.submitter),
        note=f"{NOTE} {where_to_look_up(data)}".strip(),
        tracking_url=data.tracking_url,
        made_at=data.received_at,
    )


def blank_receipt_sheet(office: Office, edition: Edition, *, at: datetime) -> Sheet:
    """The same form with nothing filled in, printed `at` for an hour without electricity.

    What is received with it is entered later; its limit runs from the moment written on it.
    """
    blank = Receipt(
        office=office,
        applicant=Applicant(name=DOTS, address=DOTS, phone=DOTS, identity=DOTS),
        procedure=2 * DOTS,
        officer="",
        components=(),
        received_at=at,
        due_at=None,
        return_place="",
    )
    sheet = receipt_sheet(blank, edition)
    return replace(
        sheet,
        head=replace(sheet.head, place_and_day=f"{office.place}, {BLANK_DAY}"),
        beside_qr=tuple(
            replace(line, value="Giao người nộp / Lưu (gạch một)") if line.label == "Liên" else line
            for line in sheet.beside_qr
        ),
        body=tuple(
            replace(part, rows=ROWS_BY_HAND) if isinstance(part, Table) else part
            for part in _body(blank, edition, received=BLANK_MOMENT, due=BLANK_MOMENT)
        ),
        signatures=tuple(replace(one, name="") for one in sheet.signatures),
        note=f"{NOTE_BY_HAND} {sheet.note}",
    )


def _body(data: Receipt, edition: Edition, *, received: str, due: str) -> Iterator[Line | Table]:
    yield Line("Nội dung yêu cầu giải quyết", data.procedure, strong=True)
    yield Line("1. Thành phần hồ sơ nộp gồm:")
    yield components_table(data.components)
    yield from _numbered(_terms(data, edition, received, due), first=2)
    yield from optional("Ghi chú", data.note)
    yield Line(
        f"Vào Sổ theo dõi hồ sơ, Quyển số: {data.register_book or BLANK}. "
        f"Số thứ tự: {sentence(data.register_number or BLANK)}"
    )


def _terms(data: Receipt, edition: Edition, received: str, due: str) -> Iterator[Line]:
    """The lines after the table. Which of them there are is a matter of the edition."""
    yield Line("Số lượng hồ sơ", f"{count(data.sets)} bộ.")
    if edition.shows_legal_time:
        yield Line("Thời gian giải quyết hồ sơ theo quy định", sentence(data.legal_time or BLANK))
    yield Line("Thời gian nhận hồ sơ", sentence(received))
    yield Line("Thời gian trả kết quả giải quyết hồ sơ", sentence(due), strong=True)
    yield Line("Đăng ký nhận kết quả tại", sentence(data.return_place or BLANK))
    if edition.shows_fees:
        yield Line("Phí, lệ phí (nếu có)", sentence(data.fees or BLANK))


def _numbered(lines: Iterable[Line], *, first: int) -> Iterator[Line]:
    for number, line in enumerate(lines, start=first):
        yield replace(line, label=f"{number}. {line.label}")
