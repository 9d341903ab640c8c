"""Who may bring in the scan of a paper, the signed result, and move the paper dossier. Pure."""

from __future__ import annotations

from motcua.dossiers.errors import NotYourRole, NotYourUnit, WrongStatus
from motcua.dossiers.rules.permissions import Standing, scan_objection
from motcua.dossiers.rules.states import Status
from motcua.errors import DomainError
from motcua.papers.rules import RESULT
from motcua.people.rules import Actor, Role


WITH_RESULT = frozenset({Status.FINISHED, Status.RETURNED})


def paper_objection(actor: Actor, standing: Standing, position: int) -> DomainError | None:
    """For a component, who has the dossier in hand; for the result, `result_objection`."""
    if position == RESULT:
        return result_objection(actor, standing)
    return scan_objection(actor, standing)


def result_objection(actor: Actor, standing: Standing) -> DomainError | None:
    """Once there is one, also after it was handed over: the counters, the clerk and who had the
    last step keep its scan with the dossier."""
    if standing.status not in WITH_RESULT:
        return WrongStatus(action="lưu bản số hóa kết quả", status=standing.status.label)
    units = {standing.receiving_unit_id, standing.returning_unit_id}
    if Role.COUNTER in actor.roles and actor.unit_id in units:
        return None
    is_of_agency = actor.agency_id in (standing.resolving_unit_id, standing.receiving_agency_id)
    if Role.CLERK in actor.roles and is_of_agency:
        return None
    if not actor.roles & {Role.COUNTER, Role.CLERK}:
        return NotYourRole(role=f"{Role.COUNTER.label} hoặc {Role.CLERK.label.lower()}")
    return NotYourUnit()
