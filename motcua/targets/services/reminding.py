"""Units that are behind are told at the half and two weeks before the end, each once."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from motcua.alerts import services as alerts
from motcua.alerts.rules import Kind
from motcua.people import queries as people
from motcua.people.queries import PostCard
from motcua.people.rules import Role
from motcua.targets.queries.cards import QuotaCard, TargetCard, standing_targets
from motcua.targets.queries.reached import Reader, progress_of
from motcua.targets.rules import Call, Progress, State, call_due, gap_words, value_words


WORDS = {Call.HALF: "Đã qua nửa thời gian", Call.LAST: "Còn không quá hai tuần"}
TO_SAY = frozenset({State.BEHIND, State.MISSED})


@transaction.atomic
def remind(*, at: datetime) -> int:
    """Tell who leads each unit behind, and who assigned it how many are; returns how many units.

    Judged by what was counted up to yesterday: today is not over. Twice is the same as once.
    """
    today = timezone.localdate(at)
    people_at, reader, told = _People(today), Reader(), 0
    for card in standing_targets(today):
        call = call_due(card.aim(card.quotas[0]), today) if card.quotas else None
        if call is None:
            continue
        until = today - timedelta(days=1)
        progress = progress_of(card, on=until, today=today, reader=reader)
        behind = {quota: one for quota, one in progress.items() if one.state in TO_SAY}
        for quota, one in behind.items():
            _tell_unit(card, quota, one, call, people_at, at)
        if behind:
            _tell_assigner(card, len(behind), call, at)
        told += len(behind)
    return told


class _People:
    """Who leads which unit today. One query for each agency."""

    def __init__(self, on: date) -> None:
        self._on = on
        self._posts: dict[int, tuple[PostCard, ...]] = {}

    def leading(self, unit_id: int, agency_id: int) -> list[int]:
        """The head of an office; for an agency, or an office without a head, its leaders."""
        if agency_id not in self._posts:
            self._posts[agency_id] = people.staff_of(agency_id, self._on)
        posts = self._posts[agency_id]
        here = [post for post in posts if post.unit_id == unit_id]
        heads = [p.holder_id for p in here if p.roles & {Role.UNIT_HEAD, Role.LEADER}]
        return heads or [post.holder_id for post in posts if Role.LEADER in post.roles]


def _tell_unit(
    card: TargetCard,
    quota: QuotaCard,
    progress: Progress,
    call: Call,
    people_at: _People,
    at: datetime,
) -> None:
    gap = gap_words(progress) or "chưa kịp tiến độ"
    due = f"{card.draft.due_on:%d/%m/%Y}"
    text = (
        f"{WORDS[call]}, {quota.unit_name} chậm chỉ tiêu «{card.draft.name}»: "
        f"giao {value_words(card.draft.kind, quota.value)}, {gap}, đến hạn {due}."
    )
    alerts.tell(
        people_at.leading(quota.unit_id, quota.agency_id),
        kind=Kind.REMINDER,
        subject=f"target:{card.id}",
        text=text,
        key=f"target:{card.id}:{quota.id}:{call}",
        at=at,
    )


def _tell_assigner(card: TargetCard, count: int, call: Call, at: datetime) -> None:
    text = (
        f"{WORDS[call]}, {count} trên {len(card.quotas)} đơn vị chậm chỉ tiêu "
        f"«{card.draft.name}». Các đơn vị này đã được nhắc."
    )
    alerts.tell(
        [card.assigned_by_id],
        kind=Kind.REMINDER,
        subject=f"target:{card.id}",
        text=text,
        key=f"target:{card.id}:all:{call}",
        at=at,
    )
