"""How long the desk takes for an official with 5,000 open dossiers.

    MOTCUA_HOME=<a demonstration's> DJANGO_SETTINGS_MODULE=motcua.settings python -m bench.worklist

One dossier of the demonstration is copied so many times, in a transaction that is rolled back.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from statistics import quantiles

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
        cut = quantiles(spent, n=100)
    print(f"  {name:<22} p50 {cut[49]:6.1f} ms  p95 {cut[94]:6.1f} ms")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5000)
