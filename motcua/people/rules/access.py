"""Who may administer which unit and which account. Pure.

An administrator looks after the agency of their post and all that hangs under it. The house itself
(a command on the server, demonstration data) acts as None and may do all.
"""

from __future__ import annotations

from collections.abc import Iterable

from motcua.errors import DomainError
from motcua.people.errors import NotAdmin, OutsideYourAgency
from motcua.people.rules.actors import Actor, Role


def objection(actor: Actor | None, *, paths: Iterable[str] = ()) -> DomainError | None:
    """Why this person may not administer the units with these paths; None when they may.

    For an account these are the units of all its posts that haven't ended: who resets a password
    could act at every one of them. The pages ask it which buttons to show, the services ask it
    before they write.
    """
    if actor is None:
        return None
    if Role.ADMIN not in actor.roles:
        return NotAdmin()
    if any(f"/{actor.agency_id}/" not in path for path in paths):
        return OutsideYourAgency()
    return None
