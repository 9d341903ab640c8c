"""Scans of a dossier's papers, added by those who have it in hand."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from motcua.dossiers.errors import NoSuchDossier
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries.standing import process_of, standing_of
from motcua.dossiers.rules import may_see, scan_objection
from motcua.papers import services as papers
from motcua.people.rules import Actor


@transaction.atomic
def add_scan(
    code: str, position: int, *, content: bytes, name: str, by: Actor, at: datetime
) -> None:
    """Keep a scan of one paper; TT 03/2025/TT-VPCP, Điều 5 lays it on the counter.

    Raises NoSuchDossier, what `scan_objection` returns, and the refusals of papers.
    """
    dossier = Dossier.objects.select_for_update(of=("self",)).filter(code=code).first()
    if dossier is None:
        raise NoSuchDossier()
    standing = standing_of(dossier, process_of(dossier))
    if not may_see(by, standing):
        raise NoSuchDossier()
    if refusal := scan_objection(by, standing):
        raise refusal
    papers.attach(code, position, content=content, name=name, by=by.user_id, at=at)
