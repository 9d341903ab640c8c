"""One paper with its pages, as somebody lays them out; its pictures and its whole PDF."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from motcua.papers.errors import NoSuchPaper, NotYetPutTogether
from motcua.papers.models import Page, Paper
from motcua.papers.providers import store
from motcua.papers.queries.papers import PaperCard, cards
from motcua.papers.rules import MOST_THUMBS


@dataclass(frozen=True, slots=True)
class SheetCard:
    """A page: which of which file, in which place, how turned."""

    id: int
    place: int
    file_name: str
    number: int
    turn: int
    is_left_out: bool

    @property
    def has_thumb(self) -> bool:
        return self.number <= MOST_THUMBS


@dataclass(frozen=True, slots=True)
class PaperSheets:
    paper: PaperCard
    sheets: tuple[SheetCard, ...]
    digitised_at: datetime | None
    digitised_by_id: int | None


def sheets_of(subject: str, position: int) -> PaperSheets:
    """Three queries. Raises NoSuchPaper."""
    card = cards(subject).get(position)
    if card is None:
        raise NoSuchPaper()
    pages = Page.objects.filter(paper__subject=subject, paper__position=position)
    rows = pages.order_by("place").values_list(
        "pk", "place", "scan__name", "number", "turn", "is_left_out"
    )
    stamps = Paper.objects.filter(subject=subject, position=position)
    at, by = stamps.values_list("digitised_at", "digitised_by").get()
    return PaperSheets(card, tuple(SheetCard(*row) for row in rows), at, by)


def thumb(subject: str, page_id: int) -> bytes:
    """The small picture of a page of this dossier. Raises NoSuchPaper."""
    page = (
        Page.objects.filter(pk=page_id, paper__subject=subject)
        .values_list("scan__sha256", "number")
        .first()
    )
    picture = store.thumb(*page) if page else None
    if picture is None:
        raise NoSuchPaper()
    return picture


def whole(subject: str, position: int) -> bytes:
    """All pages of a paper as one PDF. Raises NoSuchPaper, NotYetPutTogether, StoredFileBroken."""
    found = Paper.objects.filter(subject=subject, position=position)
    digest = found.values_list("whole_sha256", flat=True).first()
    if digest is None:
        raise NoSuchPaper()
    if not digest:
        raise NotYetPutTogether()
    return store.read(digest)
