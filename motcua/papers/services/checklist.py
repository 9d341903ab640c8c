"""Laying out the checklist of a dossier and checking it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from motcua.journal import services as journal
from motcua.papers.errors import NoSuchPaper
from motcua.papers.facts import PapersChecked
from motcua.papers.models import Paper
from motcua.papers.rules import RESULT, Mark


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a checklist, as an intake gives it."""

    name: str
    mark: str
    kind: str
    copies: int


@transaction.atomic
def lay_out(subject: str, lines: Sequence[Line]) -> None:
    """Write the checklist of a new dossier, in the caller's transaction."""
    Paper.objects.bulk_create(
        Paper(
            subject=subject,
            position=position,
            name=line.name,
            mark=line.mark,
            kind=line.kind,
            copies=line.copies,
        )
        for position, line in enumerate(lines, start=1)
    )


@transaction.atomic
def check(subject: str, marks: Mapping[int, Mark], *, by: int, at: datetime) -> None:
    """Set what the counter found, by position. Positions that don't exist raise NoSuchPaper."""
    components = Paper.objects.select_for_update().filter(subject=subject, position__gt=RESULT)
    papers = list(components.order_by("position"))
    if set(marks) - {paper.position for paper in papers}:
        raise NoSuchPaper()
    for paper in papers:
        paper.mark = marks.get(paper.position, Mark(paper.mark)).value
    Paper.objects.bulk_update(papers, ["mark"])
    found = [paper.mark for paper in papers]
    journal.record(
        PapersChecked(
            subject=subject,
            present=found.count(Mark.PRESENT),
            missing=found.count(Mark.MISSING),
            not_needed=found.count(Mark.NOT_NEEDED),
        ),
        by=by,
        at=at,
    )
