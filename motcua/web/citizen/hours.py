"""Whether the counter is open, in words: what a person asks before leaving home."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from motcua.deadlines.rules import HANOI, WorkCalendar


ONE_DAY: Final = timedelta(days=1)
LOOK_AHEAD: Final = 14
WEEKDAYS: Final = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")

NBSP: Final = "\N{NO-BREAK SPACE}"
_DAY_AT_END: Final = re.compile(r"\s+\d{1,2}/\d{1,2}$")

Intervals = tuple[tuple[time, time], ...]


@dataclass(frozen=True, slots=True)
class CounterToday:
    is_open: bool
    now: str  # «Đang mở cửa đến 17 giờ.»
    hours: str  # «7:30–11:30 và 13:30–17:00»
    notice: str  # «Thứ Ba 24/11 nghỉ Ngày Văn hóa Việt Nam.», when a day off is near


def counter_today(calendar: WorkCalendar, now: datetime) -> CounterToday:
    here = now.astimezone(HANOI)
    today, clock = here.date(), here.time()
    opening = _opening(calendar, today)
    is_open = any(start <= clock < end for start, end in opening)
    return CounterToday(
        is_open=is_open,
        now=_now(calendar, today, clock, opening),
        hours=" và ".join(f"{_short(start)}–{_short(end)}" for start, end in opening),
        notice=_notice(calendar, today),
    )


def _opening(calendar: WorkCalendar, day: date) -> Intervals:
    return calendar.intervals(day) or calendar.saturday_on(day)


def _now(calendar: WorkCalendar, today: date, clock: time, opening: Intervals) -> str:
    for number, (start, end) in enumerate(opening):
        if clock < start and number == 0:
            return f"Mở cửa lúc {spoken(start)}."
        if clock < start:
            return f"Đang nghỉ trưa, mở lại lúc {spoken(start)}."
        if clock < end:
            return f"Đang mở cửa đến {spoken(end)}."
    closed = "Hôm nay đã đóng cửa." if opening else f"Hôm nay nghỉ{_reason(calendar, today)}."
    return f"{closed} {_reopening(calendar, today)}".strip()


def _reason(calendar: WorkCalendar, day: date) -> str:
    name = _name(calendar, day)
    return f" {name}" if name else ""


def _name(calendar: WorkCalendar, day: date) -> str:
    """Without the day that some names end with: it is said already."""
    return _DAY_AT_END.sub("", calendar.name(day))


def _reopening(calendar: WorkCalendar, today: date) -> str:
    for day in _days_after(today):
        if opening := _opening(calendar, day):
            return f"Mở lại lúc {spoken(opening[0][0])} {_day(day)}."
    return ""


def _notice(calendar: WorkCalendar, today: date) -> str:
    """The next day off that has a name, and how long it lasts."""
    named = (day for day in _days_after(today) if _is_off(calendar, day) and calendar.name(day))
    first = next(named, None)
    if first is None:
        return ""
    last = first
    for day in _days_after(first):
        if not _is_off(calendar, day):
            break
        if calendar.name(day):
            last = day
    name = _name(calendar, first)
    if first == last:
        return f"{_capital(_day(first))} nghỉ {name}."
    return f"Từ {_day(first)} đến hết {_day(last)} nghỉ {name}."


def _is_off(calendar: WorkCalendar, day: date) -> bool:
    return not _opening(calendar, day)


def _days_after(day: date) -> Iterator[date]:
    return (day + ONE_DAY * ahead for ahead in range(1, LOOK_AHEAD + 1))


def _day(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]} {day:%d/%m}".replace(" ", NBSP)


def spoken(at: time) -> str:
    """17 giờ, 7 giờ 30; never broken over two lines."""
    words = f"{at.hour} giờ {at.minute:02d}" if at.minute else f"{at.hour} giờ"
    return words.replace(" ", NBSP)


def _short(at: time) -> str:
    return f"{at.hour}:{at.minute:02d}"


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
