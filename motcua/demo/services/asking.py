"""Dossiers under way about which other offices were asked: answered, open, late, silent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Final

from django.db import transaction
from django.utils import timezone

from motcua.coordination import queries as coordination
from motcua.coordination.rules import Result
from motcua.deadlines import queries as deadlines
from motcua.deadlines.rules import add_working_time
from motcua.dossiers import queries as dossiers
from motcua.dossiers import services
from motcua.dossiers.queries import Whereabouts
from motcua.dossiers.rules import Status
from motcua.people import queries as people
from motcua.people.rules import Actor, Role, UnitKind


MOST: Final = 8
QUESTIONS: Final = (
    "Xác nhận nguồn gốc và hiện trạng sử dụng đất của hộ gia đình",
    "Cho ý kiến về điều kiện hưởng trợ giúp của đối tượng",
    "Xác nhận thông tin cư trú và quan hệ trong gia đình",
    "Đối chiếu hồ sơ lưu trước khi trình ký",
)
SHORT, LONG = Decimal("0.5"), Decimal(5)


def ask_about(codes: Sequence[str], *, now: datetime) -> None:
    """Some of those that stand at a specialist's step; once, however often it is started."""
    if coordination.ties(codes):
        return
    asked = 0
    for code in codes:
        here = dossiers.whereabouts(code)
        if asked == MOST or not _is_handled(here):
            continue
        with transaction.atomic():
            asked += _ask(code, here, asked, now)


def _is_handled(here: Whereabouts) -> bool:
    running = here.status in (Status.ACCEPTED, Status.IN_PROCESS)
    return running and here.step_role is Role.SPECIALIST and here.assignee_id is not None


def _ask(code: str, here: Whereabouts, turn: int, now: datetime) -> int:
    """1 when it was asked about: late ones only where the time for that has passed."""
    assert here.step_entered_at is not None
    assert here.step_unit_id is not None
    at = _later(here.step_entered_at, 1)
    if at > now:
        return 0
    by = _at_post(here.assignee_id or 0, here.step_unit_id, Role.SPECIALIST, at)
    other = _other_office(by, at)
    if other is None:
        return 0
    unit_id, answerer = other
    is_open = turn % 4 == 1
    (made,) = services.consult(
        code,
        content=QUESTIONS[turn % len(QUESTIONS)],
        days=LONG if is_open else SHORT,
        units=[unit_id],
        if_silent="" if is_open else "Coi như đồng ý",
        by=by,
        at=at,
    )
    _go_on(code, made, turn % 4, by, answerer, at, now)
    return 1


def _go_on(
    code: str, made: int, fate: int, by: Actor, answerer: Actor, at: datetime, now: datetime
) -> None:
    taken, reminded, silent = _later(at, 2), _later(at, 6), _later(at, 9)
    if fate in (0, 1) and taken <= now:
        services.take_request(code, request=made, by=answerer, at=taken)
    if fate == 0 and (answered := _later(at, 3)) <= now:
        services.answer_request(
            code,
            request=made,
            result=Result.AGREES,
            text="Đã đối chiếu, thống nhất nội dung đề nghị.",
            by=answerer,
            at=answered,
        )
    if fate in (2, 3) and reminded <= now:
        services.remind_request(code, request=made, note="Sắp đến hạn trả", by=by, at=reminded)
        if fate == 3 and silent <= now:
            services.record_silence(code, request=made, by=by, at=silent)


def _other_office(by: Actor, at: datetime) -> tuple[int, Actor] | None:
    """A department of the same agency with somebody who could answer."""
    on = timezone.localdate(at)
    for unit in people.agency_tree(by.agency_id, on):
        if unit.kind is UnitKind.DEPARTMENT and unit.id != by.unit_id:
            for role in (Role.SPECIALIST, Role.UNIT_HEAD, Role.CLERK):
                for holder in people.holders(unit.id, role, on):
                    return unit.id, _at_post(holder.user_id, unit.id, role, at)
    return None


def _at_post(user_id: int, unit_id: int, role: Role, at: datetime) -> Actor:
    on = timezone.localdate(at)
    posts = people.posts_of(user_id, on)
    post = next(post for post in posts if post.unit_id == unit_id and role in post.roles)
    return people.actor_of(user_id, post_id=post.id, on=on)


def _later(at: datetime, hours: int) -> datetime:
    return add_working_time(at, Decimal(hours), deadlines.work_calendar())
