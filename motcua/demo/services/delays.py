"""Late dossiers with an apology and an explanation in each state, some without either."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from motcua.deadlines import queries as deadlines
from motcua.dossiers import services as dossiers
from motcua.dossiers.errors import AlreadyReappointed
from motcua.dossiers.queries.lateness import ways
from motcua.dossiers.rules.stays import Way
from motcua.lateness import queries, services
from motcua.lateness.rules import Delay, State
from motcua.people import queries as people
from motcua.people.rules import Actor, Role


MOST: Final = 12
REASONS: Final = (
    ("Chờ xác minh ở nơi cư trú cũ, nơi được hỏi trả lời chậm.", "Đã có văn bản trả lời; trình ký"),
    ("Công chức thụ lý nghỉ ốm, chưa có người thay.", "Đã giao người khác; làm xong"),
    ("Hồ sơ gốc lưu trữ phải tìm ở kho cũ.", "Đã tìm thấy hồ sơ gốc; thẩm tra xong, trình ký"),
)


def explain_late(codes: Sequence[str], *, now: datetime) -> None:
    """By turns accepted, waiting, returned and missing; once, however often it is started."""
    if queries.last_states(codes):
        return
    found = ways(codes)
    late = [found[code] for code in codes if found[code].is_late(now)][:MOST]
    judged = queries.delays({way.code: way for way in late}, now=now)
    for turn, way in enumerate(late):
        with transaction.atomic():
            _settle(way, judged[way.code], turn, now)


def _settle(way: Way, delay: Delay, turn: int, now: datetime) -> None:
    leader = _somebody({way.resolving_unit_id}, Role.LEADER, way.resolving_unit_id, now)
    head = _somebody(delay.unit_ids, Role.UNIT_HEAD, way.resolving_unit_id, now)
    if leader is None:
        return
    if way.runs and turn % 2 == 0:
        _apologise(way, turn, leader, now)
    if head is None or turn % 4 == 3:
        return
    reason, forward = REASONS[turn % len(REASONS)]
    services.explain_delay(
        way.code,
        reason=reason,
        way_forward=f"{forward} trong tuần này.",
        signer=head.name,
        number=f"{turn + 11}/GTr",
        signed_on=timezone.localdate(now),
        by=head,
        at=now,
    )
    if queries.last_states([way.code])[way.code] is not State.SUBMITTED:
        return  # a head who leads the agency as well has nobody above to decide
    if turn % 4 == 0:
        services.accept_explanation(way.code, by=leader, at=now)
    elif turn % 4 == 2:
        why = "Chưa nêu ai làm và ngày nào có kết quả."
        services.return_explanation(way.code, reason=why, by=leader, at=now)


def _apologise(way: Way, turn: int, leader: Actor, now: datetime) -> None:
    calendar = deadlines.work_calendar(way.province_code)
    on = calendar.next_working(timezone.localdate(now) + timedelta(days=3))
    reason = REASONS[turn % len(REASONS)][0]
    with suppress(AlreadyReappointed):  # extended in time, or apologised for by an earlier start
        dossiers.apologise(way.code, new_due_on=on, reason=reason, by=leader, at=now)


def _somebody(units: Iterable[int], role: Role, agency_id: int, at: datetime) -> Actor | None:
    on = timezone.localdate(at)
    wanted = set(units)
    for post in people.staff_of(agency_id, on):
        if post.unit_id in wanted and role in post.roles:
            return people.actor_of(post.holder_id, post_id=post.id, on=on)
    return None
