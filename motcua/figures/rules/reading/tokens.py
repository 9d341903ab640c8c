"""The numbers in a Vietnamese text, each with its noun. Pure.

Dates, hours, years, numbers of documents and levels are labels: they are no figures.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Final

from motcua.figures.errors import NotANumber, TextTooLong, TextUnreadable
from motcua.figures.rules.numbers import read_number


LONGEST: Final = 20_000


class Noun(StrEnum):
    DOSSIERS = "dossiers"
    PERCENT = "%"
    PROCEDURES = "procedures"
    BARE = "bare"  # «trực tiếp 37;»: the words around say whether these are dossiers
    OTHER = "other"
    LABEL = "label"


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """`over`: the denominator of «1524/1547». `printed` is the text from `start` to `end`."""

    start: int
    end: int
    printed: str
    value: Fraction
    noun: Noun
    over: Fraction | None = None
    decimals: int = 0
    qualifier: str = "exact"
    note: str = ""  # what was doubtful in reading it


_NUM: Final = r"\d+(?:[.,\u2009\u202f]\d+)*"
_SCAN: Final = re.compile(
    rf"""(?P<label>
        \d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{4}} | \d{{4}}-\d\d-\d\d | \d{{1,2}}/\d{{4}}(?!\d|[.,]\d)
        | \d{{1,2}}[:h]\d\d\b | (?:19|20)\d\d\s?[-–]\s?(?:19|20)\d\d
        | \d+(?:/\d{{4}})?[/-][A-ZĐ][\w/-]*
    ) | (?P<ratio>{_NUM}\s?/\s?{_NUM}) | (?P<number>{_NUM})""",
    re.VERBOSE,
)
_ZERO: Final = re.compile(r"không\s+(?:có|phát\s+sinh|còn|để)\s+(?:hồ\s+sơ|trường\s+hợp)", re.I)
_DOSSIERS: Final = re.compile(
    r"\s*(?:(?:lượt|bộ)\s+)?(?:hồ\s+sơ|HS(?!\w)|trường\s+hợp)(?!\w)", re.IGNORECASE
)
_PERCENT: Final = re.compile(r"\s?(?:%|phần\s+trăm)")
_PROCEDURES: Final = re.compile(r"\s*(?:TTHC|THHC|thủ\s+tục)(?!\w)", re.IGNORECASE)
_BARE: Final = re.compile(
    r"\s*(?:$|[^\w\s%]|\n|(?:và|trong|gồm|bao|cụ|chiếm|đạt|còn|bằng|trực|qua|trước|sớm|đúng|quá|trễ"
    r"|đang|chờ|không|được|giải|kỳ|rút|tạm|dừng)(?!\w))",
    re.IGNORECASE,
)
_LABELLED: Final = re.compile(
    r"(?:(?<!\w)(?:năm|mức độ|mức độ \d,|mức|thứ|quý|tháng|ngày|khóa|khoá|điều|khoản|bước|hạng)"
    r"\s*|v\.?)$",
    re.IGNORECASE,
)
_NUMBERED: Final = re.compile(r"(?<!\w)(?<!tổng )số\s*$", re.IGNORECASE)
_OF_A_YEAR: Final = re.compile(r"(?<!\w)năm\s*$|/\s*$", re.IGNORECASE)
_YEAR: Final = re.compile(r"(?:19|20)\d\d", re.ASCII)
_DATED: Final = re.compile(r"(?<!\w)(?:ngày|hôm|đến|tới|từ|hết)\s*$", re.IGNORECASE)
_TIMES: Final = re.compile(r"\s*(?:tháng|năm|quý|ngày|giờ|phút|lần|bậc)(?!\w)", re.IGNORECASE)
_QUALIFIERS: Final = (
    (re.compile(r"(?<!\w)gần\s*$", re.I), "almost (below)"),
    (re.compile(r"(?<!\w)(?:trên|hơn)\s*$", re.I), "strictly above"),
    (re.compile(r"(?<!\w)(?:khoảng|xấp xỉ|ước|chừng)\s*$", re.I), "about"),
    (re.compile(r"(?<!\w)(?:dưới|không quá|tối đa)\s*$", re.I), "at most"),
    (re.compile(r"(?<!\w)(?:ít nhất|tối thiểu)\s*$", re.I), "at least"),
)
_LOOK_BACK: Final = 24
_THREES: Final = re.compile(r"\d{1,3}(?:,\d{3})+", re.ASCII)


def cleaned(text: str) -> str:
    """NFC, one kind of line break, nothing invisible. Raises TextTooLong, TextUnreadable."""
    if len(text) > LONGEST:
        raise TextTooLong(length=len(text), most=LONGEST)
    whole = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    seen = "".join(char for char in whole if unicodedata.category(char) != "Cf")
    if any(
        unicodedata.category(char) in ("Cc", "Cs", "Co") and char not in "\n\t" for char in seen
    ):
        raise TextUnreadable()
    return seen


def tokens(text: str) -> list[Token]:
    """In the order of the text."""
    found = [*_numbers(text), *_zeros(text)]
    return sorted(found, key=lambda token: token.start)


def _zeros(text: str) -> Iterator[Token]:
    """«không có hồ sơ quá hạn» is a zero."""
    for match in _ZERO.finditer(text):
        yield Token(
            start=match.start(),
            end=match.end(),
            printed=match.group(),
            value=Fraction(0),
            noun=Noun.DOSSIERS,
        )


def _numbers(text: str) -> Iterator[Token]:
    for match in _SCAN.finditer(text):
        before = text[max(0, match.start() - _LOOK_BACK) : match.start()]
        if before[-1:].isalnum() or before[-1:] == "_" or not match.group().isascii():
            continue
        kind = match.lastgroup
        token = None
        if kind == "ratio":
            token = _ratio(match, before, text)
        elif kind == "number":
            token = _number(match, before, text)
        yield token or _label(match)


def _label(match: re.Match[str]) -> Token:
    return Token(
        start=match.start(),
        end=match.end(),
        printed=match.group(),
        value=Fraction(0),
        noun=Noun.LABEL,
    )


def _ratio(match: re.Match[str], before: str, text: str) -> Token | None:
    """«1524/1547 hồ sơ»; «13/6» after «ngày», or with no noun, is a date."""
    part, whole = (side.strip() for side in match.group().split("/"))
    noun = _noun(text, match.end())
    try:
        value, over = Fraction(read_number(part)), Fraction(read_number(whole))
    except NotANumber:
        return None
    is_day = value <= 31 and over <= 12 and noun in (Noun.BARE, Noun.LABEL)
    if is_day or _DATED.search(before) or _LABELLED.search(before):
        return None
    return Token(
        start=match.start(),
        end=match.end(),
        printed=match.group(),
        value=value,
        over=over,
        noun=noun,
    )


def _number(match: re.Match[str], before: str, text: str) -> Token | None:
    printed = match.group()
    noun = _noun(text, match.end())
    if noun is Noun.LABEL or _is_label(printed, before, noun):
        return None
    value, note = _value(printed, noun)
    if value is None:
        return None
    _, comma, rest = printed.partition("," if "," in printed else ".")
    return Token(
        start=match.start(),
        end=match.end(),
        printed=printed,
        value=Fraction(value),
        noun=noun,
        decimals=len(rest) if comma and noun is Noun.PERCENT else 0,
        qualifier=next((name for form, name in _QUALIFIERS if form.search(before)), "exact"),
        note=note,
    )


def _is_label(printed: str, before: str, noun: Noun) -> bool:
    """«năm 2024», «mức độ 3», «Chương trình số 04»; but «trong ngày 15 hồ sơ» counts."""
    if _OF_A_YEAR.search(before) and _YEAR.fullmatch(printed):
        return True
    if noun in (Noun.DOSSIERS, Noun.PERCENT):
        return False
    return bool(_LABELLED.search(before) or _NUMBERED.search(before))


def _value(printed: str, noun: Noun) -> tuple[Decimal | None, str]:
    """The number, and what was doubtful: «1,674 hồ sơ» can only be 1.674 of them."""
    if noun is Noun.PERCENT:
        plain = printed.replace(",", ".")
        return (Decimal(plain) if plain.count(".") <= 1 and len(plain) <= 24 else None), ""
    note = ""
    if _THREES.fullmatch(printed) and noun is Noun.DOSSIERS:
        printed, note = printed.replace(",", "."), printed
    try:
        value = read_number(printed)
    except NotANumber:
        return None, ""
    if note:
        note = f"«{note}» đọc là {printed}: dấu phẩy là dấu thập phân, hàng nghìn dùng dấu chấm."
    elif noun is Noun.DOSSIERS and value != value.to_integral_value():
        note = f"«{printed} hồ sơ» không phải một số đếm. Xem lại dấu chấm, dấu phẩy."
    return value, note


def _noun(text: str, end: int) -> Noun:
    for form, noun in (
        (_PERCENT, Noun.PERCENT),
        (_DOSSIERS, Noun.DOSSIERS),
        (_PROCEDURES, Noun.PROCEDURES),
        (_TIMES, Noun.LABEL),
        (_BARE, Noun.BARE),
    ):
        if form.match(text, end):
            return noun
    return Noun.OTHER
