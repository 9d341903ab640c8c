"""Sums, positions and journal of the same year, cell by cell."""

from __future__ import annotations

import os
import resource
import time
from datetime import date, timedelta
from typing import Any

from motcua.ledger.rules import Period
from motcua.reports.queries.verifying import verified


def compare(last: date) -> list[dict[str, Any]]:
    """A year, a quarter, and a day long past; raises when one number differs."""
    past = last - timedelta(days=200)
    rows = []
    for name, period in (
        ("a year", Period(last - timedelta(days=364), last)),
        ("a quarter", Period(last - timedelta(days=140), last - timedelta(days=51))),
        ("a past month, as it stood then", Period(past - timedelta(days=29), past)),
    ):
        began = time.perf_counter()
        verdict = verified(period)
        taken = time.perf_counter() - began
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(
            f"{name:<32} {verdict.dossiers:>8} dossiers  {verdict.numbers:>8} numbers  "
            f"{len(verdict.differences)} differ  {taken:6.1f} s  {peak} MB at most  "
            f"load {os.getloadavg()[0]:.1f}",
            flush=True,
        )
        assert not verdict.differences, verdict.differences[:3]
        rows.append(
            {
                "name": name,
                "dossiers": verdict.dossiers,
                "numbers": verdict.numbers,
                "differences": len(verdict.differences),
                "seconds": round(taken, 1),
            }
        )
    return rows
