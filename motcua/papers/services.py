"""Laying out the checklist of a dossier, checking it, attaching scans."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from motcua.journal import services as journal
from motcua.papers.errors import NoSuchPaper, TooManyScans
from motcua.papers.facts import PaperScanned, PapersChecked
from motcua.papers.models import Paper, Scan
from motcua.papers.rules import MOST_SCANS, Mark, content_hash, media_type, safe_name


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
    papers = list(Paper.objects.select_for_update().filter(subject=subject).order_by("position"))
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


@transaction.atomic
def attach(subject: str, position: int, *, content: bytes, name: str, by: int, at: datetime) -> str:
    """Keep a scan of a paper and mark the paper digitised. The same file twice is one scan.

    Returns the content's SHA-256. Raises NoSuchPaper, TooManyScans and what `media_type` raises.
    """
    kind, digest = media_type(content), content_hash(content)
    try:
        paper = Paper.objects.select_for_update().get(subject=subject, position=position)
    except Paper.DoesNotExist:
        raise NoSuchPaper() from None
    if paper.scans.filter(sha256=digest).exists():
        return digest
    if paper.scans.count() >= MOST_SCANS:
        raise TooManyScans(most=MOST_SCANS)
    _keep(digest, content)
    Scan.objects.create(
        paper=paper,
        sha256=digest,
        name=safe_name(name),
        media_type=kind,
        size=len(content),
        added_at=at,
        added_by_id=by,
    )
    paper.digitised_at, paper.digitised_by_id = at, by
    paper.save(update_fields=["digitised_at", "digitised_by"])
    fact = PaperScanned(subject=subject, paper=paper.name, sha256=digest, size=len(content))
    journal.record(fact, by=by, at=at)
    return digest


def _keep(digest: str, content: bytes) -> None:
    """Written before the row: a file without a row is harmless, a row without a file is not."""
    path = f"{digest[:2]}/{digest[2:4]}/{digest}"
    if not default_storage.exists(path):
        default_storage.save(path, ContentFile(content))
