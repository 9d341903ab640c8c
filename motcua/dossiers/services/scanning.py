"""Scans of a dossier's papers and of its result, added by those who have it in hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from motcua.dossiers.services.paper_ground import assert_may_change
from motcua.papers import services as papers
from motcua.papers.errors import FileEmpty, TooManyAtOnce
from motcua.papers.rules import MOST_AT_ONCE
from motcua.people.rules import Actor


Upload = tuple[str, bytes]  # name and content


def add_scan(
    code: str, position: int, *, content: bytes, name: str, by: Actor, at: datetime
) -> None:
    """One file that stands for its paper at once; see `add_scans`."""
    add_scans(code, position, [(name, content)], is_whole=True, by=by, at=at)


def add_scans(
    code: str,
    position: int,
    files: Sequence[Upload],
    *,
    is_whole: bool,
    by: Actor,
    at: datetime,
) -> None:
    """Keep scans of one paper, all or none; TT 03/2025/TT-VPCP, Điều 5 lays it on the counter.

    Position 0 is the result. Without `is_whole` the paper waits until its pages are confirmed.
    Raises NoSuchDossier, what `paper_objection` returns, and the refusals of papers.
    """
    vetted = vet_all(files)  # before anything is locked: a virus scanner takes its time
    with transaction.atomic():
        assert_may_change(code, position, by)
        papers.attach_files(code, position, vetted, is_whole=is_whole, by=by.user_id, at=at)


def vet_all(files: Sequence[Upload]) -> list[papers.Vetted]:
    """Raises FileEmpty, TooManyAtOnce and what `papers.vet` raises."""
    if not files:
        raise FileEmpty()
    if len(files) > MOST_AT_ONCE:
        raise TooManyAtOnce(most=MOST_AT_ONCE)
    return [papers.vet(name, content) for name, content in files]
