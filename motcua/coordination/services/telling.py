"""Who is reminded of a request: the office asked, the person who took it, the person who asked."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from motcua.alerts import services as alerts
from motcua.alerts.rules import Kind as AlertKind
from motcua.coordination.models import Request
from motcua.coordination.rules import State
from motcua.people import queries as people
from motcua.people.rules import Role, UnitKind


def tell_asked(row: Request, *, at: datetime) -> None:
    """Something new to take, or to pass on. An agency outside the system hears by its own means."""
    text = f"{people.unit(row.from_unit_id).name} hỏi: {row.content}"
    _tell_office(row, AlertKind.REQUEST, "sent", text, at=at)


def tell_reminded(row: Request, *, at: datetime) -> None:
    assert row.due_at is not None
    due = f"{timezone.localtime(row.due_at):%H:%M, %d/%m/%Y}"
    asker = people.unit(row.from_unit_id).name
    text = f"{asker} đôn đốc, hạn trả lời {due}: {row.content}"
    _tell_office(row, AlertKind.REMINDER, f"reminder{row.reminders}", text, at=at)


def tell_one_stop(row: Request, *, at: datetime) -> None:
    """An opinion is late: the head of the one-stop is told, once. NĐ 61/2018/NĐ-CP, Điều 19.5."""
    on = timezone.localdate(at)
    agency_id = people.unit(row.from_unit_id).agency_id
    stop = people.resolve_office(agency_id, UnitKind.ONE_STOP, on)
    asked = row.asked_agency or people.unit(row.asked_unit_id or 0).name
    if stop is not None:
        alerts.tell(
            _staff(stop.id, at),
            kind=AlertKind.ESCALATION,
            subject=row.subject,
            text=f"{asked} chậm trả lời: {row.content}",
            key=f"request:{row.pk}:late",
            at=at,
        )


def tell_asker(row: Request, text: str, *, at: datetime) -> None:
    alerts.tell(
        [row.asked_by_id],
        kind=AlertKind.REQUEST,
        subject=row.subject,
        text=text,
        key=f"request:{row.pk}:{row.state}",
        at=at,
    )


def _tell_office(row: Request, kind: AlertKind, what: str, text: str, *, at: datetime) -> None:
    holder = row.via_unit_id if row.state == State.AT_ONE_STOP else row.asked_unit_id
    if holder is None:
        return
    told = [row.taken_by_id] if row.taken_by_id else _staff(holder, at)
    alerts.tell(
        [user_id for user_id in told if user_id is not None],
        kind=kind,
        subject=row.subject,
        text=text,
        key=f"request:{row.pk}:{what}:{holder}",
        at=at,
    )


def _staff(unit_id: int, at: datetime) -> list[int]:
    """Those who give out the work of the office; all of it where there is no such person."""
    agency_id = people.unit(unit_id).agency_id
    here = [
        post
        for post in people.staff_of(agency_id, timezone.localdate(at))
        if post.unit_id == unit_id and post.roles - {Role.ADMIN}
    ]
    heads = [post.holder_id for post in here if post.roles & {Role.UNIT_HEAD, Role.LEADER}]
    return heads or [post.holder_id for post in here]
