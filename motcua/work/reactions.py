"""Who hears of what happens. Named in settings.REACTIONS."""

from __future__ import annotations

from django.utils import timezone

from motcua.journal.rules import Event
from motcua.work import services


def tell_who_cares(event: Event) -> None:
    """Of anything about a dossier."""
    services.tell_who_cares(event, at=timezone.now())


def tell_of_substitute(event: Event) -> None:
    """Of `people.substitute_set`."""
    services.tell_of_substitute(event, at=timezone.now())
