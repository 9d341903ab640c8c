"""Laying out, confirming and excepting the papers of a dossier, by who has it in hand."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from motcua.dossiers.services.paper_ground import assert_may_change
from motcua.papers import services as papers
from motcua.papers.rules import Change, Exemption
from motcua.people.rules import Actor


@transaction.atomic
def arrange_page(code: str, position: int, page_id: int, change: Change, *, by: Actor) -> None:
    """Turn, move or leave out a page. Raises what `paper_objection` returns and papers refuses."""
    assert_may_change(code, position, by)
    papers.arrange(code, position, page_id, change)


@transaction.atomic
def confirm_paper(code: str, position: int, *, by: Actor, at: datetime) -> None:
    assert_may_change(code, position, by)
    papers.confirm(code, position, by=by.user_id, at=at)


@transaction.atomic
def reopen_paper(code: str, position: int, *, by: Actor, at: datetime) -> None:
    assert_may_change(code, position, by)
    papers.reopen(code, position, by=by.user_id, at=at)


@transaction.atomic
def except_paper(
    code: str, position: int, exemption: Exemption, reason: str, *, by: Actor, at: datetime
) -> None:
    """Say why a paper is not scanned: TT 01/2023/TT-VPCP, Điều 8.2."""
    assert_may_change(code, position, by)
    papers.except_paper(code, position, exemption, reason, by=by.user_id, at=at)


@transaction.atomic
def end_exception(code: str, position: int, *, by: Actor, at: datetime) -> None:
    assert_may_change(code, position, by)
    papers.end_exception(code, position, by=by.user_id, at=at)
