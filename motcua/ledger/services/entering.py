"""Writing where dossiers stand. Always in the transaction of the change itself."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace as altered
from datetime import date

from django.db import transaction

from motcua.ledger.models import Position, Tally, Topic, Total
from motcua.ledger.rules import Stand, Stay, following, postings
from motcua.ledger.services.filing import Filing, received, row_of, stay_of, topic_of, write
from motcua.ledger.services.posting import (
    Key,
    Posts,
    by_unit,
    copy_in,
    post,
    tallies,
    totals,
)


@transaction.atomic(savepoint=False)
def enter(filing: Filing, stand: Stand, *, on: date, is_first: bool = True) -> bool:
    """Note how a dossier stands from this day on; its first entry is the day it was received.

    Several on one day: the last one holds. The caller holds the dossier's lock. What has ended
    stays as it ended: later scans and corrections change no figure. False, and nothing written,
    for a dossier the ledger doesn't know when it is not its first entry: see `replace`.
    """
    row = Position.objects.filter(code=filing.code, until_on=None).first()
    if row is not None:
        _change(row, stand, on)
    elif is_first:
        _begin(filing, stand, on)
    else:
        return False
    return True


def _begin(filing: Filing, stand: Stand, on: date) -> None:
    topic, stay = topic_of(filing), received(filing, stand, on)
    row_of(filing, topic, stay).save()
    post({(filing.unit_id, topic.pk): postings(stay)})


def _change(row: Position, stand: Stand, on: date) -> None:
    before = stay_of(row)
    after = following(before, stand, on)
    if after is None:
        return
    posts = postings(after)
    posts.subtract(postings(before))
    if after.from_on == before.from_on:
        write(row, after)
        row.save()
    else:
        posts.update(postings(altered(before, until_on=after.from_on)))
        Position.objects.filter(pk=row.pk).update(until_on=after.from_on)
        row.pk, row._state.adding = None, True
        write(row, after)
        row.save()
    post({(row.unit_id, row.topic_id): posts})


@transaction.atomic
def replace(filing: Filing, stays: tuple[Stay, ...]) -> bool:
    """Put a whole history in the place of what the ledger has of a dossier; False when it is that.

    What the old positions posted is taken back. Past days say something else from then on: only
    for what was wrong. The caller holds the dossier's lock. No stays: it leaves the ledger.
    """
    old = list(
        Position.objects.filter(code=filing.code).select_related("topic").order_by("from_on")
    )
    if [(_filing_of(row), stay_of(row)) for row in old] == [(filing, stay) for stay in stays]:
        return False
    posts: defaultdict[Key, Posts] = defaultdict(Counter)
    for row in old:
        posts[row.unit_id, row.topic_id].subtract(postings(stay_of(row)))
    Position.objects.filter(code=filing.code).delete()
    if stays:
        topic = topic_of(filing)
        Position.objects.bulk_create([row_of(filing, topic, stay) for stay in stays])
        for stay in stays:
            posts[filing.unit_id, topic.pk].update(postings(stay))
    post(posts)
    return True


def _filing_of(row: Position) -> Filing:
    return Filing(
        code=row.code,
        unit_id=row.unit_id,
        procedure=row.topic.procedure,
        field=row.topic.field,
        channel=row.channel,
    )


@transaction.atomic
def load(rows: Iterable[tuple[Filing, tuple[Stay, ...]]]) -> int:
    """Lay in whole histories at once, of dossiers that are not in the ledger yet; how many.

    For data that comes from elsewhere; `enter` says the same, change by change.
    """
    topics: dict[tuple[str, str], Topic] = {}
    positions: list[Position] = []
    posts: defaultdict[Key, Posts] = defaultdict(Counter)
    count = 0
    for filing, stays in rows:
        named = filing.procedure, filing.field
        if named not in topics:
            topics[named] = topic_of(filing)
        for stay in stays:
            positions.append(row_of(filing, topics[named], stay))
            posts[filing.unit_id, topics[named].pk].update(postings(stay))
        count += 1
    copy_in(Position, positions)
    copy_in(Tally, tallies(posts))
    copy_in(Total, totals(by_unit(posts)))
    return count
