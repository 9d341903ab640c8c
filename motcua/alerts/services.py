"""Telling people, and noting that they read it.

Nothing is journalled here: a reminder follows from a fact or a due moment that is, and only the
person it is for ever sees it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models.functions import Greatest

from motcua.alerts.errors import NoSuchAlert
from motcua.alerts.models import Alert
from motcua.alerts.rules import LONGEST_TEXT, Kind


BATCH = 1000


@transaction.atomic
def tell(
    user_ids: Iterable[int], *, kind: Kind, subject: str, text: str, key: str, at: datetime
) -> None:
    """Remind these people, each once: who was told under this key already is not told again.

    One query for a thousand people. `key` says what it is about and why: `late:H40…-0007:step3`.
    """
    words = text if len(text) <= LONGEST_TEXT else f"{text[: LONGEST_TEXT - 1]}…"
    new = [
        Alert(recipient_id=user_id, kind=kind.value, subject=subject, text=words, key=key, at=at)
        for user_id in sorted(set(user_ids))
    ]
    Alert.objects.bulk_create(new, batch_size=BATCH, ignore_conflicts=True)


@transaction.atomic
def mark_read(alert_id: int, *, by: int, at: datetime) -> str:
    """Returns the subject, for who goes on to it. Raises NoSuchAlert for another person's."""
    found = Alert.objects.filter(pk=alert_id, recipient=by)
    subject = found.values_list("subject", flat=True).first()
    if subject is None:
        raise NoSuchAlert
    found.filter(read_at=None).update(read_at=Greatest("at", at))
    return subject


@transaction.atomic
def mark_all_read(*, by: int, until: datetime, at: datetime) -> int:
    """All that this person had been told by the moment of the page they looked at."""
    unread = Alert.objects.filter(recipient=by, read_at=None, at__lte=until)
    return unread.update(read_at=Greatest("at", at))
