"""Asking other offices about a dossier, and starting the legs of its process."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from motcua.coordination.errors import NoLegToStart
from motcua.dossiers import queries as dossiers
from motcua.dossiers import services
from motcua.errors import Invalid
from motcua.papers import queries as papers
from motcua.papers.rules import Mark
from motcua.people.rules import Actor
from motcua.web.desk.coordination_forms import ConsultForm, LegsForm
from motcua.web.staff import WORK_ROLES, render_desk, staff_page


@require_http_methods(["GET", "POST"])
@staff_page(WORK_ROLES)
def consult(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    asking = dossiers.asking(code, actor, on=timezone.localdate())
    if asking.refusal and request.method == "POST":
        raise asking.refusal
    found = papers.papers_of(code)
    present = [paper.position for paper in found if paper.mark is Mark.PRESENT]
    initial = {"version": asking.version, "days": 2, "papers": present}
    form = ConsultForm(request.POST if request.method == "POST" else None, initial=initial)
    form.offer(asking, found)
    if form.is_valid():
        data = form.cleaned_data
        try:
            made = services.consult(
                code,
                content=data["content"],
                days=data["days"],
                units=[*data["units"], *([data["other"]] if data["other"] else [])],
                agency=data["agency"],
                paper_positions=data["papers"],
                if_silent=data["if_silent"],
                by=actor,
                at=timezone.now(),
                expect_version=data["version"],
            )
        except Invalid as refusal:
            form.add_error(None, str(refusal))  # keep what was typed
        else:
            messages.success(request, f"Đã gửi yêu cầu đến {len(made)} nơi.")
            return redirect("desk:dossier", code)
    context = {
        "code": code,
        "form": form,
        "why": asking.why,
        "heading": "Lấy ý kiến đơn vị khác",
        "button": "Gửi yêu cầu",
    }
    return _page(request, actor, context)


@require_http_methods(["GET", "POST"])
@staff_page(WORK_ROLES)
def legs(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    asking = dossiers.asking(code, actor, on=timezone.localdate())
    if asking.refusal and request.method == "POST":
        raise asking.refusal
    initial = {
        "version": asking.version,
        "legs": [leg.id for leg in asking.legs],
        "in_turn": "0" if asking.is_electronic else "1",
    }
    form = LegsForm(request.POST if request.method == "POST" else None, initial=initial)
    form.offer(asking.legs)
    if form.is_valid():
        data = form.cleaned_data
        try:
            made = services.start_legs(
                code,
                legs=data["legs"],
                days=form.days(),
                note=data["note"],
                in_turn=data["in_turn"],
                by=actor,
                at=timezone.now(),
                expect_version=data["version"],
            )
        except Invalid as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Đã chuyển liên thông đến {len(made)} nơi.")
            return redirect("desk:dossier", code)
    context = {
        "code": code,
        "form": form,
        "why": asking.why or _nothing_to_start(asking),
        "heading": "Chuyển liên thông",
        "button": "Chuyển đi",
    }
    return _page(request, actor, context)


def _nothing_to_start(asking: dossiers.Asking) -> str:
    return "" if asking.legs else NoLegToStart.message


def _page(request: HttpRequest, actor: Actor, context: dict[str, Any]) -> HttpResponse:
    status = 422 if context["form"].errors else 200
    template = "desk/coordination/ask.html"
    return render_desk(request, actor, template, context, current="dossiers", status=status)
