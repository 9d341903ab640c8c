"""An official paper of a dossier: as PDF/A, and the same on the screen."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_GET

from motcua.dossiers import queries as dossiers
from motcua.people.rules import Actor
from motcua.printing import services
from motcua.printing.rules import Sheet
from motcua.web.desk.official import OFFICIAL, sheet_of
from motcua.web.desk.official_starts import blank_receipt_of
from motcua.web.staff import COUNTER, WORK_ROLES, render_desk, staff_page


@require_GET
@staff_page(WORK_ROLES)
def printed(request: HttpRequest, actor: Actor, code: str, kind: str) -> HttpResponse:
    """In the edition of its day."""
    sheet = _sheet(request, actor, code, kind)
    return _as_pdf(sheet, f"{kind}-{sheet.code}")


@require_GET
@staff_page(COUNTER)
def blank_receipt(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Mẫu 01 to be filled in by hand, for an hour without electricity."""
    return _as_pdf(blank_receipt_of(actor, timezone.now()), "giay-tiep-nhan-de-trong")


def _as_pdf(sheet: Sheet, name: str) -> HttpResponse:
    response = HttpResponse(services.pdf(sheet), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response


@require_GET
@staff_page(WORK_ROLES)
def on_screen(request: HttpRequest, actor: Actor, code: str, kind: str) -> HttpResponse:
    sheet = _sheet(request, actor, code, kind)
    context = {
        "official": OFFICIAL[kind],
        "sheet": sheet,
        "qr": _drawing(sheet.tracking_url),
        "code": sheet.code,
    }
    return render_desk(request, actor, "desk/official/paper.html", context, current="dossiers")


def _sheet(request: HttpRequest, actor: Actor, code: str, kind: str) -> Sheet:
    if kind not in OFFICIAL:
        raise Http404
    page = dossiers.dossier_page(code, actor, now=timezone.now())
    tracking = request.build_absolute_uri(reverse("citizen:progress", args=[page.code]))
    return sheet_of(kind, page, tracking)


def _drawing(url: str) -> SafeString | str:
    """Our own drawing: nothing that people typed is in it."""
    return mark_safe(services.qr_svg(url)) if url else ""
