"""Intake at the counter, step by step; a draft keeps all that was entered."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from motcua.dossiers import queries as dossiers
from motcua.dossiers import services
from motcua.people.rules import Actor
from motcua.web.staff import COUNTER, render_desk, staff_page


@require_GET
@staff_page(COUNTER)
def start(request: HttpRequest, actor: Actor) -> HttpResponse:
    context = {"drafts": dossiers.drafts(actor)}
    return render_desk(request, actor, "desk/intake/start.html", context, current="intake")


@require_GET
@staff_page(COUNTER)
def step(request: HttpRequest, actor: Actor, draft_id: int, step: str) -> HttpResponse:
    raise Http404


@require_POST
@staff_page(COUNTER)
def discard(request: HttpRequest, actor: Actor, draft_id: int) -> HttpResponse:
    services.discard_draft(draft_id, by=actor)
    return redirect("desk:intake")
