"""Who had a result is asked. Named in settings.REACTIONS."""

from __future__ import annotations

from django.utils import timezone

from motcua.journal.rules import Event
from motcua.surveys import services


def invite(event: Event) -> None:
    """Of `dossier.returned`. Twice is the same as once."""
    services.invite(event.subject, at=timezone.now())
