"""The papers of a dossier on its page: the checklist with its scans, the result, the box."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from motcua.dossiers.queries import DossierPage
from motcua.dossiers.rules import Standing
from motcua.dossiers.rules.paper_access import WITH_RESULT, result_objection
from motcua.papers import queries as papers
from motcua.people.rules import Actor


def papers_panel(page: DossierPage, actor: Actor, now: datetime) -> Mapping[str, Any]:
    """One query."""
    found, result = papers.papers_and_result(page.code)
    return {
        "papers": found,
        "to_scan": sum(paper.is_to_scan for paper in found),
        "result_paper": result,
        "has_result": page.status in WITH_RESULT,
        "can_add_result": result_objection(actor, _standing(page)) is None,
    }


def _standing(page: DossierPage) -> Standing:
    """As much of it as the result's rule asks for."""
    return Standing(
        status=page.status,
        receiving_unit_id=page.receiving_unit.id,
        receiving_agency_id=page.receiving_agency.id,
        resolving_unit_id=page.resolving_unit.id,
        returning_unit_id=page.returning_unit.id,
        was_accepted=page.accepted_at is not None,
        supplements_asked=0,
        supplements_allowed=0,
    )
