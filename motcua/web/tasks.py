"""Background work of the web layer."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from motcua.web.api import once


@app.periodic(cron="40 1 * * *")
@app.task(name="motcua.web.tasks.forget_answers", queue="house", queueing_lock="forget_answers")
def forget_answers(timestamp: int) -> None:
    """Every night; `timestamp` is procrastinate's own."""
    once.forget(at=timezone.now())
