"""How long the check of 100,000 journal entries takes, and that it finds one altered byte.

    .venv/bin/python -m bench journal [entries]

Works in a database of its own on the embedded server, which it drops at the end.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime

from django.db import connection, transaction

from bench import ground
from motcua.journal import queries, services
from motcua.journal.models import Entry
from motcua.journal.rules import entry_hash


AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
IN_A_CHAIN = 50


def main(words: list[str]) -> None:
    with ground.database():
        _measure(int(words[0]) if words else 100_000)


def _measure(count: int) -> None:
    with transaction.atomic():
        _write(count)
        services.seal_new_entries(at=AT)
        with connection.cursor() as cursor:
            cursor.execute("SELECT max(id) FROM journal_entry")
            last = cursor.fetchone()[0]
        for changed in (False, True):
            if changed:
                _change(last - count // 2)
            began = time.perf_counter()
            verdict = queries.verify()
            print(
                f"{verdict.entries} entries, {verdict.seals} seals: "
                f"{time.perf_counter() - began:.2f} s, faults: {list(verdict.broken)}"
            )


def _write(count: int) -> None:
    entries, previous = [], ""
    for number in range(count):
        subject, seq = f"BENCH-{number // IN_A_CHAIN}", number % IN_A_CHAIN + 1
        facts = {"action": "forward", "to_step": "Thẩm tra hồ sơ", "number": number}
        previous = entry_hash(
            previous="" if seq == 1 else previous,
            seq=seq,
            kind="dossier.step_taken",
            subject=subject,
            facts=facts,
            by_id=None,
            at=AT,
        )
        entries.append(
            Entry(
                kind="dossier.step_taken",
                subject=subject,
                seq=seq,
                facts=facts,
                at=AT,
                hash=previous,
            )
        )
    Entry.objects.bulk_create(entries, batch_size=5000)


def _change(pk: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(
            "UPDATE journal_entry SET facts = jsonb_set(facts, '{to_step}', '\"Thẩm tra hồ sơ.\"') "
            "WHERE id = %s",
            [pk],
        )
