"""Background work of the ledger."""

from __future__ import annotations

from procrastinate.contrib.django import app

from motcua.ledger import services


@app.periodic(cron="*/10 * * * *")
@app.task(name="motcua.ledger.tasks.melt", queue="house", queueing_lock="melt")
def melt(timestamp: int) -> None:
    """Every ten minutes; `timestamp` is procrastinate's own."""
    while services.melt() == services.MOST_KEYS:
        continue
