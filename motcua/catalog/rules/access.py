"""Who may change the catalogue."""

from __future__ import annotations

from motcua.catalog.errors import NotAdministrator
from motcua.errors import DomainError
from motcua.people.rules import Actor, Role


def objection(actor: Actor) -> DomainError | None:
    """Why this person may not change the catalogue; None when they may."""
    return None if Role.ADMIN in actor.roles else NotAdministrator()
