"""What is late in one's unit or agency, and the explanation of a delay."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from motcua.coordination import queries as coordination
from motcua.deadlines import queries as deadlines
from motcua.dossiers.queries import DossierPage
from motcua.dossiers.queries.lateness import Case, case
from motcua.errors import DomainError, Invalid
from motcua.lateness import queries, services
from motcua.lateness.rules import (
    LONGEST_NAME,
    LONGEST_NUMBER,
    LONGEST_TEXT,
    Delay,
    LatePart,
    State,
    decide_objection,
    explain_objection,
)
from motcua.people import queries as people
from motcua.people.rules import Actor, Role
from motcua.web.admin_pages.fields import AdminForm, Day, Line, Text
from motcua.web.staff import LEADING, WORK_ROLES, render_desk, staff_page


class ExplanationForm(AdminForm):
    reason = Text(
        label="Lý do chậm",
        max_length=LONGEST_TEXT,
        rows=5,
        help_text="Vì sao bước này mất nhiều thời gian hơn thời hạn đã giao.",
    )
    way_forward = Text(
        label="Hướng giải quyết",
        max_length=LONGEST_TEXT,
        rows=4,
        help_text="Làm gì tiếp, ai làm, đến khi nào có kết quả.",
    )
    signer = Line(label="Người ký", max_length=LONGEST_NAME)
    number = Line(label="Số, ký hiệu văn bản", max_length=LONGEST_NUMBER)
    signed_on = Day(label="Ngày ký")


class ReturnForm(AdminForm):
    reason = Text(
        label="Cần viết thêm gì",
        max_length=LONGEST_TEXT,
        rows=3,
        help_text="Đơn vị sẽ thấy lời này và phải gửi văn bản khác.",
    )


@dataclass(frozen=True, slots=True)
class LateBox:
    """What the page of a dossier says of its delay."""

    delay: Delay
    words: tuple[str, ...]
    state: State | None
    can_explain: bool
    can_decide: bool

    @property
    def is_owed(self) -> bool:
        return self.delay.is_late and self.state is not State.ACCEPTED


def panel(page: DossierPage, actor: Actor, now: datetime) -> Mapping[str, Any]:
    """One query, and none where nothing was late."""
    courses = tuple(request.course for request in page.requests)
    delay = queries.delay_of(page.way, courses, page.calendar, now=now)
    if not delay.parts and not delay.is_late:
        return {}
    state = queries.last_states([page.code]).get(page.code)
    return {"late_box": _box(delay, state, actor, page.resolving_unit.id)}


def _box(delay: Delay, state: State | None, actor: Actor, agency_id: int) -> LateBox:
    may_not_explain = explain_objection(actor, delay, resolving_unit_id=agency_id, last=state)
    may_not_decide = decide_objection(actor, resolving_unit_id=agency_id, last=state)
    return LateBox(
        delay=delay,
        words=tuple(map(queries.late_words, delay.parts)),
        state=state,
        can_explain=may_not_explain is None,
        can_decide=may_not_decide is None,
    )


@require_GET
@staff_page(WORK_ROLES)
def overdue(request: HttpRequest, actor: Actor) -> HttpResponse:
    """My unit's; for a leader the whole agency, or one unit of it."""
    now, today = timezone.now(), timezone.localdate()
    is_whole = Role.LEADER in actor.roles
    leads = bool(actor.roles & LEADING)
    units = people.agency_tree(actor.agency_id, today) if is_whole else ()
    chosen = next((u for u in units if str(u.id) == request.GET.get("dv")), None)
    found = queries.late_list(
        actor, now=now, since=date(today.year, 1, 1), unit_id=chosen.id if chosen else None
    )
    context = {
        "late": found.late,
        "soon": found.soon,
        "finished": found.finished,
        "missing": found.missing,
        "missing_open": found.missing_open,
        "is_cut": found.is_cut,
        "units": units,
        "chosen": chosen,
        "place": chosen.name if chosen else actor.agency_name if is_whole else actor.unit_name,
        "leads": leads,
        "now": now,
        "year": today.year,
    }
    current = "lead" if leads else "dossiers"
    return render_desk(request, actor, "desk/lateness/list.html", context, current=current)


@require_http_methods(["GET", "POST"])
@staff_page(WORK_ROLES)
def explain(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """The delay as the system names it, all explanations, and the form for who owes the next."""
    now = timezone.now()
    found = case(code, actor)
    data = request.POST if request.method == "POST" else None
    form = ExplanationForm(data, initial={"signer": actor.name, "signed_on": timezone.localdate()})
    if data is not None and (refusal := _objection(found, actor, now)):
        raise refusal
    if form.is_valid():
        try:
            services.explain_delay(code, **form.cleaned_data, by=actor, at=now)
        except Invalid as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"Đã gửi văn bản giải trình của {code}.")
            return redirect("desk:dossier", code)
    return _page(request, actor, found, now, form=form)


@require_POST
@staff_page(WORK_ROLES)
def decide(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """The leader accepts, or returns it saying what is missing."""
    now = timezone.now()
    if request.POST.get("viec") == "chap-nhan":
        services.accept_explanation(code, by=actor, at=now)
        messages.success(request, f"Đã chấp nhận văn bản giải trình của {code}.")
        return redirect("desk:explain", code)
    found = case(code, actor)
    states = queries.last_states([code])
    agency_id = found.way.resolving_unit_id
    if refusal := decide_objection(actor, resolving_unit_id=agency_id, last=states.get(code)):
        raise refusal
    form = ReturnForm(request.POST)
    if form.is_valid():
        services.return_explanation(code, reason=form.cleaned_data["reason"], by=actor, at=now)
        messages.success(request, f"Đã trả lại văn bản giải trình của {code}.")
        return redirect("desk:explain", code)
    return _page(request, actor, found, now, decision=form)


def _delay(found: Case, now: datetime) -> Delay:
    """Two queries."""
    code = found.way.code
    courses = coordination.courses([code]).get(code, ())
    calendar = deadlines.work_calendar(found.way.province_code)
    return queries.delay_of(found.way, courses, calendar, now=now)


def _objection(found: Case, actor: Actor, now: datetime) -> DomainError | None:
    code = found.way.code
    return explain_objection(
        actor,
        _delay(found, now),
        resolving_unit_id=found.way.resolving_unit_id,
        last=queries.last_states([code]).get(code),
    )


def _page(
    request: HttpRequest,
    actor: Actor,
    found: Case,
    now: datetime,
    *,
    form: ExplanationForm | None = None,
    decision: ReturnForm | None = None,
) -> HttpResponse:
    delay = _delay(found, now)
    explanations = queries.explanations_of(found.way.code)
    state = explanations[0].state if explanations else None
    wrong = (form and form.errors) or (decision and decision.errors)
    context = {
        "code": found.way.code,
        "case": found,
        "box": _box(delay, state, actor, found.way.resolving_unit_id),
        "lines": [_line(part) for part in delay.parts],
        "whole": queries.time_words(delay.whole),
        "saved": queries.time_words(delay.saved) if delay.saved and delay.is_late else "",
        "explanations": explanations,
        "form": form or ExplanationForm(),
        "decision": decision or ReturnForm(),
        "wrong": decision if decision is not None else form,
    }
    status = 422 if wrong else 200
    template = "desk/lateness/explain.html"
    return render_desk(request, actor, template, context, current="dossiers", status=status)


def _line(part: LatePart) -> dict[str, str]:
    return {
        "step": part.step,
        "unit": part.unit + (" (được hỏi ý kiến)" if part.is_asked else ""),
        "allotted": queries.time_words(part.allotted) if part.allotted else "không có giờ riêng",
        "used": queries.time_words(part.used),
        "late": queries.time_words(part.late),
    }
