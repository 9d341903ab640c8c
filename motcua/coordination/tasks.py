"""Background work of coordination: reminding of what is nearly due."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from motcua.coordination import services


@app.periodic(cron="*/15 * * * *")
@app.task(name="motcua.coordination.tasks.remind", queue="house", queueing_lock="remind")
def remind(timestamp: int) -> None:
    """Every quarter of an hour; `timestamp` is procrastinate's own."""
    services.remind_due(at=timezone.now())
    services.tell_late(at=timezone.now())
