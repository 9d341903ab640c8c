"""What the caller knows about a paper to be printed. Frozen values, plain text only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class CopyKind(StrEnum):
    """Loại bản of a paper handed in (Mẫu 01, cột “Loại”)."""

    ORIGINAL = "original"
    CERTIFIED = "certified"
    PHOTOCOPY = "photocopy"
    ELECTRONIC = "electronic"

    @property
    def label(self) -> str:
        return _COPY_LABELS[self]


_COPY_LABELS = {
    CopyKind.ORIGINAL: "Bản chính",
    CopyKind.CERTIFIED: "Bản chứng thực",
    CopyKind.PHOTOCOPY: "Bản photo",
    CopyKind.ELECTRONIC: "Bản điện tử",
}


class Counterpart(StrEnum):
    """Liên: Mẫu 01 is made twice, one for each side of the counter."""

    APPLICANT = "applicant"
    FILE = "file"

    @property
    def label(self) -> str:
        return _COUNTERPART_LABELS[self]


_COUNTERPART_LABELS = {
    Counterpart.APPLICANT: "Giao người nộp hồ sơ",
    Counterpart.FILE: "Lưu",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """Who makes the paper. `desk` replaces the edition's own name of the desk in the head."""

    agency: str
    name: str
    place: str
    phone: str = ""
    look_up_at: str = ""
    desk: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicant:
    """`identity` (số căn cước, mã số thuế) is printed only where it is given."""

    name: str
    address: str = ""
    phone: str = ""
    email: str = ""
    identity: str = ""


@dataclass(frozen=True, slots=True)
class Component:
    """One line of “Thành phần hồ sơ nộp gồm”."""

    name: str
    kind: CopyKind = CopyKind.ORIGINAL
    count: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What the papers share. `tracking_url` goes into the QR: no personal data in it.

    `is_electronic`: the paper itself is signed digitally, not printed and signed.
    """

    office: Office
    applicant: Applicant
    procedure: str
    officer: str
    code: str = ""
    number: str = ""
    tracking_url: str = ""
    is_electronic: bool = False
    is_filed_online: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt(Paper):
    """Mẫu số 01. A value that is not known is left as dots, to be filled in by hand."""

    components: tuple[Component, ...]
    received_at: datetime
    due_at: datetime | None
    return_place: str
    sets: int = 1
    legal_time: str = ""  # «03 ngày làm việc»; printed by the edition of 2018
    fees: str = ""  # «Không thu»; printed by the edition of 2025
    register_book: str = ""
    register_number: str = ""
    submitter: str = ""  # who handed it in, when it was not the applicant
    counterpart: Counterpart = Counterpart.APPLICANT
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplementItem:
    """One thing to supply or put right; counts stay 0 where no further copy is asked for."""

    name: str
    originals: int = 0
    certified: int = 0
    photocopies: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplementRequest(Paper):
    """Mẫu số 02. `officer` is who guides the applicant."""

    items: tuple[SupplementItem, ...]
    reason: str
    issued_at: datetime
    legal_basis: str = ""
    complete_by: date | None = None
    contact: str = ""  # whom to ask; the office where it is empty
    contact_phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal(Paper):
    """Mẫu số 03. The reason is a sentence a person understands, never a code."""

    reason: str
    issued_at: datetime
    legal_basis: str = ""
    submitter: str = ""
