"""What the papers have in common: head, applicant, signatures, where to look the dossier up."""

from __future__ import annotations

from datetime import datetime

from motcua.printing.rules.editions import Edition
from motcua.printing.rules.papers import Applicant, Paper
from motcua.printing.rules.sheets import Head, Line, Signature
from motcua.printing.rules.wording import BLANK, HANOI, day


def head(data: Paper, edition: Edition, *, number: str, at: datetime) -> Head:
    """NĐ 30/2020, Phụ lục I: who issues it and its number; place and day."""
    return Head(
        agency=data.office.agency.upper(),
        desk=(data.office.desk or edition.desk).upper(),
        number=f"Số: {number}" if number else "",
        place_and_day=f"{data.office.place}, {day(at.astimezone(HANOI))}",
    )


def optional(label: str, value: str, *, strong: bool = False) -> tuple[Line, ...]:
    """No line at all where there is nothing to say."""
    return (Line(label, value, strong),) if value else ()


def reach(applicant: Applicant) -> tuple[Line, ...]:
    """Where the applicant lives and answers."""
    email = f". Email: {applicant.email}" if applicant.email else ""
    return (
        *optional("Số căn cước/Mã số thuế", applicant.identity),
        Line("Địa chỉ", applicant.address or BLANK),
        Line("Số điện thoại", (applicant.phone or BLANK) + email),
    )


def signature_of_officer(data: Paper, title: str) -> Signature:
    caption = "(Ký số)" if data.is_electronic else "(Ký, ghi rõ họ tên)"
    return Signature(title, caption, data.officer)


def both_signatures(data: Paper, submitter: str) -> tuple[Signature, ...]:
    """An electronic dossier was signed by its applicant where it was filed."""
    caption = "(Nộp trực tuyến)" if data.is_electronic else "(Ký, ghi rõ họ tên)"
    return (
        Signature("NGƯỜI NỘP HỒ SƠ", caption, submitter or data.applicant.name),
        signature_of_officer(data, "NGƯỜI TIẾP NHẬN HỒ SƠ"),
    )


def where_to_look_up(data: Paper) -> str:
    ways = []
    if data.tracking_url:
        ways.append("quét mã QR")
    if data.code and data.office.look_up_at:
        ways.append(f"nhập mã hồ sơ tại {data.office.look_up_at}")
    look_up = f"Xem tiến độ: {' hoặc '.join(ways)}." if ways else ""
    hotline = f"Tổng đài: {data.office.phone}." if data.office.phone else ""
    return f"{look_up} {hotline}".strip()
