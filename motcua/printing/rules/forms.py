"""The three papers, line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Final

from motcua.printing.rules.editions import Edition
from motcua.printing.rules.papers import (
    Applicant,
    Paper,
    Receipt,
    Refusal,
    SupplementItem,
    SupplementRequest,
)
from motcua.printing.rules.sheets import Column, Line, Sheet, Signature, Table
from motcua.printing.rules.wording import BLANK, HANOI, count, day, moment, sentence


_RECEIPT_NOTE: Final = (
    "Giấy này lập hai liên: giao người nộp và lưu kèm hồ sơ. Khi đến nhận kết quả, mang theo giấy "
    "này; nếu mất, xuất trình căn cước. Ông/bà có thể đăng ký nhận kết quả qua bưu chính."
)


def receipt_sheet(data: Receipt, edition: Edition) -> Sheet:
    """Mẫu số 01, Giấy tiếp nhận hồ sơ và hẹn trả kết quả."""
    return _sheet(
        data,
        edition,
        form="Mẫu số 01",
        title=("GIẤY TIẾP NHẬN HỒ SƠ", "VÀ HẸN TRẢ KẾT QUẢ"),
        number=f"{data.number or BLANK}/{edition.number_suffix}",
        made_at=data.received_at,
        heading=(
            Line("Mã hồ sơ", data.code or BLANK, strong=True),
            Line("Liên", data.counterpart.label),
            Line(data.office.name),
            Line("Tiếp nhận hồ sơ của", data.applicant.name, strong=True),
            *_reach(data.applicant),
        ),
        body=(
            Line("Nội dung yêu cầu giải quyết", data.procedure, strong=True),
            Line("1. Thành phần hồ sơ nộp gồm:"),
            _components(data),
            *_numbered(_terms(data, edition), first=2),
            *_optional("Ghi chú", data.note),
            Line(
                f"Vào Sổ theo dõi hồ sơ, Quyển số: {data.register_book or BLANK}. "
                f"Số thứ tự: {data.register_number or BLANK}."
            ),
        ),
        signatures=_both_sides(data, data.submitter),
        note=f"{_RECEIPT_NOTE} {_look_up_note(data)}".strip(),
    )


def supplement_request_sheet(data: SupplementRequest, edition: Edition) -> Sheet:
    """Mẫu số 02, Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ."""
    contact = data.contact or data.office.name
    phone = data.contact_phone or data.office.phone or BLANK
    return _sheet(
        data,
        edition,
        form="Mẫu số 02",
        title=("PHIẾU YÊU CẦU BỔ SUNG,", "HOÀN THIỆN HỒ SƠ"),
        number=f"{data.number or BLANK}/HDHS",
        made_at=data.issued_at,
        heading=(
            *_code(data),
            Line("Hồ sơ của", data.applicant.name, strong=True),
            *_reach(data.applicant),
        ),
        body=(
            Line("Nội dung yêu cầu giải quyết", data.procedure, strong=True),
            Line("Yêu cầu ông/bà hoàn thiện hồ sơ gồm những nội dung sau:"),
            _supplements(data),
            Line("Lý do", data.reason),
            *_optional("Căn cứ", data.legal_basis),
            *_deadline(data),
            Line(
                "Trong quá trình hoàn thiện hồ sơ nếu có vướng mắc, ông/bà liên hệ với "
                f"{contact}, số điện thoại {phone} để được hướng dẫn./."
            ),
        ),
        signatures=(Signature("NGƯỜI HƯỚNG DẪN", _caption(data), data.officer),),
        note=_look_up_note(data),
    )


def refusal_sheet(data: Refusal, edition: Edition) -> Sheet:
    """Mẫu số 03, Phiếu từ chối tiếp nhận giải quyết hồ sơ."""
    return _sheet(
        data,
        edition,
        form="Mẫu số 03",
        title=("PHIẾU TỪ CHỐI TIẾP NHẬN", "GIẢI QUYẾT HỒ SƠ"),
        number=data.number,
        made_at=data.issued_at,
        heading=(
            *_code(data),
            Line(data.office.name),
            Line("Tiếp nhận hồ sơ của", data.applicant.name, strong=True),
            *_reach(data.applicant),
        ),
        body=(
            Line("Nội dung yêu cầu giải quyết", data.procedure, strong=True),
            Line(
                f"Qua xem xét, {data.office.name} thông báo không tiếp nhận, giải quyết hồ sơ này "
                "với lý do cụ thể như sau:"
            ),
            Line("", data.reason),
            *_optional("Căn cứ", data.legal_basis),
            Line("Xin thông báo cho ông/bà được biết và thực hiện./."),
        ),
        signatures=_both_sides(data, data.submitter),
        note=_look_up_note(data),
    )


def _sheet(
    data: Paper,
    edition: Edition,
    *,
    form: str,
    title: tuple[str, ...],
    number: str,
    made_at: datetime,
    heading: tuple[Line, ...],
    body: tuple[Line | Table, ...],
    signatures: tuple[Signature, ...],
    note: str,
) -> Sheet:
    return Sheet(
        form=f"{form}, {edition.act}",
        agency=data.office.agency.upper(),
        desk=(data.office.desk or edition.desk).upper(),
        number=number and f"Số: {number}",
        place_and_day=f"{data.office.place}, {day(made_at.astimezone(HANOI))}",
        title=title,
        code=data.code,
        heading=heading,
        body=body,
        signatures=signatures,
        note=note,
        tracking_url=data.tracking_url,
        made_at=made_at,
    )


def _optional(label: str, value: str | None) -> tuple[Line, ...]:
    return (Line(label, value),) if value else ()


def _code(data: Paper) -> tuple[Line, ...]:
    return (Line("Mã hồ sơ", data.code, strong=True),) if data.code else ()


def _reach(applicant: Applicant) -> tuple[Line, ...]:
    email = f". Email: {applicant.email}" if applicant.email else ""
    return (
        *_optional("Số căn cước/Mã số thuế", applicant.identity),
        Line("Địa chỉ", applicant.address or BLANK),
        Line("Số điện thoại", (applicant.phone or BLANK) + email),
    )


def _components(data: Receipt) -> Table:
    return Table(
        columns=(
            Column("STT", 8, centred=True),
            Column("Tên giấy tờ"),
            Column("Loại", 27),
            Column("Số lượng", 17, centred=True),
        ),
        rows=tuple(
            (str(number), one.name, one.kind.label, count(one.count))
            for number, one in enumerate(data.components, start=1)
        ),
    )


def _supplements(data: SupplementRequest) -> Table:
    return Table(
        columns=(
            Column("TT", 9, centred=True),
            Column("Thành phần hồ sơ"),
            Column("Bản chính", 14, centred=True),
            Column("Bản chứng thực", 17, centred=True),
            Column("Bản photo", 14, centred=True),
        ),
        rows=tuple(
            (str(number), one.name, *_copies(one)) for number, one in enumerate(data.items, start=1)
        ),
    )


def _deadline(data: SupplementRequest) -> tuple[Line, ...]:
    if data.complete_by is None:
        return ()
    return (Line("Thời hạn hoàn thiện hồ sơ", sentence(day(data.complete_by)), strong=True),)


def _copies(item: SupplementItem) -> Iterator[str]:
    for copies in (item.originals, item.certified, item.photocopies):
        yield count(copies) if copies else ""


def _terms(data: Receipt, edition: Edition) -> Iterator[Line]:
    """The numbered lines after the table. Which of them there are is a matter of the edition."""
    yield Line("Số lượng hồ sơ", f"{count(data.sets)} bộ.")
    if edition.shows_legal_time:
        yield Line("Thời gian giải quyết hồ sơ theo quy định", sentence(data.legal_time or BLANK))
    yield Line("Thời gian nhận hồ sơ", sentence(moment(data.received_at)))
    due = moment(data.due_at) if data.due_at else BLANK
    yield Line("Thời gian trả kết quả giải quyết hồ sơ", sentence(due), strong=True)
    yield Line("Đăng ký nhận kết quả tại", sentence(data.return_place or BLANK))
    if edition.shows_fees:
        yield Line("Phí, lệ phí (nếu có)", sentence(data.fees or BLANK))


def _numbered(lines: Iterable[Line], *, first: int) -> Iterator[Line]:
    for number, line in enumerate(lines, start=first):
        yield replace(line, label=f"{number}. {line.label}")


def _caption(data: Paper) -> str:
    return "(Ký số)" if data.is_electronic else "(Ký, ghi rõ họ tên)"


def _both_sides(data: Paper, submitter: str) -> tuple[Signature, ...]:
    """An electronic dossier was signed by its applicant where it was filed."""
    handed_in = "(Nộp trực tuyến)" if data.is_electronic else _caption(data)
    return (
        Signature("NGƯỜI NỘP HỒ SƠ", handed_in, submitter or data.applicant.name),
        Signature("NGƯỜI TIẾP NHẬN HỒ SƠ", _caption(data), data.officer),
    )


def _look_up_note(data: Paper) -> str:
    ways = []
    if data.tracking_url:
        ways.append("quét mã QR")
    if data.code and data.office.look_up_at:
        ways.append(f"nhập mã hồ sơ tại {data.office.look_up_at}")
    look_up = f"Xem tiến độ: {' hoặc '.join(ways)}." if ways else ""
    hotline = f"Tổng đài: {data.office.phone}." if data.office.phone else ""
    return f"{look_up} {hotline}".strip()
