"""Reading the papers of a dossier."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

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
    """The checklist in its order, with the scans. One query."""
    rows = Paper.objects.filter(subject=subject).order_by("position", "scans__pk")
    found: dict[int, PaperCard] = {}
    for row in rows.values(*_PAPER, *(f"scans__{name}" for name in _SCAN)):
        card = found.get(row["position"]) or _card(row)
        if row["scans__sha256"]:
            scan = ScanCard(*(row[f"scans__{name}"] for name in _SCAN))
            card = replace(card, scans=(*card.scans, scan))
        found[card.position] = card
    return tuple(found.values())


def missing_names(subject: str) -> list[str]:
    rows = Paper.objects.filter(subject=subject, mark=Mark.MISSING.value).order_by("position")
    return list(rows.values_list("name", flat=True))


def scan_content(subject: str, sha256: str) -> tuple[ScanCard, bytes]:
    """A scan of this dossier and no other. Raises NoSuchPaper."""
    is_hash = sha256.isascii() and sha256.isalnum()
    scan = Scan.objects.filter(paper__subject=subject, sha256=sha256).first() if is_hash else None
    if scan is None:
        raise NoSuchPaper()
    card = ScanCard(scan.sha256, scan.name, scan.media_type, scan.size)
    with default_storage.open(f"{sha256[:2]}/{sha256[2:4]}/{sha256}") as file:
        return card, file.read()


_PAPER = ("position", "name", "mark", "kind", "copies", "digitised_at")
_SCAN = ("sha256", "name", "media_type", "size")


def _card(row: dict[str, Any]) -> PaperCard:
    return PaperCard(
        position=row["position"],
        name=row["name"],
        mark=Mark(row["mark"]),
        kind=PaperKind(row["kind"]),
        copies=row["copies"],
        is_digitised=row["digitised_at"] is not None,
        scans=(),
    )
