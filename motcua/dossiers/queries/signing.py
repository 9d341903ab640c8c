"""What waits for the signature of a leader, with the file that would be signed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F

from motcua.dossiers.models import Dossier
from motcua.dossiers.queries.boxes import Box, in_box
from motcua.dossiers.queries.standing import handlers_of, process_of, standing_of
from motcua.dossiers.queries.worklist import Row, rows_of
from motcua.dossiers.rules import Action, objection
from motcua.dossiers.rules.signing import file_objection
from motcua.papers.queries.papers import ScanCard
from motcua.papers.queries.results import result_files
from motcua.people.rules import Actor


SHOWN_AT_MOST = 100


@dataclass(frozen=True, slots=True)
class ToSign:
    """`why`: why it can't be signed digitally as it stands (empty: it can)."""

    row: Row
    file: ScanCard | None
    why: str


def to_sign(actor: Actor, *, now: datetime) -> tuple[ToSign, ...]:
    """Dossiers at their step of approval with this person, the most urgent first. Six queries."""
    found = in_box(actor, Box.MINE, now).order_by(F("due_at").asc(nulls_last=True), "pk")
    waiting = list(found.defer("closing_reason", "search_key")[:SHOWN_AT_MOST])
    handled = handlers_of(waiting)
    waiting = [d for d in waiting if _may_approve(actor, d, handled.get(d.pk, frozenset()))]
    files = result_files(d.code for d in waiting)
    return tuple(_to_sign(row, files.get(row.code, ())) for row in rows_of(waiting, now))


def _may_approve(actor: Actor, d: Dossier, handled_by: frozenset[int]) -> bool:
    standing = standing_of(d, process_of(d), handled_by=handled_by)
    return objection(actor, Action.APPROVE, standing) is None


def _to_sign(row: Row, files: tuple[ScanCard, ...]) -> ToSign:
    return ToSign(row, files[-1] if files else None, str(file_objection(files) or ""))
