"""Reading the working calendar. Finished values; one query, three after a change."""

from .calendars import (
    CalendarYear,
    calendar_year,
    changes_between,
    overrides,
    work_calendar,
    work_hours,
)
from .known import version_token


__all__ = [
    "CalendarYear",
    "calendar_year",
    "changes_between",
    "overrides",
    "version_token",
    "work_calendar",
    "work_hours",
]
