"""One press of «Ký»: what it was asked for, and what became of each row."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from motcua.people.rules import Actor
from motcua.signing.errors import NothingChosen, TooManyAtOnce
from motcua.signing.models import Batch, BatchLine
from motcua.signing.rules import MOST_IN_BATCH, LineState


@transaction.atomic
def begin_batch(
    subjects: Sequence[tuple[str, str]], certificate_id: int, *, by: Actor, at: datetime
) -> int:
    """Rows of (subject, words about it). Returns the batch. Raises NothingChosen, TooManyAtOnce."""
    assert_bearable(len(subjects))
    batch = Batch.objects.create(certificate_id=certificate_id, begun_at=at, begun_by_id=by.user_id)
    BatchLine.objects.bulk_create(
        BatchLine(batch=batch, position=position, subject=subject[:60], about=about[:300])
        for position, (subject, about) in enumerate(subjects, 1)
    )
    return batch.pk


def assert_bearable(count: int) -> None:
    if not count:
        raise NothingChosen
    if count > MOST_IN_BATCH:
        raise TooManyAtOnce(most=MOST_IN_BATCH)


def settle(batch_id: int, position: int, state: LineState, words: str) -> None:
    """What became of a row, in the transaction of what became of it."""
    found = BatchLine.objects.filter(batch=batch_id, position=position)
    found.update(state=state.value, words=words[:500])


def end_batch(batch_id: int, *, at: datetime) -> None:
    Batch.objects.filter(pk=batch_id, ended_at=None).update(ended_at=at)
