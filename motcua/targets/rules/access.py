"""Who may assign, change and read targets. Pure."""

from __future__ import annotations

from collections.abc import Collection

from motcua.errors import DomainError
from motcua.people.rules import Actor, Role
from motcua.targets.errors import NoSuchTarget, NotYoursToAssign


def assign_objection(actor: Actor, agency_id: int) -> DomainError | None:
    """Only who leads the agency assigns in its name."""
    if Role.LEADER in actor.roles and actor.agency_id == agency_id:
        return None
    return NotYoursToAssign()


def read_objection(
    actor: Actor, *, agency_id: int, units: Collection[int], agencies: Collection[int]
) -> DomainError | None:
    """Those who lead where it was assigned or an agency it was assigned to, and everybody of a
    unit that has a number: `units`, and `agencies` in whose name these act."""
    leads = actor.roles & {Role.LEADER, Role.UNIT_HEAD}
    if leads and actor.agency_id in (agency_id, *agencies):
        return None
    if actor.roles - {Role.ADMIN} and ({actor.unit_id, actor.agency_id} & set(units)):
        return None
    return NoSuchTarget()
