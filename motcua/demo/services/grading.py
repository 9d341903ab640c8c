"""Classifications of the year that is due: proposed by heads, some signed, most ready to sign."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.utils import timezone

from motcua.people import queries as people
from motcua.people.queries import PostCard
from motcua.people.rules import Actor, Role
from motcua.staff import queries, services
from motcua.staff.rules import Grade, Graded, duty_objection, scheme


WORDS: Final = (
    (Grade.GOOD, "Giải quyết hồ sơ đúng thời hạn, hướng dẫn người dân rõ ràng."),
    (Grade.EXCELLENT, "Nhận thêm việc của người nghỉ thai sản, không để hồ sơ nào quá hạn."),
    (Grade.DONE, "Hoàn thành việc được giao; cần giảm số lần yêu cầu bổ sung hồ sơ."),
)


@transaction.atomic
def propose_all(agency_id: int, *, now: datetime) -> None:
    """Once, however often it is started: whoever is to propose does, one of four is left out."""
    today = timezone.localdate(now)
    is_open = today >= scheme(today.year).opens_on(today.year)
    year = today.year if is_open else today.year - 1
    staff = people.staff_of(agency_id, min(today, date(year, 12, 31)))
    if any(queries.gradings_of_post(post.id, year) for post in staff):
        return
    made = list(_proposed(staff, year, now))
    leader = _somebody(staff, Role.LEADER, now)
    if leader is not None and made:
        services.sign_grades(made[:1], by=leader, at=now)


def _proposed(staff: tuple[PostCard, ...], year: int, now: datetime) -> Iterator[int]:
    for turn, post in enumerate(staff):
        graded = Graded(post.holder_id, post.unit_id, post.agency_id, post.roles)
        by = _head(staff, graded, now)
        if by is None or turn % 4 == 3 or post.roles == {Role.ADMIN}:
            continue
        grade, comment = WORDS[turn % len(WORDS)]
        yield services.propose_grade(post.id, year, grade=grade, comment=comment, by=by, at=now)


def _head(staff: tuple[PostCard, ...], graded: Graded, now: datetime) -> Actor | None:
    """Their head, or else the leader of the agency."""
    for role in (Role.UNIT_HEAD, Role.LEADER):
        for post in staff:
            if role in post.roles:
                actor = _actor(post, now)
                if duty_objection(actor, graded) is None:
                    return actor
    return None


def _somebody(staff: tuple[PostCard, ...], role: Role, now: datetime) -> Actor | None:
    return next((_actor(post, now) for post in staff if role in post.roles), None)


def _actor(post: PostCard, now: datetime) -> Actor:
    return people.actor_of(post.holder_id, post_id=post.id, on=timezone.localdate(now))
