"""Where a dossier stands, as the rules of permission need it. Shared by pages and services."""

from __future__ import annotations

from motcua.dossiers.models import Dossier
from motcua.dossiers.rules import Action, Standing, Status
from motcua.people.rules import Role
from motcua.process import rules as process_rules
from motcua.process.rules import Process


def standing_of(dossier: Dossier, process: Process, *, assignee_name: str = "") -> Standing:
    return Standing(
        status=Status(dossier.status),
        receiving_unit_id=dossier.receiving_unit_id,
        receiving_agency_id=dossier.receiving_agency_id,
        resolving_unit_id=dossier.resolving_unit_id,
        returning_unit_id=dossier.returning_unit_id,
        was_accepted=dossier.accepted_at is not None,
        supplements_asked=dossier.supplements_asked,
        supplements_allowed=process.max_supplements,
        step_name=dossier.step_name,
        step_role=Role(dossier.step_role) if dossier.step_role else None,
        step_unit_id=dossier.step_unit_id,
        step_actions=step_actions(process, dossier.step_order),
        assignee_id=dossier.assignee_id,
        assignee_name=assignee_name,
    )


def step_actions(process: Process, order: int) -> frozenset[Action]:
    """What the process lets happen at a step."""
    if not order:
        return frozenset()
    return frozenset(
        action for action in Action if process_rules.after(process, order, action.value) is not None
    )
