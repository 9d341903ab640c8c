"""Days and hours to write into the calendar, and the one who may."""

from datetime import UTC, date, datetime, time

from motcua.deadlines import services
from motcua.deadlines.rules import DayKind, HoursPeriod
from motcua.deadlines.rules.days import DayEntry, HoursEntry


NOW = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
STORM = date(2026, 11, 26)
SUMMER = ((time(7), time(11, 30)), (time(13, 30), time(17)))
EARLY = ((time(7), time(11)), (time(12), time(16)))


def day(
    on=STORM, kind=DayKind.HOLIDAY, name="Nghỉ tránh bão", source="Công điện 1/CĐ", province=""
):
    return DayEntry(on, kind, name, source, province)


def hours(intervals=SUMMER, province="", season=None, **period):
    period = {"since": date(2026, 1, 1), "saturday": (), **period}
    return HoursEntry(
        HoursPeriod(intervals=intervals, season=season, **period), "QĐ 5/QĐ-UBND", province
    )


def add(entry, by):
    write = services.add_day if isinstance(entry, DayEntry) else services.add_hours
    return write(entry, reason="Theo văn bản", by=by, at=NOW)
