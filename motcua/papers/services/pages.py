"""Pages of a paper: turned, ordered, left out, confirmed; or why there are none."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from procrastinate.contrib.django import app

from motcua.journal import services as journal
from motcua.papers.errors import (
    AlreadyDigitised,
    NoSuchPaper,
    NotDigitised,
    NothingScanned,
    ReasonForException,
)
from motcua.papers.facts import (
    PaperDigitised,
    PaperExcepted,
    PaperReopened,
    PaperToScanAgain,
)
from motcua.papers.models import Page, Paper
from motcua.papers.providers import reader, store
from motcua.papers.rules import Change, Exemption, ScanState, Sheet, changed, content_hash
from motcua.papers.services.scans import JOIN


@transaction.atomic
def arrange(subject: str, position: int, page_id: int, change: Change) -> None:
    """Turn, move or leave out one page before the paper is confirmed. The files stay as they came.

    Raises NoSuchPaper, NoSuchPage, AlreadyDigitised.
    """
    paper = _locked(subject, position)
    if paper.digitised_at is not None:
        raise AlreadyDigitised()
    pages = {page.pk: page for page in paper.pages.order_by("place")}
    before = [Sheet(page.pk, page.turn, page.is_left_out) for page in pages.values()]
    touched = []
    for place, sheet in enumerate(changed(before, page_id, change), start=1):
        page = pages[sheet.id]
        if (page.place, page.turn, page.is_left_out) != (place, sheet.turn, sheet.is_left_out):
            page.place, page.turn, page.is_left_out = place, sheet.turn, sheet.is_left_out
            touched.append(page)
    Page.objects.bulk_update(touched, ["place", "turn", "is_left_out"])


@transaction.atomic
def confirm(subject: str, position: int, *, by: int, at: datetime) -> None:
    """The pages as they lie stand for the paper: it is digitised. Raises NothingScanned."""
    paper = _locked(subject, position)
    if paper.digitised_at is not None:
        raise AlreadyDigitised()
    kept = paper.pages.filter(is_left_out=False).count()
    # while the worker has not read a file, what the scanner gave is taken as it is
    if not kept and not paper.scans.filter(state=ScanState.NEW.value).exists():
        raise NothingScanned()
    paper.digitised_at, paper.digitised_by_id = at, by
    paper.exemption, paper.exempted_because = "", ""
    paper.exempted_at = paper.exempted_by = None
    paper.save()
    journal.record(PaperDigitised(subject=subject, paper=paper.name, pages=kept), by=by, at=at)
    app.configure_task(JOIN, queue="previews").defer(paper_id=paper.pk)


@transaction.atomic
def reopen(subject: str, position: int, *, by: int, at: datetime) -> None:
    """Take back the confirmation, to lay out the pages anew. Raises NotDigitised."""
    paper = _locked(subject, position)
    if paper.digitised_at is None:
        raise NotDigitised()
    paper.digitised_at = paper.digitised_by = None
    paper.whole_sha256 = ""
    paper.save()
    journal.record(PaperReopened(subject=subject, paper=paper.name), by=by, at=at)


@transaction.atomic
def except_paper(
    subject: str, position: int, exemption: Exemption, reason: str, *, by: int, at: datetime
) -> None:
    """Say why a paper is not scanned (TT 01/2023/TT-VPCP, Điều 8.2), or can't be.

    Raises NoSuchPaper, AlreadyDigitised, ReasonForException.
    """
    paper = _locked(subject, position)
    if paper.digitised_at is not None:
        raise AlreadyDigitised()
    reason = " ".join(reason.split())[:500]
    if exemption.needs_reason and not reason:
        raise ReasonForException()
    paper.exemption, paper.exempted_because = exemption.value, reason
    paper.exempted_at, paper.exempted_by_id = at, by
    paper.save()
    fact = PaperExcepted(
        subject=subject, paper=paper.name, exemption=exemption.value, reason=reason
    )
    journal.record(fact, by=by, at=at)


@transaction.atomic
def end_exception(subject: str, position: int, *, by: int, at: datetime) -> None:
    """The paper is to be scanned after all; nothing happens where there was no exception."""
    paper = _locked(subject, position)
    if not paper.exemption:
        return
    paper.exemption, paper.exempted_because = "", ""
    paper.exempted_at = paper.exempted_by = None
    paper.save()
    journal.record(PaperToScanAgain(subject=subject, paper=paper.name), by=by, at=at)


def put_together(paper_id: int) -> None:
    """Make the PDF of a confirmed paper. It may come twice, and before all files are read."""
    paper = Paper.objects.filter(pk=paper_id).exclude(digitised_at=None).first()
    if paper is None or paper.scans.filter(state=ScanState.NEW.value).exists():
        return
    plan = _plan(paper)
    if not plan:
        return
    made = reader.join({digest: store.read(digest) for digest, _, _ in plan}, plan)
    if made is None:
        return
    digest = content_hash(made)
    store.keep(digest, made)
    with transaction.atomic():
        still = Paper.objects.select_for_update().get(pk=paper_id)
        if still.digitised_at is not None and _plan(still) == plan:
            still.whole_sha256 = digest
            still.save(update_fields=["whole_sha256"])


def _plan(paper: Paper) -> list[tuple[str, int, int]]:
    kept = paper.pages.filter(is_left_out=False).order_by("place")
    return list(kept.values_list("scan__sha256", "number", "turn"))


def _locked(subject: str, position: int) -> Paper:
    try:
        return Paper.objects.select_for_update().get(subject=subject, position=position)
    except Paper.DoesNotExist:
        raise NoSuchPaper() from None
