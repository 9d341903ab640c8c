"""Personal identification numbers and the QR code of a citizen's card. Pure.

Sources
    Luật Căn cước 2023, Điều 12; NĐ 70/2024/NĐ-CP: 12 digits of which 3 name the province or country
    of birth registration, 1 the century and sex, 2 the year of birth, 6 are drawn (law.md §8.1).
    There is no check digit, and the province codes are those of their time: neither is checked.
    The QR code: number|old number|name|birth|sex|address|issued, days as ddMMyyyy; cards of 2024
    append fields (law.md §8.2).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Final

from motcua.eforms.errors import UnreadableCard
from motcua.eforms.rules.dates import as_kept, objection_to
from motcua.people.rules import fold, has_control_characters


MALE: Final = "Nam"
FEMALE: Final = "Nữ"
FIRST_CENTURY: Final = 1900
NEW_CARDS: Final = date(2024, 7, 1)  # Luật Căn cước 2023 in force
LONGEST: Final = 1000
_SEPARATORS: Final = re.compile(r"[ .\-]")
_TWELVE: Final = re.compile(r"[0-9]{12}")
_NINE: Final = re.compile(r"[0-9]{9}")
_DAY: Final = re.compile(r"([0-9]{2})/?([0-9]{2})/?([0-9]{4})")


def bare_number(text: str) -> str:
    """The number without the spaces, dots and dashes that people put between its digits."""
    return _SEPARATORS.sub("", text)


def birth_year(number: str) -> int:
    """From the 4th to 6th digit of a number of 12."""
    return FIRST_CENTURY + 100 * (int(number[3]) // 2) + int(number[4:6])


def sex(number: str) -> str:
    return FEMALE if int(number[3]) % 2 else MALE


def objection_to_number(text: str, *, today: date, may_be_old: bool) -> str:
    """What is wrong, in words; "" when nothing is. `may_be_old`: a CMND of 9 digits will do."""
    number = bare_number(text)
    if not number.isascii() or not number.isdigit():
        return "Số căn cước chỉ gồm chữ số. Bỏ các chữ và ký hiệu."
    if may_be_old and _NINE.fullmatch(number):
        return ""
    if not _TWELVE.fullmatch(number):
        also = ", chứng minh nhân dân có 9" if may_be_old else ""
        return f"Số căn cước có 12 chữ số{also}. Ông/bà mới nhập {len(number)}."
    if number.startswith("000") or birth_year(number) > today.year:
        return "Không có số căn cước như vậy. Xem lại từng nhóm ba chữ số trên thẻ."
    return ""


@dataclass(frozen=True, slots=True)
class Card:
    """What the QR code of a card says. `issued_on` is None where the card leaves it out."""

    id_number: str
    old_number: str
    full_name: str
    birth_date: date
    gender: str
    address: str
    issued_on: date | None

    @property
    def lost_accents(self) -> bool:
        """A scanner in the wrong layout drops them: name and address want a second look."""
        return self.full_name.isascii() and self.address.isascii()

    def known(self) -> dict[str, str]:
        """What `prefill` can use."""
        is_new = self.issued_on is not None and self.issued_on >= NEW_CARDS
        police = "Cục Cảnh sát quản lý hành chính về trật tự xã hội"
        return {
            "cccd.id_number": self.id_number,
            "cccd.full_name": self.full_name,
            "cccd.birth_date": self.birth_date.isoformat(),
            "cccd.gender": self.gender,
            "cccd.address": self.address,
            "cccd.issued_on": self.issued_on.isoformat() if self.issued_on else "",
            "cccd.kind": "Thẻ căn cước" if is_new else "Thẻ căn cước công dân",
            "cccd.issued_by": "Bộ Công an" if is_new else police,
        }


def parse_cccd(text: str, *, today: date) -> Card:
    """Read what a hand scanner types. Raises UnreadableCard, saying what could not be read."""
    if len(text) > LONGEST:
        raise UnreadableCard(why="nội dung quá dài")
    line = unicodedata.normalize("NFC", text.strip("\ufeff \t\r\n\f"))
    if has_control_characters(line):
        raise UnreadableCard(why="có ký tự lạ")
    fields = [" ".join(field.split()) for field in line.split("|")]
    if len(fields) < 7:
        raise UnreadableCard(why=f"mới có {len(fields)} phần, thẻ có ít nhất 7")
    number, old_number, name, birth, gender, address, issued = fields[:7]
    if wrong := objection_to_number(number, today=today, may_be_old=False):
        raise UnreadableCard(why=wrong.rstrip(".").replace(". ", "; ").lower())
    if old_number and not _NINE.fullmatch(old_number):
        raise UnreadableCard(why="số chứng minh nhân dân cũ không đủ 9 chữ số")
    if not any(c.isalpha() for c in name) or any(c.isdigit() for c in name):
        raise UnreadableCard(why="không thấy họ tên")
    return Card(
        id_number=bare_number(number),
        old_number=old_number,
        full_name=name,
        birth_date=_day(birth, "ngày sinh", today),
        gender=_gender(gender, bare_number(number)),
        address=address,
        issued_on=_day(issued, "ngày cấp", today) if issued else None,
    )


def _day(text: str, what: str, today: date) -> date:
    found = _DAY.fullmatch(text)
    parts = (int(found[3]), int(found[2]), int(found[1])) if found else None
    if parts is None or objection_to(parts, partial=False):
        raise UnreadableCard(why=f"{what} không đọc được")
    day = date.fromisoformat(as_kept(parts))
    if day > today:
        raise UnreadableCard(why=f"{what} sau hôm nay")
    return day


def _gender(text: str, number: str) -> str:
    """As printed, with or without accents; else as the number says."""
    match fold(text):
        case "nam":
            return MALE
        case "nu":
            return FEMALE
    return sex(number)
