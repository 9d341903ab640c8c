"""How long the desk takes for an official with 5,000 open dossiers.

    MOTCUA_HOME=<a demonstration's> DJANGO_SETTINGS_MODULE=motcua.settings python -m bench.worklist

One dossier of the demonstration is copied so many times, in a transaction that is rolled back.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from functools import partial
from statistics import quantiles
from typing import Any

import django
from django.db import connection, transaction


COPIED = """
    INSERT INTO dossiers_dossier ({columns})
    SELECT {values} FROM dossiers_dossier, generate_series(1, %s) AS n WHERE code = %s
"""
ROUNDS = 60


def main(count: int) -> None:
    django.setup()
    from django.conf import settings  # noqa: PLC0415  Django comes first
    from django.test import Client  # noqa: PLC0415

    settings.ALLOWED_HOSTS = ["testserver"]
    with transaction.atomic():
        code, account = _copy(count)
        client = Client()
        client.force_login(account)
        print(f"{count} open dossiers of one official, {ROUNDS} rounds, server time alone")
        for name, url in (
            ("work list", "/can-bo/"),
            ("work list, late ones", "/can-bo/?tt=late"),
            ("search by name", "/can-bo/tim/?q=khong+ten+nao"),
            ("dossier page", f"/can-bo/ho-so/{code}/"),
        ):
            _report(name, partial(client.get, url))
        transaction.set_rollback(True)


def _copy(count: int) -> tuple[str, Any]:
    from motcua.dossiers.models import Dossier  # noqa: PLC0415
    from motcua.people.models import Account  # noqa: PLC0415

    first = Dossier.objects.filter(
        status="in_process", step_role="specialist", assignee__username="lan"
    ).earliest("pk")
    changed = {
        "code": "code || '-' || n",
        "due_at": "due_at + n * interval '7 minutes'",
    }
    columns = [f.column for f in Dossier._meta.concrete_fields if f.column != "id"]
    sql = COPIED.format(
        columns=", ".join(f'"{c}"' for c in columns),
        values=", ".join(changed.get(c, f'"{c}"') for c in columns),
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [count, first.code])
        cursor.execute("ANALYZE dossiers_dossier")
    return first.code, Account.objects.get(username="lan")


def _report(name: str, call: Callable[[], object]) -> None:
    for _ in range(3):
        call()
    spent = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        call()
        spent.append(1000 * (time.perf_counter() - began))
    cut = quantiles(spent, n=100)
    print(f"  {name:<22} p50 {cut[49]:6.1f} ms  p95 {cut[94]:6.1f} ms")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5000)
