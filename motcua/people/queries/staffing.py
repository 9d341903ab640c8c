"""Which roles are held where: for checks that every step finds somebody."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from motcua.people.queries.accounts import working_posts
from motcua.people.rules import Role


def roles_held(on: date) -> dict[int, frozenset[Role]]:
    """The roles that active people hold that day, by the unit they hold them at. One query."""
    held: defaultdict[int, set[Role]] = defaultdict(set)
    for unit_id, roles in working_posts(on).values_list("unit_id", "roles"):
        held[unit_id].update(map(Role, roles))
    return {unit_id: frozenset(roles) for unit_id, roles in held.items()}
