"""What every change of the calendar begins and ends with: its moment, its reason, a withdrawal."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final
from uuid import uuid4

from motcua.deadlines.models import CalendarDay, CalendarVersion, WorkHours
from motcua.deadlines.rules.days import check_text


A_TICK: Final = timedelta(microseconds=1)


def check_reason(reason: str) -> None:
    check_text("Lý do", reason, 500)


def moment_of(at: datetime) -> datetime:
    """The moment of this change: `at`, or just after the last change if that was later.

    Locks the version, so that changes come one after the other.
    """
    CalendarVersion.objects.get_or_create(pk=1, defaults={"token": uuid4()})
    last = CalendarVersion.objects.select_for_update().get(pk=1).changed_at
    return at if last is None else max(at, last + A_TICK)


def withdraw(row: CalendarDay | WorkHours, *, by: int, moment: datetime) -> None:
    row.withdrawn_at, row.withdrawn_by_id = moment, by
    row.save(update_fields=["withdrawn_at", "withdrawn_by"])


def subject(province_code: str) -> str:
    return f"calendar:{province_code or 'VN'}"
