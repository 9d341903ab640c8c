"""The box of requests: what is asked of my office, what my office has asked."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from django.db.models import Count, Q

from motcua.coordination.models import Request, RequestQuerySet
from motcua.coordination.queries.cards import RequestCard, cards
from motcua.coordination.rules import ASKED, ENDED, OPEN, State


EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Box(StrEnum):
    TO_ANSWER = "to_answer"
    TO_HAND_ON = "to_hand_on"
    ANSWERED = "answered"
    SENT = "sent"
    ENDED = "ended"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def is_open(self) -> bool:
        return self in (Box.TO_ANSWER, Box.TO_HAND_ON, Box.SENT)


_LABELS = {
    Box.TO_ANSWER: "Cần trả lời",
    Box.TO_HAND_ON: "Cần chuyển tiếp",
    Box.ANSWERED: "Đã trả lời, đã xong",
    Box.SENT: "Chờ nơi khác trả lời",
    Box.ENDED: "Đã có trả lời, đã xong",
}


@dataclass(frozen=True, slots=True)
class BoxCounts:
    """How many in each box that is open, and how many of those are late."""

    total: dict[Box, int]
    late: dict[Box, int]


@dataclass(frozen=True, slots=True)
class Page:
    rows: tuple[RequestCard, ...]
    next_cursor: str


_OPEN = Q(state__in=sorted(s.value for s in OPEN))
_ENDED = Q(state__in=sorted(s.value for s in ENDED))
_ASKED = Q(state__in=sorted(s.value for s in ASKED))


def _condition(unit_ids: Collection[int], box: Box) -> Q:
    asked, mine = Q(asked_unit__in=unit_ids), Q(from_unit__in=unit_ids)
    return {
        Box.TO_ANSWER: asked & _OPEN & _ASKED,
        Box.TO_HAND_ON: Q(via_unit__in=unit_ids) & _OPEN & Q(state=State.AT_ONE_STOP.value),
        Box.ANSWERED: asked & _ENDED & Q(sent_at__isnull=False),
        Box.SENT: mine & _OPEN,
        Box.ENDED: mine & _ENDED,
    }[box]


def box_counts(unit_ids: Collection[int], *, now: datetime) -> BoxCounts:
    """One query over what is open at these offices."""
    open_boxes = [box for box in Box if box.is_open]
    here = Q(asked_unit__in=unit_ids) | Q(from_unit__in=unit_ids) | Q(via_unit__in=unit_ids)
    wanted = {box.value: Count("pk", filter=_condition(unit_ids, box)) for box in open_boxes}
    late = {
        f"late_{box.value}": Count("pk", filter=_condition(unit_ids, box) & Q(due_at__lt=now))
        for box in open_boxes
    }
    found = Request.objects.open().filter(here).aggregate(**wanted, **late)
    return BoxCounts(
        {box: found[box.value] for box in open_boxes},
        {box: found[f"late_{box.value}"] for box in open_boxes},
    )


def in_box(unit_ids: Collection[int], box: Box, *, cursor: str = "", limit: int = 50) -> Page:
    """What is open by its due moment, waiting ones last; what has ended newest first.

    Three queries at most.
    """
    found = Request.objects.filter(_condition(unit_ids, box))
    ordered = _open_after(found, cursor) if box.is_open else _ended_after(found, cursor)
    rows = list(ordered[: limit + 1])
    page = rows[:limit]
    more = len(rows) > limit
    return Page(cards(page), _cursor(page[-1], box) if more else "")


def _open_after(found: RequestQuerySet, cursor: str) -> RequestQuerySet:
    moment, _, pk = cursor.partition("_")
    ordered = found.order_by("due_at", "pk")  # PostgreSQL puts what has no due moment last
    if not _is_number(pk):
        return ordered
    if not _is_number(moment):
        return ordered.filter(due_at=None, pk__gt=int(pk))
    due_at = EPOCH + timedelta(microseconds=int(moment))
    later = Q(due_at__gt=due_at) | Q(due_at=due_at, pk__gt=int(pk)) | Q(due_at=None)
    return ordered.filter(later)


def _ended_after(found: RequestQuerySet, cursor: str) -> RequestQuerySet:
    ordered = found.order_by("-pk")
    return ordered.filter(pk__lt=int(cursor)) if _is_number(cursor) else ordered


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 18


def _cursor(row: Request, box: Box) -> str:
    if not box.is_open:
        return str(row.pk)
    moment = (row.due_at - EPOCH) // timedelta(microseconds=1) if row.due_at else ""
    return f"{moment}_{row.pk}"
