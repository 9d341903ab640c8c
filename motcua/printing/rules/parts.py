"""What the papers have in common: head, applicant, signatures, where to look the dossier up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

from motcua.printing.rules.editions import Edition
from motcua.printing.rules.papers import Applicant, Component, Paper
from motcua.printing.rules.sheets import Column, Head, Line, Signature, Table
from motcua.printing.rules.wording import BLANK, HANOI, count, day


# How a one-stop is called, by the beginning of its own name; and what follows its numbers.
DESKS: Final[Mapping[str, tuple[str, str]]] = {
    "Trung tâm": ("Trung tâm Phục vụ\nhành chính công", "TTPVHCC"),
    "Bộ phận": ("Bộ phận Tiếp nhận\nvà Trả kết quả", "BPTNTKQ"),
}


def desk_of(unit_name: str) -> str:
    """What the head of a paper calls this unit; empty where the edition's own words do."""
    return next((desk for start, (desk, _) in DESKS.items() if unit_name.startswith(start)), "")


def number_of_desk(data: Paper, edition: Edition) -> str:
    """«37/TTPVHCC»: the papers whose number the one-stop gives under its own name."""
    known = (suffix for desk, suffix in DESKS.values() if desk == data.office.desk)
    return f"{data.number or BLANK}/{next(known, edition.number_suffix)}"


def head(
    data: Paper, edition: Edition, *, number: str, at: datetime, is_of_agency: bool = False
) -> Head:
    """NĐ 30/2020, Phụ lục I: who issues it and its number; place and day.

    `is_of_agency`: the agency itself writes, not its one-stop.
    """
    desk = "" if is_of_agency else (data.office.desk or edition.desk).upper()
    return Head(
        agency=data.office.agency.upper(),
        desk=desk,
        number=f"Số: {number}",
        place_and_day=f"{data.office.place}, {day(at.astimezone(HANOI))}",
        seal="(Chữ ký số của tổ chức)" if data.is_electronic else "",
    )


def components_table(components: Iterable[Component]) -> Table:
    return Table(
        columns=(
            Column("STT", 8, centred=True),
            Column("Tên giấy tờ"),
            Column("Loại", 27),
            Column("Số lượng", 17, centred=True),
        ),
        rows=tuple(
            (str(number), one.name, one.kind.label, count(one.count))
            for number, one in enumerate(components, start=1)
        ),
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


def signature_of_head(data: Paper) -> Signature:
    caption = "(Ký số)" if data.is_electronic else "(Ký, đóng dấu)"
    return Signature("THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ", caption, data.officer)


def both_signatures(data: Paper, submitter: str) -> tuple[Signature, ...]:
    """An electronic dossier was signed by its applicant where it was filed."""
    is_signed = data.is_electronic or data.is_filed_online
    caption = "(Nộp trực tuyến)" if is_signed else "(Ký, ghi rõ họ tên)"
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
