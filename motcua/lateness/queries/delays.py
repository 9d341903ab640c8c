"""The delay of dossiers, named by the system, and in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from motcua.coordination import queries as coordination
from motcua.coordination.rules import Course
from motcua.deadlines import queries as deadlines
from motcua.deadlines.rules import WorkCalendar
from motcua.dossiers.queries.track import short_name
from motcua.dossiers.rules.stays import Way
from motcua.lateness.rules import Delay, LatePart, late_parts


MINUTES_A_DAY = 480


def delays(
    ways: Mapping[str, Way], *, now: datetime, calendar: WorkCalendar | None = None
) -> dict[str, Delay]:
    """By code. One query, and without a `calendar` at hand one for each province."""
    courses = coordination.courses(ways) if ways else {}
    provinces = set() if calendar else {way.province_code for way in ways.values()}
    calendars = {province: deadlines.work_calendar(province) for province in sorted(provinces)}
    return {
        code: late_parts(
            way,
            courses.get(code, ()),
            calendar or calendars[way.province_code],
            now=now,
        )
        for code, way in ways.items()
    }


def delay_of(
    way: Way, courses: tuple[Course, ...], calendar: WorkCalendar, *, now: datetime
) -> Delay:
    """Of one whose page is at hand. No query."""
    return late_parts(way, courses, calendar, now=now)


def late_words(part: LatePart) -> str:
    """«Trễ ở bước Thụ lý, Phòng Văn hóa - Xã hội, 1 ngày 2 giờ»."""
    asked = " (được hỏi ý kiến)" if part.is_asked else ""
    words = f"Trễ ở bước {short_name(part.step)}, {part.unit}{asked}, {time_words(part.late)}"
    return f"{words} (giữ hồ sơ khi đã quá hẹn)" if part.is_within_its_time else words


def time_words(spent: timedelta) -> str:
    """Working time, eight hours a day: «1 ngày 2 giờ», «3 giờ 15 phút», «20 phút»."""
    minutes = int(spent.total_seconds() // 60)
    days, rest = divmod(minutes, MINUTES_A_DAY)
    hours, minutes = divmod(rest, 60)
    named = [(days, "ngày"), (hours, "giờ"), (minutes if not days else 0, "phút")]
    return " ".join(f"{count} {unit}" for count, unit in named if count) or "dưới 1 phút"
