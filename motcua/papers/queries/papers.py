"""Reading the papers of a dossier."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from motcua.papers.errors import NoSuchPaper, ScanWithheld
from motcua.papers.models import Paper, Scan
from motcua.papers.providers import store
from motcua.papers.rules import RESULT, Exemption, Mark, PaperKind, ScanState, is_hash


@dataclass(frozen=True, slots=True)
class ScanCard:
    sha256: str
    name: str
    media_type: str
    size: int
    state: ScanState = ScanState.NEW

    @property
    def can_open(self) -> bool:
        return self.state is not ScanState.QUARANTINED


@dataclass(frozen=True, slots=True)
class PaperCard:
    position: int
    name: str
    mark: Mark
    kind: PaperKind
    copies: int
    is_digitised: bool
    scans: tuple[ScanCard, ...]
    exemption: Exemption | None = None
    exempted_because: str = ""
    has_whole: bool = False

    @property
    def is_to_scan(self) -> bool:
        is_due = self.mark is Mark.PRESENT and self.kind.is_to_scan and self.exemption is None
        return is_due and not self.is_digitised

    @property
    def is_unconfirmed(self) -> bool:
        """Files have come and nobody has said yet that they stand for the paper."""
        return bool(self.scans) and not self.is_digitised and self.exemption is None


def papers_of(subject: str) -> tuple[PaperCard, ...]:
    """The checklist in its order, with the scans, without the result. One query."""
    return papers_and_result(subject)[0]


def papers_and_result(subject: str) -> tuple[tuple[PaperCard, ...], PaperCard | None]:
    """The checklist, and the files of the result where there are some. One query."""
    found = cards(subject)
    result = found.pop(RESULT, None)
    return tuple(found.values()), result


def cards(subject: str) -> dict[int, PaperCard]:
    """By position, the result at 0. One query."""
    rows = Paper.objects.filter(subject=subject).order_by("position", "scans__pk")
    found: dict[int, PaperCard] = {}
    for row in rows.values(*_PAPER, *(f"scans__{name}" for name in _SCAN)):
        card = found.get(row["position"]) or _card(row)
        if row["scans__sha256"]:
            sha256, name, kind, size, state = (row[f"scans__{field}"] for field in _SCAN)
            scan = ScanCard(sha256, name, kind, size, ScanState(state))
            card = replace(card, scans=(*card.scans, scan))
        found[card.position] = card
    return found


def missing_names(subject: str) -> list[str]:
    rows = Paper.objects.filter(subject=subject, mark=Mark.MISSING.value).order_by("position")
    return list(rows.values_list("name", flat=True))


def scan_content(subject: str, sha256: str) -> tuple[ScanCard, bytes]:
    """A scan of this dossier and no other. Raises NoSuchPaper, ScanWithheld, StoredFileBroken."""
    found = Scan.objects.filter(paper__subject=subject, sha256=sha256)
    scan = found.first() if is_hash(sha256) else None
    if scan is None:
        raise NoSuchPaper()
    card = ScanCard(scan.sha256, scan.name, scan.media_type, scan.size, ScanState(scan.state))
    if not card.can_open:
        raise ScanWithheld()
    return card, store.read(sha256)


_PAPER = (
    "position",
    "name",
    "mark",
    "kind",
    "copies",
    "digitised_at",
    "exemption",
    "exempted_because",
    "whole_sha256",
)
_SCAN = ("sha256", "name", "media_type", "size", "state")


def _card(row: dict[str, Any]) -> PaperCard:
    return PaperCard(
        position=row["position"],
        name=row["name"],
        mark=Mark(row["mark"]),
        kind=PaperKind(row["kind"]),
        copies=row["copies"],
        is_digitised=row["digitised_at"] is not None,
        scans=(),
        exemption=Exemption(row["exemption"]) if row["exemption"] else None,
        exempted_because=row["exempted_because"],
        has_whole=bool(row["whole_sha256"]),
    )
