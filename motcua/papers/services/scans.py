"""Files of a paper: checked, kept, looked into."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Sum
from procrastinate.contrib.django import app

from motcua.journal import services as journal
from motcua.papers.errors import (
    AlreadyDigitised,
    DossierTooHeavy,
    NoSuchPaper,
    TooManyScans,
)
from motcua.papers.facts import PaperScanned, ScanRefused
from motcua.papers.models import Page, Paper, Scan
from motcua.papers.providers import store
from motcua.papers.providers.clamd import virus_scanner
from motcua.papers.providers.reader import Looked
from motcua.papers.rules import (
    MEGABYTE,
    MOST_BYTES,
    MOST_SCANS,
    RESULT,
    RESULT_NAME,
    Mark,
    PaperKind,
    ScanState,
    content_hash,
    media_type,
    safe_name,
)


# Named, not imported: tasks stand above services.
LOOK = "motcua.papers.tasks.look"
JOIN = "motcua.papers.tasks.join"


@dataclass(frozen=True, slots=True)
class Vetted:
    """A file that may be kept: of a kind we take, not too large, free of what clamd knows."""

    name: str
    content: bytes
    media_type: str
    sha256: str

    @property
    def size(self) -> int:
        return len(self.content)


def vet(name: str, content: bytes) -> Vetted:
    """Outside of any transaction: a virus scanner takes its time.

    Raises what `media_type` raises, FileInfected and VirusScannerDown.
    """
    kind = media_type(content)
    virus_scanner(settings.CLAMD).check(content)
    return Vetted(safe_name(name), content, kind, content_hash(content))


def attach(subject: str, position: int, *, content: bytes, name: str, by: int, at: datetime) -> str:
    """One file that stands for its paper at once. Returns the content's SHA-256."""
    file = vet(name, content)
    attach_files(subject, position, [file], is_whole=True, by=by, at=at)
    return file.sha256


@transaction.atomic
def attach_files(
    subject: str,
    position: int,
    files: Sequence[Vetted],
    *,
    is_whole: bool,
    by: int,
    at: datetime,
) -> None:
    """Keep scans of a paper; the same file twice is one scan. All of them, or none.

    `is_whole`: they stand for the paper as they are, which is digitised with that; otherwise it
    waits until somebody has laid out the pages. Position 0 is the result of the dossier. Raises
    NoSuchPaper, TooManyScans, DossierTooHeavy, and AlreadyDigitised for what would have to be
    confirmed anew.
    """
    paper = _paper(subject, position)
    known = set(paper.scans.values_list("sha256", flat=True))
    once = {file.sha256: file for file in files}
    new = [file for digest, file in once.items() if digest not in known]
    if not new:
        return
    if paper.digitised_at is not None and not is_whole:
        raise AlreadyDigitised()
    if len(known) + len(new) > MOST_SCANS:
        raise TooManyScans(most=MOST_SCANS)
    _assert_bearable(subject, new)
    for file in new:
        _add(paper, file, by=by, at=at)
    paper.exemption, paper.exempted_because = "", ""
    paper.exempted_at = paper.exempted_by = None
    paper.whole_sha256 = ""
    if is_whole:
        paper.digitised_at, paper.digitised_by_id = at, by
    paper.save()


def _paper(subject: str, position: int) -> Paper:
    """Locked. The row of the result is made with its first file."""
    locked = Paper.objects.select_for_update()
    if position == RESULT:
        given = {"name": RESULT_NAME, "mark": Mark.PRESENT.value, "kind": PaperKind.ORIGINAL.value}
        return locked.get_or_create(subject=subject, position=RESULT, defaults=given)[0]
    try:
        return locked.get(subject=subject, position=position)
    except Paper.DoesNotExist:
        raise NoSuchPaper() from None


def _assert_bearable(subject: str, new: Sequence[Vetted]) -> None:
    kept = Scan.objects.filter(paper__subject=subject).aggregate(size=Sum("size"))["size"] or 0
    if kept + sum(file.size for file in new) > MOST_BYTES:
        raise DossierTooHeavy(most=MOST_BYTES // MEGABYTE)


def _add(paper: Paper, file: Vetted, *, by: int, at: datetime) -> None:
    store.keep(file.sha256, file.content)
    scan = Scan.objects.create(
        paper=paper,
        sha256=file.sha256,
        name=file.name,
        media_type=file.media_type,
        size=file.size,
        added_at=at,
        added_by_id=by,
    )
    fact = PaperScanned(subject=paper.subject, paper=paper.name, sha256=file.sha256, size=file.size)
    journal.record(fact, by=by, at=at)
    app.configure_task(LOOK, queue="previews").defer(scan_id=scan.pk)


def look_again(*, before: datetime, most: int = 200) -> int:
    """Ask anew for what nobody has looked into: kept by an older version, or a job that was lost.

    Returns how many.
    """
    unread = Scan.objects.filter(state=ScanState.NEW.value, added_at__lt=before)
    ids = list(unread.order_by("added_at").values_list("pk", flat=True)[:most])
    task: Any = app.configure_task(LOOK, queue="previews")
    if ids:
        task.batch_defer(*[{"scan_id": pk} for pk in ids])
    return len(ids)


def content_to_look_into(scan_id: int) -> bytes | None:
    """None when it was looked into already: the task may come twice."""
    scan = Scan.objects.filter(pk=scan_id, state=ScanState.NEW.value).first()
    return store.read(scan.sha256) if scan else None


@transaction.atomic
def looked_into(scan_id: int, found: Looked, *, at: datetime) -> None:
    """Write down what the worker found: the pages, behind those that are there, or a refusal.

    A paper whose file turns out to be unreadable or unsafe is to be scanned again.
    """
    scan = Scan.objects.select_for_update().select_related("paper").get(pk=scan_id)
    if scan.state != ScanState.NEW:
        return
    paper = Paper.objects.select_for_update().get(pk=scan.paper_id)
    if not found.pages or found.is_active:
        scan.state = (ScanState.QUARANTINED if found.is_active else ScanState.UNREADABLE).value
        scan.save(update_fields=["state"])
        _refuse(paper, scan, at=at)
        return
    for number, picture in enumerate(found.thumbs, start=1):
        store.keep_thumb(scan.sha256, number, picture)
    _lay_in(paper, scan, found.pages)
    scan.state = ScanState.READY.value
    scan.save(update_fields=["state"])
    if paper.digitised_at is not None:
        app.configure_task(JOIN, queue="previews").defer(paper_id=paper.pk)


def _lay_in(paper: Paper, scan: Scan, count: int) -> None:
    """The pages of a file, behind those of the files that came before it: workers finish in any
    order."""
    laid = list(paper.pages.order_by("place"))
    before = max((n for n, page in enumerate(laid, start=1) if page.scan_id < scan.pk), default=0)
    for page in laid[before:]:
        page.place += count
    Page.objects.bulk_update(laid[before:], ["place"])
    Page.objects.bulk_create(
        Page(paper=paper, scan=scan, number=number, place=before + number)
        for number in range(1, count + 1)
    )


def _refuse(paper: Paper, scan: Scan, *, at: datetime) -> None:
    paper.digitised_at = paper.digitised_by = None
    paper.whole_sha256 = ""
    paper.save()
    fact = ScanRefused(
        subject=paper.subject, paper=paper.name, sha256=scan.sha256, state=scan.state
    )
    journal.record(fact, by=None, at=at)
