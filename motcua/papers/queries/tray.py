"""The tray: files of a unit that nobody has sorted yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from motcua.papers.errors import NoSuchLooseScan
from motcua.papers.models import LooseScan
from motcua.papers.providers import store


SHOWN_AT_MOST = 100


@dataclass(frozen=True, slots=True)
class LooseCard:
    id: int
    name: str
    media_type: str
    size: int
    added_at: datetime
    added_by_name: str


def tray_of(unit_id: int) -> tuple[LooseCard, ...]:
    """The oldest first, not more than a hundred. One query."""
    found = LooseScan.objects.filter(unit=unit_id, sorted_at=None).order_by("pk")
    rows = found.values_list("pk", "name", "media_type", "size", "added_at", "added_by__name")
    return tuple(LooseCard(*row) for row in rows[:SHOWN_AT_MOST])


def tray_count(unit_id: int) -> int:
    return LooseScan.objects.filter(unit=unit_id, sorted_at=None).count()


def loose_content(loose_id: int, unit_id: int) -> tuple[str, str, bytes]:
    """Name, media type and content of a file in this unit's tray. Raises NoSuchLooseScan."""
    found = LooseScan.objects.filter(pk=loose_id, unit=unit_id, sorted_at=None)
    row = found.values_list("name", "media_type", "sha256").first()
    if row is None:
        raise NoSuchLooseScan()
    return row[0], row[1], store.read(row[2])
