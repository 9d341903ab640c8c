"""Reading reminders: the count for the bell, a page of one person's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import Q

from motcua.alerts.models import Alert
from motcua.alerts.rules import Kind


EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MOST_COUNTED = 100  # the bell says 99+; nobody needs more
_CURSOR = re.compile(r"(\d{1,17})_(\d{1,18})", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertRow:
    id: int
    kind: Kind
    subject: str
    text: str
    at: datetime
    read_at: datetime | None


@dataclass(frozen=True, slots=True)
class AlertPage:
    """So many reminders, the newest first, and the mark of the next page ("" at the end)."""

    rows: tuple[AlertRow, ...]
    next_cursor: str


def unread_count(user_id: int) -> int:
    """How many this person has not read, at most MOST_COUNTED. One query."""
    return Alert.objects.filter(recipient=user_id, read_at=None)[:MOST_COUNTED].count()


def alerts_of(
    user_id: int, *, cursor: str = "", unread_only: bool = False, limit: int = 50
) -> AlertPage:
    """A page of one person's reminders. One query. A cursor nobody gave is the first page."""
    found = Alert.objects.filter(recipient=user_id).order_by("-at", "-pk")
    if unread_only:
        found = found.filter(read_at=None)
    if mark := _CURSOR.fullmatch(cursor):
        at = EPOCH + timedelta(microseconds=int(mark[1]))
        found = found.filter(Q(at__lt=at) | Q(at=at, pk__lt=int(mark[2])))
    rows = list(found[: limit + 1])
    page, more = rows[:limit], len(rows) > limit
    return AlertPage(tuple(map(_row, page)), _cursor(page[-1]) if more else "")


def _cursor(alert: Alert) -> str:
    return f"{(alert.at - EPOCH) // timedelta(microseconds=1)}_{alert.pk}"


def _row(alert: Alert) -> AlertRow:
    return AlertRow(
        id=alert.pk,
        kind=Kind(alert.kind),
        subject=alert.subject,
        text=alert.text,
        at=alert.at,
        read_at=alert.read_at,
    )
