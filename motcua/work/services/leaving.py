"""Leaving a post: nobody goes while work hangs on them."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from motcua.dossiers.queries.load import hanging
from motcua.people import queries as people
from motcua.people import services
from motcua.people.rules import Actor
from motcua.work.errors import WorkStillOpen


@transaction.atomic
def release_post(post_id: int, *, until: date, by: Actor | None, at: datetime) -> None:
    """End a post once nothing hangs on it any more: open dossiers, intakes under way, requests.

    Raises WorkStillOpen, and what people.services.end_post refuses: that is asked first, so that
    who may not end the post doesn't learn what hangs on it.
    """
    services.end_post(post_id, until=until, by=by, at=at)
    post = people.post(post_id)
    if left := hanging(post.holder_id, post.unit_id):
        raise WorkStillOpen(name=post.holder_name, what=left.words)
