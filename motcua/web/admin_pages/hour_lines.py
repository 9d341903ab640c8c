"""Working hours as people read them: «07:30–11:30, 13:00–17:00»."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from motcua.deadlines.rules import HoursPeriod
from motcua.deadlines.rules.calendar import Intervals
from motcua.deadlines.rules.days import HoursEntry


@dataclass(frozen=True, slots=True)
class HoursLine:
    entry: HoursEntry
    hours: str
    saturday: str
    season: str
    is_own: bool
    is_over: bool


def hour_lines(entries: Iterable[HoursEntry], province: str, today: date) -> list[HoursLine]:
    return [
        HoursLine(
            entry,
            hours=intervals_text(entry.period.intervals),
            saturday=intervals_text(entry.period.saturday),
            season=_season(entry.period),
            is_own=entry.id is not None and entry.province_code == province,
            is_over=entry.period.until is not None and entry.period.until < today,
        )
        for entry in entries
    ]


def intervals_text(intervals: Intervals) -> str:
    return ", ".join(f"{opens:%H:%M}–{closes:%H:%M}" for opens, closes in intervals)


def _season(period: HoursPeriod) -> str:
    if period.season is None:
        return "Cả năm"
    (month, day), (last_month, last_day) = period.season.first, period.season.last
    return f"Từ {day}/{month} đến {last_day}/{last_month} hằng năm"
