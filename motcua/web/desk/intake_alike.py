"""Dossiers that may be the same filing again, for the steps after the person is known."""

from __future__ import annotations

from motcua.dossiers.queries.duplicates import Alike, possible_duplicates
from motcua.web.desk.intake_draft import applicant_in
from motcua.web.desk.intake_turn import Turn
from motcua.web.http import is_fragment


def alike(turn: Turn, *, procedure: str = "") -> tuple[Alike, ...]:
    """None while a part of a page is asked for. Two queries at most."""
    if is_fragment(turn.request):
        return ()
    applicant = applicant_in(turn.content)
    return possible_duplicates(applicant, turn.actor, now=turn.now, procedure=procedure)
