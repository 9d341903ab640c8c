"""Background work of lateness: warnings, and the end of what nobody answered."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from motcua.dossiers import services as dossiers
from motcua.lateness import services


@app.periodic(cron="7,22,37,52 * * * *")
@app.task(name="motcua.lateness.tasks.warn", queue="house", queueing_lock="warn")
def warn(timestamp: int) -> None:
    """Every quarter of an hour; `timestamp` is procrastinate's own."""
    services.warn(at=timezone.now())


@app.periodic(cron="10 0 * * *")
@app.task(
    name="motcua.lateness.tasks.close_unanswered", queue="house", queueing_lock="close_unanswered"
)
def close_unanswered(timestamp: int) -> None:
    """Just after midnight: the term to answer ends with its last day."""
    dossiers.close_all_unanswered(at=timezone.now())
