"""The store of paper dossiers: by box, out on loan, and one dossier's place."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from motcua.dossiers import queries as dossiers
from motcua.dossiers.services import paper_archive as services
from motcua.errors import Conflict, Invalid
from motcua.papers import queries as papers
from motcua.papers.errors import NotYourArchive
from motcua.people.rules import Actor
from motcua.web.staff import WORK_ROLES, render_desk, staff_page


USUAL_LOAN = timedelta(days=7)


class PlaceForm(forms.Form):
    cabinet = forms.CharField(label="Tủ", max_length=30, required=False)
    shelf = forms.CharField(label="Kệ, ngăn", max_length=30, required=False)
    box = forms.CharField(
        label="Hộp",
        max_length=30,
        error_messages={"required": "Ghi ít nhất số hộp để tìm lại được"},
    )


class LoanForm(forms.Form):
    borrower = forms.CharField(
        label="Người mượn",
        max_length=200,
        help_text="Họ tên, đơn vị",
        error_messages={"required": "Ghi họ tên người mượn"},
    )
    purpose = forms.CharField(label="Để làm gì", max_length=500, required=False)
    due_on = forms.DateField(
        label="Hẹn trả",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": "Ghi ngày hẹn trả", "invalid": "Ghi ngày như 30/11/2026"},
    )


@require_GET
@staff_page(WORK_ROLES)
def archive(request: HttpRequest, actor: Actor) -> HttpResponse:
    """A box and what lies in it; without one, what is out."""
    box = request.GET.get("hop", "").replace("\x00", "")[:30].strip()
    today = timezone.localdate()
    lent = papers.lent_out(actor.unit_id)
    context = {
        "box": box,
        "found": papers.in_box(actor.unit_id, box) if box else (),
        "overdue": [loan for loan in lent if loan.is_overdue(today)],
        "lent": [loan for loan in lent if not loan.is_overdue(today)],
    }
    return render_desk(request, actor, "desk/papers/archive.html", context, current="papers")


@require_http_methods(["GET", "POST"])
@staff_page(WORK_ROLES)
def placement(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Where one paper dossier lies; placed, lent, taken back by the unit that keeps it."""
    dossiers.assert_seen(code, actor)
    what = request.POST.get("lam", "place") if request.method == "POST" else ""
    if what == "back":
        return _take_back(request, actor, code)
    card = papers.placement_of(code)
    is_own = card is None or card.unit_id == actor.unit_id
    given = {"cabinet": card.cabinet, "shelf": card.shelf, "box": card.box} if card else {}
    place = PlaceForm(request.POST if what and what != "lend" else None, initial=given)
    due_on = timezone.localdate() + USUAL_LOAN
    loan = LoanForm(request.POST if what == "lend" else None, initial={"due_on": due_on})
    chosen = loan if what == "lend" else place
    if what and chosen.is_valid():
        try:
            _do(what, actor, code, chosen.cleaned_data)
        except (Invalid, Conflict, NotYourArchive) as refusal:
            chosen.add_error(None, str(refusal))
        else:
            messages.success(request, "Đã ghi cho mượn." if what == "lend" else "Đã ghi vị trí.")
            return redirect("desk:placement", code)
    context = {
        "code": code,
        "card": card,
        "is_own": is_own,
        "place": place,
        "loan": loan,
        "errors": len(chosen.errors) if what else 0,
        "said": chosen.non_field_errors() if what else (),
    }
    status = 422 if what else 200
    template = "desk/papers/placement.html"
    return render_desk(request, actor, template, context, current="papers", status=status)


def _do(what: str, actor: Actor, code: str, given: dict[str, Any]) -> None:
    if what == "lend":
        today = timezone.localdate()
        services.lend_dossier(code, **given, today=today, by=actor, at=timezone.now())
    else:
        services.place_dossier(code, **given, by=actor, at=timezone.now())


def _take_back(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    try:
        services.take_dossier_back(code, by=actor, at=timezone.now())
    except (Conflict, NotYourArchive) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Đã nhận lại hồ sơ giấy.")
    return redirect("desk:placement", code)
