"""One answer by the type of its field: as it is kept, or a sentence that says what is wrong. Pure.

What is kept reads the same when it is read again: days 1990-03-05, figures 12,5, telephones 0912….
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final

from motcua.eforms.rules.dates import as_kept, objection_to, parts_of, read_date
from motcua.eforms.rules.identity import bare_number, objection_to_number
from motcua.eforms.rules.values import NO, SEPARATOR, YES, Field, FieldType
from motcua.people.rules import has_control_characters


# What is kept, and the fault; one of the two is "".
Reading = tuple[str, str]

LONGEST: Final = {
    FieldType.TEXT: 500,
    FieldType.PERSON_NAME: 100,
    FieldType.DATE: 20,
    FieldType.ID_NUMBER: 30,
    FieldType.PHONE: 30,
    FieldType.EMAIL: 254,
    FieldType.MONEY: 20,
    FieldType.NUMBER: 20,
    FieldType.PLACE: 120,
    FieldType.MULTI_CHOICE: 2000,
}
LONG_TEXT: Final = 1000  # from here on a text has lines
_PHONE: Final = re.compile(r"0[0-9]{9,10}")
_EMAIL: Final = re.compile(r"[^@\s]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})+")
_THOUSANDS: Final = re.compile(r"[0-9]{1,3}(\.[0-9]{3})+(,[0-9]+)?")
_PLAIN: Final = re.compile(r"-?[0-9]+([.,][0-9]+)?")
_IN_NAMES: Final = " '’.-"
_TEXT_RULES: Final = {
    "tax_code": (
        r"[0-9]{10}(-[0-9]{3})?",
        "Mã số thuế có 10 chữ số, hoặc 13 chữ số dạng 0100109106-001.",
    ),
    "bank_account": (r"[0-9A-Za-z]{5,30}", "Số tài khoản gồm từ 5 đến 30 chữ số hoặc chữ cái."),
    "business_number": (r"[0-9A-Z-]{10,15}", "Mã số hộ kinh doanh gồm từ 10 đến 15 ký tự."),
    "industry_code": (r"[0-9]{4}", "Mã ngành có 4 chữ số, theo Hệ thống ngành kinh tế Việt Nam."),
}
_TAX_WEIGHTS: Final = (31, 29, 23, 19, 17, 13, 7, 5, 3)


def clean(text: str) -> str:
    """NFC, no blanks around it, line ends as one character."""
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\t", " ")
    return lines.strip(" \n\u00a0\u200b\ufeff")


def read_answer(field: Field, text: str, *, today: date) -> Reading:
    """The answer to one field, which is not blank. What hangs on other fields is not looked at."""
    longest = field.limits.max_length or LONGEST.get(field.type, LONGEST[FieldType.TEXT])
    if has_control_characters(text.replace("\n", "") if longest >= LONG_TEXT else text):
        return "", "Có ký tự không hiển thị được. Xóa và gõ lại phần này."
    if len(text) > longest:
        return "", f"Dài {len(text)} ký tự, quá mức {longest}. Rút gọn lại."
    return _READERS[field.type](field, text, today)


def _text(field: Field, text: str, today: date) -> Reading:
    if not field.limits.rule:
        return text, ""
    tight = text.replace(" ", "")
    pattern, fault = _TEXT_RULES[field.limits.rule]
    if not re.fullmatch(pattern, tight):
        return "", fault
    if field.limits.rule == "tax_code" and not _is_tax_code(tight):
        return "", "Mã số thuế không đúng: chữ số kiểm tra không khớp. Xem lại từng chữ số."
    return tight, ""


def _is_tax_code(code: str) -> bool:
    """The tenth digit checks the nine before it (law.md §8.3)."""
    total = sum(int(digit) * weight for digit, weight in zip(code, _TAX_WEIGHTS, strict=False))
    return int(code[9]) == (10 - total % 11) % 10


def _person_name(field: Field, text: str, today: date) -> Reading:
    name = " ".join(text.split())
    if not all(c in _IN_NAMES or unicodedata.category(c)[0] in "LM" for c in name):
        return "", "Họ tên chỉ gồm chữ cái. Bỏ chữ số và ký hiệu."
    if not any(c.isalpha() for c in name):
        return "", "Ghi họ, chữ đệm và tên bằng chữ cái."
    return name, ""


def _date(field: Field, text: str, today: date) -> Reading:
    parts = parts_of(text)
    fault = objection_to(parts, partial=field.partial)
    if fault or parts is None:
        return "", fault
    day = read_date(text)
    assert day is not None  # objection_to saw to it
    if field.limits.not_after_today and day > today:
        return "", f"Ngày này sau hôm nay, {today:%d/%m/%Y}. Xem lại ngày, tháng, năm."
    if field.limits.not_before_today and day < today:
        return "", f"Ngày này trước hôm nay, {today:%d/%m/%Y}. Chọn từ hôm nay trở đi."
    return as_kept(parts), ""


def _id_number(field: Field, text: str, today: date) -> Reading:
    fault = objection_to_number(text, today=today, may_be_old=field.limits.may_be_old)
    return ("", fault) if fault else (bare_number(text), "")


def _phone(field: Field, text: str, today: date) -> Reading:
    digits = re.sub(r"[ .\-()]", "", text)
    national = re.sub(r"^(\+84|0084|84(?=[0-9]{9,10}$))", "0", digits)
    if not _PHONE.fullmatch(national):
        return "", "Số điện thoại có 10 hoặc 11 chữ số, bắt đầu bằng 0, như 0912 345 678."
    return national, ""


def _email(field: Field, text: str, today: date) -> Reading:
    if not _EMAIL.fullmatch(text):
        return "", "Thư điện tử có dạng ten@noigui.vn. Xem lại dấu @ và phần sau nó."
    return text, ""


def _number(field: Field, text: str, today: date) -> Reading:
    amount = number_of(text)
    if amount is None:
        return "", "Ghi bằng chữ số, như 12 hoặc 12,5."
    limits = field.limits
    whole = limits.integer or field.type is FieldType.MONEY
    if whole and amount != amount.to_integral_value():
        return "", "Ghi số nguyên, không có phần lẻ."
    if limits.decimals is not None and amount != round(amount, limits.decimals):
        return "", f"Ghi nhiều nhất {limits.decimals} chữ số sau dấu phẩy."
    least = 0 if field.type is FieldType.MONEY else limits.least
    if least is not None and amount < Decimal(str(least)):
        return "", f"Số nhỏ nhất là {_as_text(Decimal(str(least)))}."
    if limits.most is not None and amount > Decimal(str(limits.most)):
        return "", f"Số lớn nhất là {_as_text(Decimal(str(limits.most)))}."
    return _as_text(amount), ""


def number_of(text: str) -> Decimal | None:
    """1.250.000 and 12,5 as Vietnamese write them; 12.5 too, for it can mean nothing else."""
    tight = re.sub(r"[ \u00a0]|(VNĐ|VND|đồng|đ)$", "", text)
    if _THOUSANDS.fullmatch(tight):
        tight = tight.replace(".", "")
    if not tight.isascii() or not _PLAIN.fullmatch(tight):
        return None
    try:
        return Decimal(tight.replace(",", "."))
    except InvalidOperation:
        return None


def _as_text(amount: Decimal) -> str:
    """Without needless zeros, so that reading it again gives the same."""
    return f"{(amount + 0).normalize():f}".replace(".", ",")


def _choice(field: Field, text: str, today: date) -> Reading:
    choices = (YES, NO) if field.type is FieldType.YES_NO else field.choices
    if text not in choices:
        return "", "Chọn một trong các mục có sẵn."
    if field.limits.must_be_yes and text != YES:
        return "", "Cần chọn “Có” ở mục này thì tờ khai mới nộp được."
    return text, ""


def _multi_choice(field: Field, text: str, today: date) -> Reading:
    chosen = {part.strip() for part in text.split(SEPARATOR)} - {""}
    if not chosen <= set(field.choices):
        return "", "Chọn trong các mục có sẵn."
    return SEPARATOR.join(choice for choice in field.choices if choice in chosen), ""


_READERS: Final[dict[FieldType, Callable[[Field, str, date], Reading]]] = {
    FieldType.TEXT: _text,
    FieldType.PERSON_NAME: _person_name,
    FieldType.DATE: _date,
    FieldType.ID_NUMBER: _id_number,
    FieldType.PHONE: _phone,
    FieldType.EMAIL: _email,
    FieldType.MONEY: _number,
    FieldType.NUMBER: _number,
    FieldType.YES_NO: _choice,
    FieldType.CHOICE: _choice,
    FieldType.MULTI_CHOICE: _multi_choice,
    FieldType.PLACE: _text,
}
