"""How much time is left, as the desk shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from .calendar import WorkCalendar
from .clock import ZERO, working_time_between
from .values import local
from .wording import time_text


@dataclass(frozen=True, slots=True)
class Remaining:
    """Whole working days after today up to the due day, and working time up to the due moment.

    `days_late` counts the working days since the due day, at least one once the day has passed.
    """

    days: int
    working_time: timedelta
    days_late: int
    label: str

    @property
    def is_late(self) -> bool:
        return self.days_late > 0


def remaining(due_at: datetime, calendar: WorkCalendar, *, at: datetime) -> Remaining:
    """What is left at a moment. Late is decided by date, not by the hour (QĐ 766/QĐ-TTg)."""
    due_at, at = local(due_at), local(at)
    due_on, today = due_at.date(), at.date()
    if today > due_on:
        late = max(1, calendar.working_days_between(due_on, today))
        return Remaining(0, ZERO, late, f"Quá {late} ngày")
    left = working_time_between(at, due_at, calendar) if at < due_at else ZERO
    if today == due_on:
        return Remaining(0, left, 0, f"Hôm nay, {time_text(due_at)}")
    days = calendar.working_days_between(today, due_on)
    return Remaining(days, left, 0, f"Còn {days} ngày")
