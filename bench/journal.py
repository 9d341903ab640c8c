"""How long the check of 100,000 journal entries takes, and that it finds one altered byte.

    DJANGO_SETTINGS_MODULE=tests.settings python -m bench.journal [entries]

Works in a database of its own on the embedded server, which it drops at the end.
"""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime

import django
from django.db import connection, transaction


AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
IN_A_CHAIN = 50


def main(count: int) -> None:
    django.setup()
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        _measure(count)
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def _measure(count: int) -> None:
    from motcua.journal import queries, services  # noqa: PLC0415  Django comes first

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
    from motcua.journal.models import Entry  # noqa: PLC0415
    from motcua.journal.rules import entry_hash  # noqa: PLC0415

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


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
