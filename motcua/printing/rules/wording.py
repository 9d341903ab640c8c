"""How moments, counts and other people's text are written on a paper."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Final
from unicodedata import category, normalize
from zoneinfo import ZoneInfo

from motcua.printing.errors import NotPrintable


HANOI: Final = ZoneInfo("Asia/Ho_Chi_Minh")
BLANK: Final = "…………………"
NO_BREAK: Final = "\N{NO-BREAK SPACE}"
# A city that bears the name of a person keeps its kind, so cities are not in the list.
_KIND_OF_UNIT: Final = re.compile(
    r"(?:xã|phường|thị trấn|đặc khu|huyện|tỉnh) (?P<name>[^\W\d].*)", re.I
)
_LINE_BREAKS: Final = re.compile("\r\n?|[\u0085\u2028\u2029]")


def day(on: date) -> str:
    """«ngày 05 tháng 02 năm 2026», held together by no-break spaces.

    NĐ 30/2020, Phụ lục I: a 0 before days under 10 and before months 1 and 2.
    """
    month = f"{on.month:02}" if on.month < 3 else str(on.month)
    return f"ngày {on.day:02} tháng {month} năm {on.year}".replace(" ", NO_BREAK)


def day_in_vietnam(at: datetime) -> date:
    return at.astimezone(HANOI).date()


def moment(at: datetime) -> str:
    """«15 giờ 20 phút, ngày 23 tháng 11 năm 2026», on the clocks of Việt Nam."""
    if at.tzinfo is None:
        raise ValueError("a moment on a paper needs a time zone")
    local = at.astimezone(HANOI)
    return f"{local:%H} giờ {local:%M} phút, {day(local)}"


def place_name(unit: str) -> str:
    """The place before the day, «An Thịnh»: the own name of a unit without its kind.

    NĐ 30/2020, Phụ lục I: a unit that is called by a number keeps its kind, «Phường 1».
    """
    found = _KIND_OF_UNIT.fullmatch(unit)
    return found["name"] if found else unit[:1].upper() + unit[1:]


def count(number: int) -> str:
    return f"{number:02}"


def sentence(text: str) -> str:
    """Ended by one full stop, whatever the caller's text ends with."""
    return text if text.endswith((".", "…", "!", "?")) else f"{text}."


def printable(text: str) -> str:
    """Text as it may stand on a paper: composed, without marks that cannot be seen.

    Invisible marks (category Cf) are dropped: they could turn the order of what is read. Control
    characters and halves of surrogate pairs are refused.
    """
    text = _LINE_BREAKS.sub("\n", text).replace("\t", " ")
    for character in text:
        if category(character) in ("Cc", "Cs") and character != "\n":
            raise NotPrintable(character=f"U+{ord(character):04X}")
    return normalize("NFC", "".join(c for c in text if category(c) != "Cf"))
