"""Whose dossiers they are, for lists that have only codes."""

from __future__ import annotations

from collections.abc import Collection

from motcua.dossiers.models import Dossier
from motcua.people.rules import Actor, Role


def applicant_names(codes: Collection[str], actor: Actor) -> dict[str, str]:
    """By code, of those alone that this person's agency sees; one query.

    Who only administers is told nobody's name.
    """
    if not codes or not actor.roles - {Role.ADMIN}:
        return {}
    found = Dossier.objects.seen_by_agency(actor.agency_id).filter(code__in=codes)
    return dict(found.values_list("code", "applicant_name"))
