"""Background work of the journal: run a reaction, seal what is new."""

from __future__ import annotations

from importlib import import_module

from django.db import transaction
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from motcua.journal import queries, services


@app.task(
    name=services.DELIVER,
    queue="reactions",
    retry=RetryStrategy(max_attempts=12, exponential_wait=4),
)
def deliver(entry_id: int, reaction: str) -> None:
    """Give one entry to one reaction. It may be repeated: a worker can die before it is marked."""
    module, _, name = reaction.rpartition(".")
    with transaction.atomic():
        getattr(import_module(module), name)(queries.event(entry_id))


@app.periodic(cron="*/5 * * * *")
@app.task(name="motcua.journal.tasks.seal", queue="house", queueing_lock="seal")
def seal(timestamp: int) -> None:
    """Every five minutes; `timestamp` is procrastinate's own."""
    services.seal_new_entries(at=timezone.now())
