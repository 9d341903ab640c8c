"""Reading the papers of a dossier."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.files.storage import default_storage

from motcua.papers.errors import NoSuchPaper
from motcua.papers.models import Paper, Scan
from motcua.papers.rules import Mark, PaperKind


@dataclass(frozen=True, slots=True)
class ScanCard:
    sha256: str
    name: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class PaperCard:
    position: int
    name: str
    mark: Mark
    kind: PaperKind
    copies: int
    is_digitised: bool
    scans: tuple[ScanCard, ...]

    @property
    def is_to_scan(self) -> bool:
        return self.mark is Mark.PRESENT and self.kind.is_to_scan and not self.is_digitised


def papers_of(subject: str) -> tuple[PaperCard, ...]:
    """The checklist in its order, with the scans. Two queries."""
    papers = Paper.objects.filter(subject=subject).order_by("position").prefetch_related("scans")
    return tuple(_card(paper) for paper in papers)


def missing_names(subject: str) -> list[str]:
    rows = Paper.objects.filter(subject=subject, mark=Mark.MISSING.value).order_by("position")
    return list(rows.values_list("name", flat=True))


def scan_content(subject: str, sha256: str) -> tuple[ScanCard, bytes]:
    """A scan of this dossier and no other. Raises NoSuchPaper."""
    scan = Scan.objects.filter(paper__subject=subject, sha256=sha256).first()
    if scan is None:
        raise NoSuchPaper()
    with default_storage.open(f"{sha256[:2]}/{sha256[2:4]}/{sha256}") as file:
        return _scan(scan), file.read()


def _card(paper: Paper) -> PaperCard:
    scans: Sequence[Scan] = sorted(paper.scans.all(), key=lambda scan: scan.pk)
    return PaperCard(
        position=paper.position,
        name=paper.name,
        mark=Mark(paper.mark),
        kind=PaperKind(paper.kind),
        copies=paper.copies,
        is_digitised=paper.digitised_at is not None,
        scans=tuple(_scan(scan) for scan in scans),
    )


def _scan(scan: Scan) -> ScanCard:
    return ScanCard(sha256=scan.sha256, name=scan.name, media_type=scan.media_type, size=scan.size)
