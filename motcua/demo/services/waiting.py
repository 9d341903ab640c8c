"""The waiting room of a one-stop of today: counters, numbers called and waiting."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from motcua.people import queries as people
from motcua.people.rules import Actor, Role
from motcua.tickets import queries, services


LINES: Final = (
    ("A", "Hộ tịch, chứng thực", ("Hộ tịch", "Chứng thực")),
    ("B", "Đất đai, xây dựng", ("Đất đai", "Hoạt động xây dựng")),
    ("C", "Việc khác", ()),
    ("D", "Nhận kết quả", ()),
)
COUNTERS: Final = ((1, "Hộ tịch, chứng thực", "AD"), (2, "Mọi lĩnh vực", "ABCD"))
TAKEN: Final = "AABACABDABCAAB"  # every few minutes of the morning
EVERY: Final = timedelta(minutes=4)
SERVED: Final = 6


@transaction.atomic
def fill(counter_code: str, *, at: datetime) -> None:
    """Once a day: who came this morning, some served, two at the counters, the others waiting."""
    on, start = timezone.localdate(at), at - EVERY * (len(TAKEN) + 1)
    unit = people.unit_by_code(counter_code, on)
    just_after_midnight = timezone.localdate(start) != on
    if just_after_midnight or queries.figures(unit.id, on).issued:
        return
    if not queries.lines(unit.id, on):
        _lay_out(unit.id, at=at)
    for n, letter in enumerate(TAKEN):
        services.issue(unit.id, letter, is_priority=n == 9, at=start + EVERY * n)
    officers = _officers(unit.id, on)[: len(COUNTERS)]
    for officer, (number, _name, _letters) in zip(officers, COUNTERS, strict=False):
        services.sit_at(number, by=officer, at=start)
    for n in range(SERVED if officers else 0):
        _served(officers[n % len(officers)], is_last=n >= SERVED - len(officers), at=at)


def _lay_out(unit_id: int, *, at: datetime) -> None:
    for letter, name, fields in LINES:
        services.set_line(unit_id, letter, name=name, fields=fields, by=None, at=at)
    for number, name, letters in COUNTERS:
        services.set_counter(unit_id, number, name=name, letters=letters, by=None, at=at)


def _served(officer: Actor, *, is_last: bool, at: datetime) -> None:
    services.call_next(by=officer, at=at)
    if not is_last:
        services.serve(by=officer, at=at)
        services.finish(by=officer, at=at)


def _officers(unit_id: int, on: date) -> list[Actor]:
    """Those at the counters, each acting at that post."""
    found = []
    for holder in people.holders(unit_id, Role.COUNTER, on):
        posts = people.posts_of(holder.user_id, on)
        post = next(p for p in posts if p.unit_id == unit_id and Role.COUNTER in p.roles)
        found.append(people.actor_of(holder.user_id, post_id=post.id, on=on))
    return found
