"""Mẫu số 03, Phiếu từ chối tiếp nhận giải quyết hồ sơ; the letter of who is not eligible.

Sources
    TT 01/2018/TT-VPCP and TT 03/2025/TT-VPCP, Mẫu số 03.
    NĐ 61/2018/NĐ-CP, khoản 1 Điều 17: refused with the reason.
    NĐ 61/2018/NĐ-CP, khoản 8 Điều 19: refused after appraisal, in writing; no form is laid down
    for it, so it has the lines of Mẫu 03 and the signature of the agency.
"""

from __future__ import annotations

from collections.abc import Iterator

from motcua.printing.rules.editions import Edition, Form
from motcua.printing.rules.papers import Refusal
from motcua.printing.rules.parts import (
    both_signatures,
    head,
    number_of_desk,
    optional,
    reach,
    signature_of_head,
    where_to_look_up,
)
from motcua.printing.rules.sheets import Line, Sheet


def refusal_sheet(data: Refusal, edition: Edition) -> Sheet:
    return Sheet(
        form=edition.name_of(Form.REFUSAL),
        code=data.code,
        head=head(data, edition, number=number_of_desk(data, edition), at=data.issued_at),
        title=("PHIẾU TỪ CHỐI TIẾP NHẬN", "GIẢI QUYẾT HỒ SƠ"),
        beside_qr=(
            *optional("Mã hồ sơ", data.code, strong=True),
            Line(data.office.name),
            Line("Tiếp nhận hồ sơ của", data.applicant.name, strong=True),
            *reach(data.applicant),
        ),
        body=tuple(_body(data)),
        signatures=both_signatures(data, data.submitter),
        note=where_to_look_up(data),
        tracking_url=data.tracking_url,
        made_at=data.issued_at,
    )


def _body(data: Refusal) -> Iterator[Line]:
    yield Line("Nội dung yêu cầu giải quyết", data.procedure, strong=True)
    yield Line(
        f"Qua xem xét, {data.office.name} thông báo không tiếp nhận, giải quyết hồ sơ này với lý "
        "do cụ thể như sau:"
    )
    yield Line("", data.reason)
    yield from optional("Căn cứ", data.legal_basis)
    yield Line("Xin thông báo cho ông/bà được biết và thực hiện./.")


def not_granted_sheet(data: Refusal, edition: Edition) -> Sheet:
    """`number` is the result's own, whole, as the clerk entered it."""
    return Sheet(
        form="",
        code=data.code,
        head=head(data, edition, number=data.number, at=data.issued_at, is_of_agency=True),
        title=("PHIẾU TỪ CHỐI", "GIẢI QUYẾT HỒ SƠ"),
        beside_qr=(
            Line("Kính gửi", data.applicant.name, strong=True),
            *reach(data.applicant),
            Line("Mã hồ sơ", data.code, strong=True),
        ),
        body=(
            Line("Nội dung yêu cầu giải quyết", data.procedure, strong=True),
            Line(
                f"Qua thẩm tra, {data.office.agency} thông báo hồ sơ không đủ điều kiện giải "
                "quyết, với lý do cụ thể như sau:"
            ),
            Line("", data.reason),
            Line("Xin thông báo cho ông/bà được biết./."),
        ),
        signatures=(signature_of_head(data),),
        note=where_to_look_up(data),
        tracking_url=data.tracking_url,
        made_at=data.issued_at,
    )
