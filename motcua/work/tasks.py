"""Background work: what was asked for many dossiers at once."""

from __future__ import annotations

from datetime import timedelta
from time import monotonic

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from motcua.work import services


A_TURN = timedelta(seconds=20)  # then others have theirs, and the worker can stop


@app.task(
    name=services.RUN_BULK,
    queue="bulk",
    retry=RetryStrategy(max_attempts=6, exponential_wait=3),
)
def run_bulk(run_id: int) -> None:
    """Row by row until none waits; after a turn the rest goes to the end of the queue."""
    began = monotonic()
    while services.do_next(run_id, at=timezone.now()):
        if monotonic() - began > A_TURN.total_seconds():
            services.go_on(run_id)
            return


@app.periodic(cron="*/2 * * * *")
@app.task(name="motcua.work.tasks.resume_bulk", queue="house", queueing_lock="resume_bulk")
def resume_bulk(timestamp: int) -> None:
    """Every two minutes; `timestamp` is procrastinate's own."""
    services.resume_bulk(at=timezone.now())
