"""A process as an approved decision prints it: one cell of the table at a time. Pure.

Decisions write people, offices and times in words; what can't be read is said, never guessed.

Sources
    Tables of QĐ 2022/QĐ-UBND and QĐ 1948/QĐ-UBND Cao Bằng, 11/2025: «Thứ tự công việc | Nội dung
    công việc | Trách nhiệm thực hiện | Thời gian thực hiện» (law.md §1.7).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from motcua.deadlines.rules import Limit, LimitUnit
from motcua.people.rules import Role, fold
from motcua.process.rules.offices import DEPARTMENTS
from motcua.process.rules.values import Office, OfficeKind


_AMOUNT: Final = re.compile(
    r"(?P<whole>[0-9]{1,4})(?:\s*[.,]\s*(?P<part>[0-9]{1,3})|\s*/\s*(?P<of>[0-9]{1,2}))?\s*"
    r"(?:\([^)]{0,40}\)\s*)?"
    r"(?P<unit>ngay lam viec|ngay|gio lam viec|gio|buoi|phut|thang)\b"
)
# The unit, and how many of what is written make one of it.
_UNITS: Final = {
    "ngay lam viec": (LimitUnit.WORKING_DAY, 1),
    "ngay": (LimitUnit.WORKING_DAY, 1),
    "buoi": (LimitUnit.WORKING_DAY, 2),
    "gio lam viec": (LimitUnit.WORKING_HOUR, 1),
    "gio": (LimitUnit.WORKING_HOUR, 1),
    "phut": (LimitUnit.WORKING_HOUR, 60),
    "thang": (LimitUnit.MONTH, 1),
}
_ONE_STOP: Final = (
    "mot cua", "phuc vu hanh chinh cong", "pvhcc", "tiep nhan va tra", "bo phan tiep nhan",
)  # fmt: skip
_HEADS: Final = ("lanh dao phong", "truong phong", "lanh dao don vi", "lanh dao van phong")
_LEADERS: Final = (
    "chu tich", "lanh dao uy ban", "lanh dao ubnd", "lanh dao so", "giam doc so",
    "lanh dao co quan", "lanh dao cap",
)  # fmt: skip
_ROLES: Final = {fold(role.label): role for role in Role if role is not Role.ADMIN}
# As DEPARTMENTS names them; a few more ways in which decisions do.
_MORE: Final = (("so y te", "health"), ("so noi vu", "home_affairs"), ("tu phap", "justice"))


@dataclass(frozen=True, slots=True)
class PrintedTime:
    """What stands in the column of time. `doubt` is what a person should look at."""

    limit: Limit | None
    counts: bool
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class PrintedWho:
    role: Role
    office: Office
    doubt: str = ""


def time_from(text: str, source: str) -> PrintedTime:
    """«0,25 ngày làm việc», «04 giờ», «1/2 ngày», «01 buổi», «Không tính thời gian»."""
    words = fold(text).replace("½", "1/2")
    if not words.strip():
        return PrintedTime(None, counts=True, doubt="chưa ghi thời gian")
    if "khong tinh" in words or "ngoai thoi han" in words:
        return PrintedTime(None, counts=False)
    found = _AMOUNT.search(words)
    if found is None or (found["of"] and not int(found["of"])):
        return PrintedTime(None, counts=True, doubt=f"không đọc được thời gian «{text}»")
    unit, parts = _UNITS[found["unit"]]
    exact = (_amount(found) / parts).quantize(Decimal("0.001"))
    if unit is LimitUnit.MONTH and exact != exact.to_integral_value():
        return PrintedTime(None, counts=True, doubt=f"không đọc được thời gian «{text}»")
    doubt = "ghi «ngày», hiểu là ngày làm việc" if found["unit"] == "ngay" else ""
    return PrintedTime(Limit(exact.normalize() + 0, unit, source), counts=True, doubt=doubt)


def _amount(found: re.Match[str]) -> Decimal:
    if found["of"]:
        return Decimal(found["whole"]) / Decimal(found["of"])
    return Decimal(f"{found['whole']}.{found['part'] or 0}")


def who_from(text: str, work: str) -> PrintedWho:
    """Role and office of «Lãnh đạo Phòng Văn hóa»; `work` helps where that says too little."""
    words, doing = fold(text), fold(work)
    role = _role(words, doing)
    office = _office(words, role)
    if office is not None:
        return PrintedWho(role, office)
    doubt = f"chưa nhận ra nơi thực hiện «{text}»" if text.strip() else "chưa ghi ai thực hiện"
    return PrintedWho(role, Office(OfficeKind.AGENCY), doubt)


def _role(words: str, doing: str) -> Role:
    named = next((role for label, role in _ROLES.items() if words.startswith(label)), None)
    if named is not None:  # as our own sheets begin
        return named
    if _has(words, _LEADERS):
        return Role.LEADER
    if _has(words, _HEADS):
        return Role.UNIT_HEAD
    if "van thu" in words or ("vao so" in doing and "van phong" in words):
        return Role.CLERK
    if "lanh dao" in words:
        return Role.UNIT_HEAD if _department(words) else Role.LEADER
    if _has(words, _ONE_STOP):
        return Role.COUNTER
    return Role.SPECIALIST


def _office(words: str, role: Role) -> Office | None:
    if role is Role.LEADER:
        return Office(OfficeKind.AGENCY)
    if role is Role.CLERK:
        return Office(OfficeKind.OFFICE_CLERK)
    if role is Role.COUNTER or _has(words, _ONE_STOP):
        return Office(OfficeKind.ONE_STOP)
    if "cong an" in words:
        return Office(OfficeKind.VERTICAL, ("police",))
    key = _department(words)
    return Office(OfficeKind.DEPARTMENT, (key,)) if key else None


def _department(words: str) -> str | None:
    named = [(phrase, key) for key, phrases in DEPARTMENTS.items() for phrase in phrases]
    return next((key for phrase, key in (*_MORE, *named) if phrase in words), None)


def _has(words: str, phrases: tuple[str, ...]) -> bool:
    return any(phrase in words for phrase in phrases)
