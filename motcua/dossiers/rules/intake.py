"""What somebody files: checked values, so that nothing strange reaches a table.

Sources
    Số định danh cá nhân, CMND, mã số thuế: law.md §8.1 and §8.3.
    TT 03/2025/TT-VPCP, Mẫu 01: what the receipt must be able to print.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from motcua.dossiers.errors import FieldRefused, NotAnOnlineFiling
from motcua.dossiers.rules.kinds import Assistance, Channel, Delivery
from motcua.papers.rules import Mark, PaperKind


class ApplicantKind(StrEnum):
    CITIZEN = "citizen"
    BUSINESS = "business"
    AGENCY = "agency"
    OTHER = "other"

    @property
    def label(self) -> str:
        return {
            "citizen": "Công dân",
            "business": "Doanh nghiệp",
            "agency": "Cơ quan nhà nước",
            "other": "Tổ chức khác",
        }[self]


@dataclass(frozen=True, slots=True)
class Applicant:
    kind: ApplicantKind
    name: str
    id_number: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class ComponentLine:
    name: str
    mark: Mark = Mark.UNCHECKED
    kind: PaperKind = PaperKind.ORIGINAL
    copies: int = 1


@dataclass(frozen=True, slots=True)
class Intake:
    """A filing as a form, the API or the demonstration hands it over."""

    procedure: str
    channel: Channel
    receiving_unit_id: int
    applicant: Applicant
    components: tuple[ComponentLine, ...] = ()
    form: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    delivery: Delivery = Delivery.COUNTER
    delivery_address: str = ""
    resolving_unit_id: int | None = None
    summary: str = ""
    assistance: Assistance = Assistance.OWN
    arrived_at: datetime | None = None  # before it was entered: by post, or on paper
    arrival_note: str = ""

    @property
    def was_on_paper(self) -> bool:
        """The counter took it in by hand; entering it waited for electricity or a line."""
        return self.channel is Channel.DIRECT and self.arrived_at is not None


_LENGTHS = {
    "name": 200,
    "id_number": 20,
    "phone": 20,
    "email": 120,
    "address": 300,
    "delivery_address": 300,
    "summary": 500,
    "arrival_note": 300,
}
_LABELS = {
    "name": "Họ tên người nộp",
    "id_number": "Số giấy tờ",
    "phone": "Số điện thoại",
    "email": "Thư điện tử",
    "address": "Địa chỉ",
    "delivery_address": "Địa chỉ nhận kết quả",
    "summary": "Nội dung hồ sơ",
    "arrival_note": "Lý do nhập muộn",
    "tracking_number": "Số bưu gửi",
    "authority": "Giấy ủy quyền",
}
_ID_NUMBER = re.compile(r"\d{12}|\d{9}|\d{10}(-\d{3})?|[A-Z]\d{7,8}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_MOST_COMPONENTS = 60
_MOST_ANSWERS = 400
_LONGEST_ANSWER = 5000


def checked_text(field: str, text: str, *, longest: int, many_lines: bool = False) -> str:
    """The text in NFC, trimmed. Raises FieldRefused for control characters or too much of it."""
    normal = unicodedata.normalize("NFC", text).strip()
    allowed = "\n\r\t" if many_lines else ""
    label = _LABELS.get(field, "Nội dung")
    if any(_is_strange(c) and c not in allowed for c in normal):
        raise FieldRefused(field=field, why=f"{label} có ký tự không in được. Gõ lại ô này")
    if len(normal) > longest:
        why = f"{label} dài {len(normal)} ký tự, quá mức {longest}. Viết ngắn lại"
        raise FieldRefused(field=field, why=why)
    return normal


def _is_strange(char: str) -> bool:
    """Control characters, lone surrogates and direction overrides: never part of a name."""
    return (
        unicodedata.category(char) in ("Cc", "Cs", "Co", "Cn")
        or char in "\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069"
    )


def checked_intake(intake: Intake) -> Intake:
    """The same filing, cleaned. Raises FieldRefused with the field's name at the first fault.

    NotAnOnlineFiling when help is noted on a filing of another channel.
    """
    if intake.assistance is not Assistance.OWN and intake.channel is not Channel.ONLINE:
        raise NotAnOnlineFiling()
    if len(intake.components) > _MOST_COMPONENTS:
        raise FieldRefused(field="components", why=f"Quá {_MOST_COMPONENTS} loại giấy tờ")
    return replace(
        intake,
        procedure=checked_text("procedure", intake.procedure, longest=20),
        applicant=_checked_applicant(intake.applicant),
        components=tuple(_checked_line(line) for line in intake.components),
        form=_checked_form(intake.form),
        delivery_address=_bounded("delivery_address", intake.delivery_address),
        summary=_bounded("summary", intake.summary),
        arrival_note=_bounded("arrival_note", intake.arrival_note),
    )


def _bounded(field: str, text: str) -> str:
    return checked_text(field, text, longest=_LENGTHS[field])


def _checked_applicant(applicant: Applicant) -> Applicant:
    name = re.sub(r"\s+", " ", _bounded("name", applicant.name))
    if len(name) < 2 or not any(c.isalpha() for c in name):
        raise FieldRefused(field="name", why="Ghi họ tên người nộp như trên giấy tờ")
    return Applicant(
        kind=applicant.kind,
        name=name,
        id_number=_checked_id_number(_bounded("id_number", applicant.id_number)),
        phone=_checked_phone(_bounded("phone", applicant.phone)),
        email=_checked_email(_bounded("email", applicant.email)),
        address=_bounded("address", applicant.address),
    )


def _checked_id_number(text: str) -> str:
    number = re.sub(r"[\s.]", "", text).upper()
    if number and not (number.isascii() and _ID_NUMBER.fullmatch(number)):
        digits = sum(c.isdigit() for c in number)
        why = f"Số căn cước có 12 chữ số. Ông/bà mới nhập {digits}"
        raise FieldRefused(field="id_number", why=why)
    return number


def _checked_phone(text: str) -> str:
    number = re.sub(r"[\s.\-()]", "", text)
    if number and not re.fullmatch(r"(\+84|0)\d{8,10}", number, re.ASCII):
        raise FieldRefused(field="phone", why="Số điện thoại có 10 chữ số, bắt đầu bằng 0")
    return number


def _checked_email(text: str) -> str:
    if text and not _EMAIL.fullmatch(text):
        raise FieldRefused(field="email", why="Thư điện tử có dạng ten@noi-cap.vn")
    return text


def _checked_line(line: ComponentLine) -> ComponentLine:
    name = checked_text("components", line.name, longest=500, many_lines=True)
    if not name:
        raise FieldRefused(field="components", why="Có giấy tờ chưa ghi tên")
    if not 0 <= line.copies <= 99:
        raise FieldRefused(field="components", why="Số bản từ 0 đến 99")
    return replace(line, name=name)


def _checked_form(form: Mapping[str, str]) -> Mapping[str, str]:
    if len(form) > _MOST_ANSWERS:
        raise FieldRefused(field="form", why=f"Tờ khai có quá {_MOST_ANSWERS} ô")
    return {
        checked_text("form", key, longest=200): checked_text(
            "form", value, longest=_LONGEST_ANSWER, many_lines=True
        )
        for key, value in form.items()
    }
