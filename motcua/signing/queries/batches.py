"""A run of signing, as its page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from motcua.signing.errors import NoSuchBatch
from motcua.signing.models import Batch
from motcua.signing.rules import LineState


@dataclass(frozen=True, slots=True)
class BatchRow:
    subject: str
    about: str
    state: LineState
    words: str


@dataclass(frozen=True, slots=True)
class BatchCard:
    id: int
    begun_at: datetime
    ended_at: datetime | None
    certificate_serial: str
    rows: tuple[BatchRow, ...]

    @property
    def done(self) -> int:
        return sum(row.state is LineState.DONE for row in self.rows)

    @property
    def failed(self) -> int:
        return len(self.rows) - self.done


def batch(batch_id: int, user_id: int) -> BatchCard:
    """One's own. Two queries. Raises NoSuchBatch, also for another's."""
    found = Batch.objects.filter(pk=batch_id, begun_by=user_id).select_related("certificate")
    run = found.first()
    if run is None:
        raise NoSuchBatch
    rows = run.lines.order_by("position").values_list("subject", "about", "state", "words")
    return BatchCard(
        run.pk,
        run.begun_at,
        run.ended_at,
        run.certificate.serial,
        tuple(BatchRow(code, about, LineState(state), words) for code, about, state, words in rows),
    )
