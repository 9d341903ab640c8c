"""The working calendar and the arithmetic of legal time. Pure: no database, no clock, no settings.

Sources
    Bộ luật Dân sự 2015, khoản 2 Điều 147: the first day of a period is not counted.
    Bộ luật Dân sự 2015, khoản 5 Điều 148: a period that would end on a day off ends with the
    next working day.
    Bộ luật Lao động 2019, Điều 111 and 112: weekly rest, holidays, days off in lieu.
    Nghị quyết 28/2026/QH16: 24 November is a holiday from 2026.
"""

from .calendar import ALWAYS, DEFAULT_HOURS, DayKind, HoursPeriod, Season, WorkCalendar
from .changes import Changes, DayChange
from .clock import add_working_time, working_time_between
from .counting import due
from .explaining import Due, Line, LineKind
from .left import Remaining, remaining
from .timers import (
    Timer,
    TimerKey,
    answer_due,
    check_quarters,
    close_on,
    latest_extension,
    notify_due,
    paper_transfer_due,
    supplement_latest,
    timer,
    transfer_due,
)
from .values import HANOI, Limit, LimitUnit, Span
from .wording import day_text


__all__ = [
    "ALWAYS",
    "Changes",
    "DayChange",
    "Timer",
    "TimerKey",
    "answer_due",
    "check_quarters",
    "close_on",
    "latest_extension",
    "notify_due",
    "paper_transfer_due",
    "supplement_latest",
    "timer",
    "transfer_due",
    "DEFAULT_HOURS",
    "HANOI",
    "DayKind",
    "Due",
    "HoursPeriod",
    "Limit",
    "LimitUnit",
    "Line",
    "LineKind",
    "Remaining",
    "Season",
    "Span",
    "WorkCalendar",
    "add_working_time",
    "day_text",
    "due",
    "remaining",
    "working_time_between",
]
