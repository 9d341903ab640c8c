"""Background work of signing."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from motcua.signing import services


@app.periodic(cron="25 6 * * *")
@app.task(name="motcua.signing.tasks.warn_of_expiry", queue="house", queueing_lock="warn_of_expiry")
def warn_of_expiry(timestamp: int) -> None:
    """Every morning; `timestamp` is procrastinate's own."""
    services.warn_of_expiry(at=timezone.now())
