"""Mẫu số 02, Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ.

Sources
    TT 01/2018/TT-VPCP and TT 03/2025/TT-VPCP, Mẫu số 02.
    NĐ 61/2018/NĐ-CP, khoản 1 Điều 17: asked for once, completely, with the reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from motcua.printing.rules.editions import Edition, Form
from motcua.printing.rules.papers import SupplementItem, SupplementRequest
from motcua.printing.rules.parts import (
    head,
    optional,
    reach,
    signature_of_officer,
    where_to_look_up,
)
from motcua.printing.rules.sheets import Column, Line, Sheet, Table
from motcua.printing.rules.wording import BLANK, count, day, sentence


def supplement_request_sheet(data: SupplementRequest, edition: Edition) -> Sheet:
    number = f"{data.number or BLANK}/HDHS"
    return Sheet(
        form=edition.name_of(Form.SUPPLEMENT),
        code=data.code,
        head=head(data, edition, number=number, at=data.issued_at),
        title=("PHIẾU YÊU CẦU BỔ SUNG,", "HOÀN THIỆN HỒ SƠ"),
        beside_qr=(
            *optional("Mã hồ sơ", data.code, strong=True),
            Line("Hồ sơ của", data.applicant.name, strong=True),
            *reach(data.applicant),
        ),
        body=tuple(_body(data)),
        signatures=(signature_of_officer(data, "NGƯỜI HƯỚNG DẪN"),),
        note=where_to_look_up(data),
        tracking_url=data.tracking_url,
        made_at=data.issued_at,
    )


def _body(data: SupplementRequest) -> Iterator[Line | Table]:
    yield Line("Nội dung yêu cầu giải quyết", data.procedure, strong=True)
    yield Line("Yêu cầu ông/bà hoàn thiện hồ sơ gồm những nội dung sau:")
    yield _table(data.items)
    yield Line("Lý do", data.reason)
    yield from optional("Căn cứ", data.legal_basis)
    if data.complete_by:
        yield Line("Thời hạn hoàn thiện hồ sơ", sentence(day(data.complete_by)), strong=True)
    contact = data.contact or data.office.name
    phone = data.contact_phone or data.office.phone or BLANK
    yield Line(
        "Trong quá trình hoàn thiện hồ sơ nếu có vướng mắc, ông/bà liên hệ với "
        f"{contact}, số điện thoại {phone} để được hướng dẫn./."
    )


def _table(items: Iterable[SupplementItem]) -> Table:
    return Table(
        columns=(
            Column("TT", 8, centred=True),
            Column("Thành phần hồ sơ"),
            Column("Bản chính", 14, centred=True),
            Column("Bản chứng thực", 22, centred=True),
            Column("Bản photo", 14, centred=True),
        ),
        rows=tuple((str(number), one.name, *_copies(one)) for number, one in enumerate(items, 1)),
    )


def _copies(item: SupplementItem) -> Iterator[str]:
    for copies in (item.originals, item.certified, item.photocopies):
        yield count(copies) if copies else ""
