"""Papers on the desk: scans in and out, official papers as PDF."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from motcua.dossiers import queries as dossiers
from motcua.dossiers import services
from motcua.errors import Invalid
from motcua.papers import queries as papers
from motcua.papers.errors import FileEmpty, FileTooLarge
from motcua.papers.rules import LARGEST, MEGABYTE
from motcua.people.rules import Actor
from motcua.web.desk.official import PAPERS
from motcua.web.staff import WORK_ROLES, staff_page


@require_POST
@staff_page(WORK_ROLES)
def scan(request: HttpRequest, actor: Actor, code: str, position: int) -> HttpResponse:
    """Keep a scan of one paper; what is wrong with the file is said on the dossier's page."""
    dossiers.assert_seen(code, actor)
    try:
        name, content = _uploaded(request)
        services.add_scan(code, position, content=content, name=name, by=actor, at=timezone.now())
    except Invalid as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Đã lưu bản quét.")
    return redirect("desk:dossier", code)


def _uploaded(request: HttpRequest) -> tuple[str, bytes]:
    file = request.FILES.get("file")
    if file is None or file.size is None:
        raise FileEmpty()
    if file.size > LARGEST:
        raise FileTooLarge(size=-(-file.size // MEGABYTE), most=LARGEST // MEGABYTE)
    return file.name or "", file.read()


@require_GET
@staff_page(WORK_ROLES)
def file(request: HttpRequest, actor: Actor, code: str, sha256: str) -> HttpResponse:
    dossiers.assert_seen(code, actor)
    card, content = papers.scan_content(code, sha256)
    response = HttpResponse(content, content_type=card.media_type)
    response["Content-Disposition"] = "inline"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


@require_GET
@staff_page(WORK_ROLES)
def printed(request: HttpRequest, actor: Actor, code: str, kind: str) -> HttpResponse:
    """An official paper of the dossier, in the edition of its day."""
    if kind not in PAPERS:
        raise Http404
    page = dossiers.dossier_page(code, actor, now=timezone.now())
    tracking = request.build_absolute_uri(reverse("citizen:progress", args=[page.code]))
    pdf = PAPERS[kind](page, papers.papers_of(page.code), tracking, actor)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{kind}-{page.code}.pdf"'
    return response
