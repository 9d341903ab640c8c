"""Keeping the sums short, and making them anew from the positions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import groupby
from operator import attrgetter
from typing import Final

from django.db import connection, transaction

from motcua.ledger.models import Position, Posted, Tally, Total
from motcua.ledger.rules import postings
from motcua.ledger.rules.cells import POSTED
from motcua.ledger.services.filing import stay_of
from motcua.ledger.services.posting import Posts, copy_in, tallies, totals


MOST_KEYS: Final = 20_000
A_TIME: Final = 5_000  # positions, and rows of sums, in memory at once


@transaction.atomic
def melt(*, most: int = MOST_KEYS) -> int:
    """Melt the loose rows of at most so many keys of each table; how many keys, of the longer one.

    One statement each: whoever sums meanwhile sees the rows before it or after it, never half.
    """
    _take_the_sums()
    return max(
        _melt(Tally, ("grain", "start", "unit_id", "topic_id"), most),
        _melt(Total, ("grain", "start", "unit_id"), most),
    )


def _take_the_sums() -> None:
    """One at a time removes rows of sums; readers, and clerks who append some, wait for nobody."""
    with connection.cursor() as cursor:
        for model in (Tally, Total):
            table = model._meta.db_table
            cursor.execute(f"LOCK TABLE {table} IN SHARE UPDATE EXCLUSIVE MODE")


def _melt(model: type[Posted], columns: tuple[str, ...], most: int) -> int:
    table, key = model._meta.db_table, ", ".join(columns)
    same = " AND ".join(f"{table}.{column} = keys.{column}" for column in columns)
    cells = [cell.value for cell in POSTED]
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            WITH keys AS (
                SELECT DISTINCT {key} FROM {table} WHERE is_loose LIMIT %s
            ), gone AS (
                DELETE FROM {table} USING keys WHERE {same} RETURNING {table}.*
            )
            INSERT INTO {table} ({key}, is_loose, {", ".join(cells)})
            SELECT {key}, false, {", ".join(f"sum({cell})" for cell in cells)}
            FROM gone GROUP BY {key}
            """,
            [most],
        )
        return int(cursor.rowcount)


def recast(*, tell: Callable[[int], None] = lambda positions: None) -> int:
    """Make all sums anew from the positions alone; how many positions. `tell`: how many so far.

    One transaction and one snapshot: a clerk's change of meanwhile is in neither what is removed
    nor what is counted, and stays beside it. Readers see the old sums until it is done. Must not
    be called within another transaction.
    """
    with transaction.atomic(durable=True):
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        _take_the_sums()  # before the snapshot, which the first reading statement takes
        for model in (Tally, Total):
            model.objects.all().delete()
        return _recast(tell)


def _recast(tell: Callable[[int], None]) -> int:
    """In the order of the keys: the sums of one unit and topic are in memory, and the unit's."""
    count = 0
    tell(count)
    rows = Position.objects.order_by("unit_id", "topic_id").iterator(chunk_size=A_TIME)
    kept: list[Tally] = []
    for unit_id, of_unit in groupby(rows, key=attrgetter("unit_id")):
        whole: Posts = Counter()
        for topic_id, some in groupby(of_unit, key=attrgetter("topic_id")):
            posts: Posts = Counter()
            for row in some:
                posts.update(postings(stay_of(row)))
                count += 1
                if count % A_TIME == 0:
                    tell(count)
            whole.update(posts)
            kept += tallies({(unit_id, topic_id): posts}, is_loose=False)
            if len(kept) >= A_TIME:
                copy_in(Tally, kept)
                kept.clear()
        copy_in(Total, totals({unit_id: whole}, is_loose=False))
    copy_in(Tally, kept)
    return count
