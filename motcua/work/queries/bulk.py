"""Reading runs of work in bulk."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from motcua.people.rules import Actor
from motcua.work.errors import NoSuchBulk
from motcua.work.models import BulkLine, BulkRun
from motcua.work.rules import Deed, LineState


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkRow:
    code: str
    about: str
    state: LineState
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkCard:
    """A run as who asked for it sees it; refused rows stand first."""

    id: int
    deed: Deed
    total: int
    begun_at: datetime
    ended_at: datetime | None
    rows: tuple[BulkRow, ...]
    done: int
    refused: int
    arguments: Mapping[str, Any]

    @property
    def share(self) -> float:
        return (self.done + self.refused) / self.total

    @property
    def waiting(self) -> int:
        return self.total - self.done - self.refused


def bulk(run_id: int, actor: Actor) -> BulkCard:
    """Two queries, however many rows. Raises NoSuchBulk, also for another's run."""
    run = BulkRun.objects.filter(pk=run_id, begun_by=actor.user_id).first()
    if run is None:
        raise NoSuchBulk
    lines = list(
        BulkLine.objects.filter(run=run)
        .order_by("position")
        .values_list("code", "about", "state", "words")
    )
    rows = [
        BulkRow(code=code, about=about, state=LineState(state), words=words)
        for code, about, state, words in lines
    ]
    counted = Counter(row.state for row in rows)
    return BulkCard(
        id=run.pk,
        deed=Deed(run.deed),
        total=run.total,
        begun_at=timezone.localtime(run.begun_at),
        ended_at=run.ended_at,
        rows=tuple(sorted(rows, key=lambda row: _ORDER[row.state])),
        done=counted[LineState.DONE],
        refused=counted[LineState.REFUSED],
        arguments=run.arguments,
    )


_ORDER = {LineState.REFUSED: 0, LineState.WAITING: 1, LineState.DONE: 2}
