"""What a person typed into an address or a search box, made safe to pass on."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final
from unicodedata import category

from django.http import HttpRequest

from motcua.errors import Invalid


LONGEST: Final = 200
FORMATS: Final = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y")


class NotReadable(Invalid):
    message = "Nội dung gõ vào có ký tự không đọc được. Ông/bà gõ lại."


class TooLong(Invalid):
    message = "Nội dung gõ vào dài quá {most} ký tự. Ông/bà gõ ngắn hơn."


class NotADay(Invalid):
    message = "Ngày “{text}” không có trong lịch. Ghi như 26/11/2026."


def text_in(request: HttpRequest, name: str, *, most: int = LONGEST) -> str:
    """One line of text. Raises NotReadable for NUL and its kin, TooLong."""
    typed = request.GET.get(name, "")
    seen = "".join(char for char in typed if category(char) != "Cf")  # pasted along, never seen
    text = " ".join(seen.split())
    if len(text) > most:
        raise TooLong(most=most)
    if not text.isprintable():
        raise NotReadable()
    return text


def day_in(request: HttpRequest, name: str, *, default: date) -> date:
    """2026-11-26 or 26/11/2026. Raises NotADay."""
    text = text_in(request, name)
    if not text:
        return default
    for form in FORMATS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007  a day has no zone
        except ValueError:
            continue
    raise NotADay(text=text[:20])
