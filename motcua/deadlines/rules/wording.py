"""Days, hours and numbers as people in Vietnam read them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Final


WEEKDAYS: Final = (
    "thứ Hai",
    "thứ Ba",
    "thứ Tư",
    "thứ Năm",
    "thứ Sáu",
    "thứ Bảy",
    "Chủ nhật",
)


def day_text(day: date) -> str:
    """«thứ Sáu, 27/11/2026»."""
    return f"{WEEKDAYS[day.weekday()]}, {day:%d/%m/%Y}"


def moment_text(moment: datetime) -> str:
    """«15:30 thứ Sáu, 27/11/2026»."""
    return f"{moment:%H:%M} {day_text(moment)}"


def time_text(value: time | datetime) -> str:
    return f"{value:%H:%M}"


def sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."


def number_text(number: Decimal) -> str:
    """«0,25», «10.000»."""
    plain = f"{number:,f}"
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return plain.translate(str.maketrans(",.", ".,"))


def hours_text(length: timedelta) -> str:
    """«6 giờ», «1 giờ 30 phút», «45 phút». Seconds are dropped."""
    hours, minutes = divmod(int(length.total_seconds()) // 60, 60)
    words = [f"{hours} giờ"] if hours else []
    if minutes or not hours:
        words.append(f"{minutes} phút")
    return " ".join(words)
