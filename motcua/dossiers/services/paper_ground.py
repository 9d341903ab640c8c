"""What every change of a dossier's papers begins with: lock, and what the rules object to."""

from __future__ import annotations

from motcua.dossiers.errors import NoSuchDossier
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries.standing import process_of, standing_of
from motcua.dossiers.rules import Standing, may_see
from motcua.dossiers.rules.paper_access import paper_objection
from motcua.people.rules import Actor


def assert_may_change(code: str, position: int, by: Actor) -> None:
    """Locks the dossier. Raises NoSuchDossier and what `paper_objection` returns."""
    if refusal := paper_objection(by, seen(code, by), position):
        raise refusal


def seen(code: str, by: Actor) -> Standing:
    """Locks the dossier. Raises NoSuchDossier, also for one this person may not see."""
    if not code.isprintable():
        raise NoSuchDossier()
    dossier = Dossier.objects.select_for_update(of=("self",)).filter(code=code).first()
    if dossier is None:
        raise NoSuchDossier()
    standing = standing_of(dossier, process_of(dossier))
    if not may_see(by, standing):
        raise NoSuchDossier()
    return standing
