"""Background work on scans: look into each file, put the pages of a paper together."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from motcua.papers import services
from motcua.papers.providers import reader
from motcua.papers.services.scans import JOIN, LOOK


_AGAIN = RetryStrategy(max_attempts=6, exponential_wait=4)


@app.task(name=LOOK, queue="previews", retry=_AGAIN)
def look(scan_id: int) -> None:
    """The file is parsed in a process of its own; nothing is locked meanwhile."""
    content = services.content_to_look_into(scan_id)
    if content is not None:
        services.looked_into(scan_id, reader.look(content), at=timezone.now())


@app.periodic(cron="*/10 * * * *")
@app.task(name="motcua.papers.tasks.look_again", queue="house", queueing_lock="look_again")
def look_again(timestamp: int) -> None:
    """Every ten minutes; `timestamp` is procrastinate's own."""
    services.look_again(before=timezone.now() - timedelta(minutes=10))


@app.task(name=JOIN, queue="previews", retry=_AGAIN)
def join(paper_id: int) -> None:
    services.put_together(paper_id)
