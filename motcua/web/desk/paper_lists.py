"""Digitisation of a counter: what is left to scan, and the tray of the scanner."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from motcua.dossiers.errors import BadCode, NotYourRole, NotYourUnit
from motcua.dossiers.queries import paper_desk
from motcua.dossiers.rules import normal_code
from motcua.dossiers.services import paper_tray
from motcua.errors import Conflict, Invalid, Missing
from motcua.papers import queries as papers
from motcua.papers.errors import NoSuchLooseScan
from motcua.people.rules import Actor
from motcua.web.desk.papers import SAID_IN_PLACE, shut_in, uploaded
from motcua.web.staff import WORK_ROLES, render_desk, staff_page


class SortForm(forms.Form):
    """To which paper of which dossier; 0 is the result."""

    code = forms.CharField(
        label="Mã hồ sơ",
        max_length=60,
        error_messages={"required": "Ghi mã hồ sơ, hoặc quét mã trên giấy tiếp nhận"},
    )
    position = forms.IntegerField(
        label="Giấy tờ thứ",
        min_value=0,
        max_value=999,
        error_messages={"required": "Ghi số thứ tự của giấy tờ trong hồ sơ; 0 là kết quả"},
    )


@require_GET
@staff_page(WORK_ROLES)
def to_digitise(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What this counter received and has not digitised; empty, or each row explains itself."""
    page = paper_desk.to_digitise(actor.unit_id, cursor=request.GET.get("sau", ""))
    today = timezone.localdate()
    month = paper_desk.digitisation([actor.unit_id], today.replace(day=1), today)
    context = {
        "page": page,
        "month": month,
        "today": today,
        "in_tray": papers.tray_count(actor.unit_id),
    }
    return render_desk(request, actor, "desk/papers/to_digitise.html", context, current="papers")


@require_http_methods(["GET", "POST"])
@staff_page(WORK_ROLES)
def tray(request: HttpRequest, actor: Actor) -> HttpResponse:
    if request.method == "GET":
        context = {"loose": papers.tray_of(actor.unit_id)}
        return render_desk(request, actor, "desk/papers/tray.html", context, current="papers")
    try:
        files = uploaded(request)
        paper_tray.drop_scans(files, by=actor, at=timezone.now())
    except SAID_IN_PLACE as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Đã để {len(files)} tệp vào khay.")
    return redirect("desk:tray")


@require_http_methods(["GET", "POST"])
@staff_page(WORK_ROLES)
def loose(request: HttpRequest, actor: Actor, loose_id: int) -> HttpResponse:
    """GET shows the file; POST puts it to its paper, or throws it away."""
    _name, media_type, content = papers.loose_content(loose_id, actor.unit_id)
    if request.method == "GET":
        return shut_in(content, media_type)
    try:
        words = _sort(request, actor, loose_id)
    except NoSuchLooseScan:
        raise
    except (Invalid, Conflict, Missing, NotYourUnit, NotYourRole) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, words)
    return redirect("desk:tray")


def _sort(request: HttpRequest, actor: Actor, loose_id: int) -> str:
    if request.POST.get("lam") == "bo":
        paper_tray.discard_scan(loose_id, by=actor, at=timezone.now())
        return "Đã bỏ tệp khỏi khay."
    form = SortForm(request.POST)
    if not form.is_valid():
        raise BadCode()
    code = normal_code(form.cleaned_data["code"])
    position = form.cleaned_data["position"]
    paper_tray.sort_scan(loose_id, code, position, by=actor, at=timezone.now())
    return f"Đã xếp vào hồ sơ {code}. Mở giấy tờ để xem các trang và xác nhận."
