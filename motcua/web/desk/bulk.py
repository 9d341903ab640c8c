"""One thing with the dossiers ticked in a list: asked back, given to a worker, watched."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from motcua.dossiers import queries as dossiers
from motcua.dossiers import services as dossier_services
from motcua.dossiers.errors import NothingToClaim
from motcua.dossiers.queries import Box, Choices
from motcua.dossiers.rules import Action
from motcua.errors import Invalid
from motcua.people.rules import Actor
from motcua.web.admin_pages.fields import AdminForm, Text
from motcua.web.http import is_fragment
from motcua.web.staff import WORK_ROLES, render_desk, staff_page
from motcua.work import queries, services
from motcua.work.rules import MOST_IN_BULK, Deed, LineState


_AT_STEP = (Action.FORWARD, Action.APPROVE, Action.CLAIM, Action.REASSIGN)
# What the bar under a list offers; in the others nothing is done by the dozen.
OFFERED: Final[dict[Box, tuple[Action, ...]]] = {
    Box.MINE: _AT_STEP,
    Box.POOL: (Action.CLAIM, Action.FORWARD, Action.APPROVE, Action.REASSIGN),
    Box.UNIT: _AT_STEP,
    Box.INTAKE: (Action.ACCEPT,),
    Box.WAITING: (Action.SUPPLY,),
}
WARNINGS: Final = {
    Deed.APPROVE: "Mỗi hồ sơ được ký duyệt theo hướng đồng ý. Chỉ làm khi đã xem từng hồ sơ.",
    Deed.ACCEPT: "Ngày hẹn trả của mỗi hồ sơ được tính từ lúc tiếp nhận và hẹn với người nộp.",
}
NO_WORKER_AFTER: Final = timedelta(seconds=20)


class BulkForm(AdminForm):
    """What the deed needs besides the dossiers; what it does not need is taken out."""

    to_user = forms.TypedChoiceField(
        label="Giao cho", coerce=int, empty_value=None, choices=(), required=False
    )
    note = Text(label="Ý kiến, ghi vào từng hồ sơ", required=False, max_length=4000, rows=2)

    def fit(self, deed: Deed, choices: Choices) -> None:
        if deed not in (Deed.FORWARD, Deed.REASSIGN, Deed.APPROVE):
            del self.fields["note"]
        if deed not in (Deed.FORWARD, Deed.REASSIGN) or not choices.people:
            del self.fields["to_user"]
            return
        nobody = "Chọn" if deed is Deed.REASSIGN else "Cả bộ phận, ai rảnh nhận"
        found = [(str(p.user_id), f"{p.name} · {p.title}") for p in choices.people]
        self.choose_from("to_user", [("", nobody), *found])
        if deed is Deed.REASSIGN:
            self.fields["to_user"].required = True
            self.fields["to_user"].error_messages["required"] = "Chọn người nhận"


@require_http_methods(["GET", "POST"])
@staff_page(WORK_ROLES)
def choose(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What each of the ticked dossiers answers; nothing is done before it is confirmed."""
    deed = _deed(request)
    versions = _versions(request.POST.getlist("dong")) if request.method == "POST" else {}
    codes = list(versions) if versions else _codes(request, actor, deed)
    assert deed.action is not None
    found = dossiers.choices(actor, deed.action, codes[:MOST_IN_BULK], now=timezone.now())
    form = BulkForm(request.POST if request.method == "POST" else None)
    form.fit(deed, found)
    if form.is_valid():
        about = {each.code: each.row.procedure_name for each in found.rows if each.row}
        chosen = [
            services.Chosen(code, version, about.get(code, ""))
            for code, version in versions.items()
        ]
        try:
            run = services.begin_bulk(
                deed, chosen, **form.cleaned_data, by=actor, at=timezone.now()
            )
        except Invalid as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("desk:bulk_run", run)
    context = {
        "deed": deed,
        "choices": found,
        "form": form,
        "versions": versions,
        "too_many": len(codes) > MOST_IN_BULK,
        "most": MOST_IN_BULK,
        "no_common": deed is Deed.REASSIGN and found.possible and not found.people,
        "warning": WARNINGS.get(deed, ""),
    }
    status = 422 if form.errors else 200
    return render_desk(
        request, actor, "desk/bulk/choose.html", context, current="dossiers", status=status
    )


def _deed(request: HttpRequest) -> Deed:
    given = request.POST if request.method == "POST" else request.GET
    name = given.get("viec", "")
    if name not in set(Deed) or Deed(name).action is None:
        raise Http404
    return Deed(name)


def _codes(request: HttpRequest, actor: Actor, deed: Deed) -> Sequence[str]:
    """What was ticked; or, of a run that has ended, what was refused."""
    again = request.GET.get("lai", "")
    if again.isascii() and again.isdigit() and len(again) < 19:
        run = queries.bulk(int(again), actor)
        return [row.code for row in run.rows if row.state is LineState.REFUSED]
    return [code[:60] for code in request.GET.getlist("chon")]


def _versions(lines: Sequence[str]) -> dict[str, int]:
    """CODE~VERSION, as the page had it."""
    parts = (line.rpartition("~") for line in lines)
    return {
        code[:60]: int(version)
        for code, _, version in parts
        if code.isprintable() and version.isascii() and version.isdigit() and len(version) < 10
    }


@require_GET
@staff_page()
def run(request: HttpRequest, actor: Actor, run_id: int) -> HttpResponse:
    """How far it is; asked again and again until it has ended. Only for who began it."""
    card = queries.bulk(run_id, actor)
    context = {
        "run": card,
        "can_open": bool(actor.roles & WORK_ROLES),
        "is_stuck": not card.ended_at
        and card.waiting == card.total
        and timezone.now() - card.begun_at > NO_WORKER_AFTER,
    }
    if is_fragment(request):
        return render(request, "desk/bulk/_run.html", context)
    current = "dossiers" if card.deed.action else "admin"
    return render_desk(request, actor, "desk/bulk/run.html", context, current=current)


@require_POST
@staff_page(WORK_ROLES)
def take_next(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The most urgent one that nobody has, opened at once."""
    try:
        code = dossier_services.claim_next(by=actor, at=timezone.now())
    except NothingToClaim as refusal:
        messages.info(request, str(refusal))
        return redirect("desk:inbox")
    messages.success(request, f"Đã nhận {code}, từ nay là việc của ông/bà.")
    return redirect("desk:dossier", code)
