"""How fast the figures of a province's year are, over a million dossiers.

    python -m bench province [--dossiers 1000000] [--journal] [--keep] [--until DATE] [--explain]

In a database of its own, dropped at the end unless it is to be kept; a kept one of the same size
is taken as it stands. `--journal` writes journals too and lets them tell every figure once more:
for a hundred thousand dossiers, say.
"""

from __future__ import annotations

import argparse
import os
import time
from datetime import date, timedelta

from django.db import connection, transaction
from django.utils import timezone

from bench import ground
from bench.keeping import keep
from bench.province import exactness, measure, places
from bench.province.lives import lives
from bench.province.load import load
from motcua.ledger.models import Position
from motcua.people.models import Unit


def main(words: list[str]) -> None:
    given = _given(words)
    last = date.fromisoformat(given.until)
    name = f"bench_province_{given.dossiers}"
    with ground.database(name, is_kept=given.keep):
        if not Position.objects.exists():
            _lay_out(given, last)
        _sizes()
        if given.journal:
            rows = exactness.compare(last)
            keep("province, told by the journal", rows, dossiers=given.dossiers)
            return
        rows = measure.measure(last, is_explained=given.explain)
        keep("province", rows, dossiers=given.dossiers)


def _given(words: list[str]) -> argparse.Namespace:
    yesterday = timezone.localdate() - timedelta(days=1)
    options = argparse.ArgumentParser(prog="python -m bench province")
    options.add_argument("--dossiers", type=int, default=1_000_000)
    options.add_argument("--until", default=f"{yesterday}")
    options.add_argument("--journal", action="store_true")
    options.add_argument("--keep", action="store_true")
    options.add_argument("--explain", action="store_true")
    return options.parse_args(words)


def _lay_out(given: argparse.Namespace, last: date) -> None:
    began = time.perf_counter()
    with transaction.atomic():
        desks = places.lay_out()
        made = lives(desks, given.dossiers, last=last)
        count = load(made, desks, with_journal=given.journal)
    loaded = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    print(
        f"{given.dossiers} dossiers, {count} positions, {Unit.objects.count()} units: "
        f"{loaded - began:.0f} s to load, {time.perf_counter() - loaded:.0f} s to analyse, "
        f"load average {os.getloadavg()[0]:.1f}",
        flush=True,
    )


def _sizes() -> None:
    with connection.cursor() as cursor:
        for table in ("ledger_position", "ledger_tally", "dossiers_dossier", "journal_entry"):
            cursor.execute(
                "SELECT reltuples::bigint, pg_size_pretty(pg_relation_size(oid)), "
                "pg_size_pretty(pg_indexes_size(oid)) FROM pg_class WHERE relname = %s",
                [table],
            )
            rows, data, indexes = cursor.fetchone()
            print(f"  {table:<18} {rows:>10} rows  {data:>8} and {indexes:>8} of indexes")
