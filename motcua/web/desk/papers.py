"""Papers on the desk: scans in and out."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from motcua.dossiers import queries as dossiers
from motcua.dossiers.services.scanning import add_scans
from motcua.errors import Invalid
from motcua.papers import queries as papers
from motcua.papers.errors import (
    AlreadyDigitised,
    FileTooLarge,
    TooManyAtOnce,
    VirusScannerDown,
)
from motcua.papers.rules import LARGEST, MEGABYTE, MOST_AT_ONCE
from motcua.people.rules import Actor
from motcua.web.staff import WORK_ROLES, staff_page


# Said on the page from which the file was sent, where another can be chosen.
SAID_IN_PLACE = (Invalid, VirusScannerDown, AlreadyDigitised)


@require_POST
@staff_page(WORK_ROLES)
def scan(request: HttpRequest, actor: Actor, code: str, position: int) -> HttpResponse:
    """Keep scans of one paper: digitised with that, or to be looked at page by page first."""
    dossiers.assert_seen(code, actor)
    to_look_at = request.POST.get("xem") == "1"
    try:
        files = uploaded(request)
        add_scans(code, position, files, is_whole=not to_look_at, by=actor, at=timezone.now())
    except SAID_IN_PLACE as refusal:
        messages.error(request, str(refusal))
    else:
        what = "bản quét" if len(files) == 1 else f"{len(files)} bản quét"
        messages.success(request, f"Đã lưu {what}.")
    if to_look_at or request.POST.get("ve") == "giay-to":
        return redirect("desk:paper", code, position)
    return redirect("desk:dossier", code)


def uploaded(request: HttpRequest) -> list[tuple[str, bytes]]:
    """The files of the form, read only when none is too large. Raises the refusals of files."""
    files = [file for file in request.FILES.getlist("file") if file]
    if len(files) > MOST_AT_ONCE:
        raise TooManyAtOnce(most=MOST_AT_ONCE)
    for file in files:
        if (file.size or 0) > LARGEST:
            raise FileTooLarge(size=-(-(file.size or 0) // MEGABYTE), most=LARGEST // MEGABYTE)
    return [(file.name or "", file.read()) for file in files]


@require_GET
@staff_page(WORK_ROLES)
def file(request: HttpRequest, actor: Actor, code: str, sha256: str) -> HttpResponse:
    dossiers.assert_seen(code, actor)
    card, content = papers.scan_content(code, sha256)
    return shut_in(content, card.media_type)


@require_GET
@staff_page(WORK_ROLES)
def whole(request: HttpRequest, actor: Actor, code: str, position: int) -> HttpResponse:
    """All pages of a paper, in their order, as one PDF."""
    dossiers.assert_seen(code, actor)
    return shut_in(papers.whole(code, position), "application/pdf")


@require_GET
@staff_page(WORK_ROLES)
def thumb(request: HttpRequest, actor: Actor, code: str, page_id: int) -> HttpResponse:
    dossiers.assert_seen(code, actor)
    return shut_in(papers.thumb(code, page_id), "image/jpeg")


def shut_in(content: bytes, media_type: str) -> HttpResponse:
    """A file of a stranger: shown, never run, never taken for something else."""
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = "inline"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
