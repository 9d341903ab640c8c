"""The tray of a unit: files of a scanner, sorted to the papers of dossiers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from motcua.dossiers.services.paper_ground import assert_may_change
from motcua.dossiers.services.scanning import Upload, vet_all
from motcua.papers import services as papers
from motcua.people.rules import Actor


def drop_scans(files: Sequence[Upload], *, by: Actor, at: datetime) -> None:
    """Into the tray of the official's own unit. Raises the refusals of files."""
    papers.drop(by.unit_id, vet_all(files), by=by.user_id, at=at)


@transaction.atomic
def sort_scan(loose_id: int, code: str, position: int, *, by: Actor, at: datetime) -> None:
    """To a paper of a dossier that the official has in hand; there its pages are confirmed."""
    assert_may_change(code, position, by)
    papers.sort(loose_id, by.unit_id, code, position, by=by.user_id, at=at)


@transaction.atomic
def discard_scan(loose_id: int, *, by: Actor, at: datetime) -> None:
    papers.discard(loose_id, by.unit_id, by=by.user_id, at=at)
