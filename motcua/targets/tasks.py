"""Background work of targets: telling units that are behind."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from motcua.targets import services


@app.periodic(cron="10 6 * * *")
@app.task(name="motcua.targets.tasks.remind", queue="house", queueing_lock="remind_targets")
def remind(timestamp: int) -> None:
    """Every morning; `timestamp` is procrastinate's own."""
    services.remind(at=timezone.now())
