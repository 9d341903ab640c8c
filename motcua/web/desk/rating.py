"""The slip with the QR code by which an applicant rates, printed when the result is returned."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods

from motcua.dossiers import queries as dossiers
from motcua.dossiers.queries.rating import returned
from motcua.people.rules import Actor
from motcua.printing import services as printing
from motcua.surveys import queries, services
from motcua.web.staff import COUNTER, render_desk, staff_page


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(COUNTER)
def slip(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Usually the code is there by itself; a press makes it when it is not yet."""
    dossiers.assert_seen(code, actor)
    about = returned(code)
    if request.method == "POST":
        services.invite(about.code, at=timezone.now())
        return redirect("desk:rating", about.code)
    token = queries.invitation(about.code)
    url = request.build_absolute_uri(reverse("citizen:rate", args=[token])) if token else ""
    survey = queries.survey(token) if token else None
    context = {
        "about": about,
        "survey": survey,
        "url": url,
        "qr": mark_safe(printing.qr_svg(url)) if url else "",  # of our own address
    }
    return render_desk(request, actor, "desk/tickets/rating.html", context, current="returns")
