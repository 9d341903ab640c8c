"""Internal processes: the list, one version as a table and a picture, approving, withdrawing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from motcua.dossiers.queries.moving import running_under
from motcua.people.rules import Actor, UnitKind
from motcua.process import queries, services
from motcua.process.rules import Draft, Next, Process, State, Step, default_draft
from motcua.web.admin_pages.account_forms import ConfirmForm
from motcua.web.admin_pages.frame import FormPage, admin_only, ask, show, told_in
from motcua.web.admin_pages.history import history_of
from motcua.web.admin_pages.picture import condition_told, picture_of
from motcua.web.admin_pages.process_fields import office_name
from motcua.web.admin_pages.process_forms import BeginForm, WithdrawForm
from motcua.web.reading import text_in


LISTED = 50
LACKING = 30
LOOKS = {State.DRAFT: "wait", State.APPROVED: "ok", State.WITHDRAWN: "refused"}
WORDS = {State.DRAFT: "Dự thảo", State.APPROVED: "Đã duyệt", State.WITHDRAWN: "Đã bãi bỏ"}


@require_GET
@admin_only
def processes(request: HttpRequest, actor: Actor) -> HttpResponse:
    text, state = text_in(request, "q"), request.GET.get("tt", "")
    chosen = State(state) if state in set(State) else None
    after = _after(text_in(request, "sau"))
    found = queries.process_cards(text=text, state=chosen, limit=LISTED + 1, after=after)
    cards = found[:LISTED]
    next_url = ""
    if len(found) > LISTED:
        mark = f"{cards[-1].procedure}~{cards[-1].id}"
        next_url = _url(q=text, tt=state if chosen else "", sau=mark)
    context = {
        "cards": [(card, LOOKS[card.state], WORDS[card.state]) for card in cards],
        "text": text,
        "chosen": chosen,
        "pills": [(_url(q=text, tt=s.value), LOOKS[s], WORDS[s], s is chosen) for s in State],
        "all_url": _url(q=text),
        "next_url": next_url,
        "first_url": _url(q=text, tt=state if chosen else "") if after else "",
    }
    return show(request, actor, "processes.html", context, section="processes")


def _after(mark: str) -> tuple[str, int] | None:
    procedure, _, number = mark.rpartition("~")
    if number.isascii() and number.isdigit() and len(number) < 19:
        return procedure, int(number)
    return None


def _url(**query: str) -> str:
    kept = urlencode({name: value for name, value in query.items() if value})
    return reverse("admin_pages:processes") + (f"?{kept}" if kept else "")


@require_GET
@admin_only
def process(request: HttpRequest, actor: Actor, process_id: int) -> HttpResponse:
    found = kept_process(process_id)
    labels = queries.form_fields(found.procedure)
    today = timezone.localdate()
    is_past = found.state is State.WITHDRAWN or (found.until is not None and found.until < today)
    lacking = [] if is_past else queries.vacancies(found, on=today)
    context = {
        "process": found,
        "steps": [(s, office_name(str(s.office)), _ways(s, labels)) for s in found.steps],
        "picture": picture_of(found, labels),
        "look": LOOKS[found.state],
        "words": WORDS[found.state],
        "findings": queries.findings_of(found) if found.state is State.DRAFT else (),
        "vacancies": lacking[:LACKING],
        "more_vacancies": max(0, len(lacking) - LACKING),
        "today": today,
        "running": _running_by_older(found),
        "history": history_of(f"process:{process_id}"),
    }
    return show(request, actor, "process.html", context, section="processes")


def _running_by_older(found: Process) -> int:
    """Running dossiers that could go on by this version: they go by an earlier one."""
    if found.state is not State.APPROVED:
        return 0
    return running_under(queries.predecessors(found))


def _ways(step: Step, labels: Mapping[str, str]) -> list[tuple[Next, str]]:
    """What may happen, each with its condition in words."""
    return [(n, condition_told(n.when, labels) if n.when else "") for n in step.next]


@require_http_methods(["GET", "POST"])
@admin_only
def begin(request: HttpRequest, actor: Actor) -> HttpResponse:
    """A draft with the usual steps, to be changed."""
    initial = {"since": timezone.localdate(), "procedure": text_in(request, "thu-tuc", most=35)}
    form = BeginForm(request.POST or None, initial=initial)
    if form.is_valid():
        data = form.cleaned_data
        with told_in(form):
            usual = default_draft(UnitKind(data["level"]), since=data["since"])
            named = {name: data[name] for name in ("procedure", "title", "case")}
            made = services.create_draft(replace(usual, **named), by=actor, at=timezone.now())
            messages.success(request, "Đã lập dự thảo với các bước thường dùng. Sửa lại cho đúng.")
            return redirect("admin_pages:process_change", made)
    page = FormPage(
        title="Lập quy trình mới",
        section="processes",
        submit="Lập dự thảo",
        back=(reverse("admin_pages:processes"), "Quy trình nội bộ"),
        lead="Dự thảo bắt đầu với các bước thường dùng của cấp đó, chưa áp dụng cho hồ sơ nào.",
    )
    return ask(request, actor, page, form)


@require_http_methods(["GET", "POST"])
@admin_only
def copy(request: HttpRequest, actor: Actor, process_id: int) -> HttpResponse:
    """A new draft with the content of a version; the version stays as it is."""
    found = kept_process(process_id)
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with told_in(form):
            parts = {field.name: getattr(found, field.name) for field in fields(Draft)}
            parts |= {"since": timezone.localdate(), "until": None}
            made = services.create_draft(Draft(**parts), by=actor, at=timezone.now())
            messages.success(request, "Đã lập dự thảo. Sửa từng bước rồi lưu.")
            return redirect("admin_pages:process_change", made)
    page = FormPage(
        title="Lập dự thảo từ bản này?",
        section="processes",
        submit="Lập dự thảo",
        back=back_to(found),
        facts=_facts(found),
        lead="Bản này giữ nguyên và vẫn áp dụng cho đến khi dự thảo được duyệt.",
    )
    return ask(request, actor, page, form)


@require_http_methods(["GET", "POST"])
@admin_only
def approve(request: HttpRequest, actor: Actor, process_id: int) -> HttpResponse:
    found = kept_process(process_id)
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with told_in(form):
            services.approve_process(process_id, by=actor, at=timezone.now())
            messages.success(request, f"Đã duyệt, áp dụng từ {found.since:%d/%m/%Y}.")
            return redirect("admin_pages:process", process_id)
    page = FormPage(
        title="Duyệt quy trình?",
        section="processes",
        submit="Duyệt quy trình",
        back=back_to(found),
        facts=(*_facts(found), ("Áp dụng từ", f"{found.since:%d/%m/%Y}")),
        lead="Bản đang áp dụng kết thúc vào ngày trước đó. Hồ sơ đã nhận đi tiếp theo bản cũ.",
        warning="Duyệt rồi thì không sửa được, chỉ lập được dự thảo mới.",
    )
    return ask(request, actor, page, form)


@require_http_methods(["GET", "POST"])
@admin_only
def withdraw(request: HttpRequest, actor: Actor, process_id: int) -> HttpResponse:
    found = kept_process(process_id)
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        with told_in(form):
            services.withdraw_process(
                process_id, reason=form.cleaned_data["reason"], by=actor, at=timezone.now()
            )
            messages.success(request, "Đã bãi bỏ quy trình.")
            return redirect("admin_pages:process", process_id)
    page = FormPage(
        title="Bãi bỏ quy trình?",
        section="processes",
        submit="Bãi bỏ quy trình",
        back=back_to(found),
        facts=_facts(found),
        lead="Hồ sơ đã nhận theo bản này vẫn đi tiếp. Hồ sơ mới theo bản khác còn hiệu lực, "
        "nếu không có thì theo quy trình mặc định.",
        warning="Việc này không hoàn tác được.",
        is_danger=True,
    )
    return ask(request, actor, page, form)


def kept_process(process_id: int) -> Process:
    """As it is kept: times and offices not fitted to any dossier. Raises NoSuchProcess."""
    kept = queries.processes([process_id]).get(process_id)
    return kept if kept is not None else queries.process(process_id)


def back_to(found: Process) -> tuple[str, str]:
    return reverse("admin_pages:process", args=[found.id]), found.title


def _facts(found: Process) -> tuple[tuple[str, Any], ...]:
    return (
        ("Quy trình", found.title),
        ("Thủ tục", found.procedure or "Mặc định"),
        ("Cấp", found.level.label),
        ("Phiên bản", found.version),
    )
