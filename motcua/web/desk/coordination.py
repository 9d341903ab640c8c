"""Coordination on the desk: the box of requests, one request, its deeds, its slip."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from motcua.coordination import queries as coordination
from motcua.coordination.queries import Box, RequestCard
from motcua.coordination.rules import Deed
from motcua.deadlines import queries as deadlines
from motcua.dossiers import queries as dossiers
from motcua.dossiers import services
from motcua.dossiers.queries import DossierPage
from motcua.errors import Invalid
from motcua.papers import queries as papers
from motcua.people import queries as people
from motcua.people.rules import Actor
from motcua.web.desk.coordination_forms import DEED_FORMS, AnswerForm, DeedForm
from motcua.web.desk.coordination_words import charge_row, request_row
from motcua.web.staff import WORK_ROLES, render_desk, staff_page


EMPTY_WORDS = {
    Box.TO_ANSWER: "Không có yêu cầu nào chờ đơn vị ông/bà trả lời.",
    Box.TO_HAND_ON: "Không có yêu cầu nào chờ chuyển tiếp.",
    Box.ANSWERED: "Đơn vị ông/bà chưa trả lời yêu cầu nào.",
    Box.SENT: "Đơn vị ông/bà không chờ nơi nào trả lời.",
    Box.ENDED: "Chưa có yêu cầu nào của đơn vị ông/bà đã xong.",
}
DONE_WORDS: Final = {
    Deed.HAND_ON: "Đã chuyển yêu cầu đến {asked}.",
    Deed.TAKE: "Ông/bà đã nhận yêu cầu này.",
    Deed.ANSWER: "Đã ghi câu trả lời của {asked}.",
    Deed.REMIND: "Đã đôn đốc {asked}.",
    Deed.RECORD_SILENCE: "Đã ghi nhận {asked} không trả lời.",
    Deed.CANCEL: "Đã hủy yêu cầu gửi {asked}.",
}
# What can't be undone says so before it is done.
WARNINGS: Final = {
    Deed.ANSWER: "Câu trả lời gửi đi ngay và không sửa được nữa.",
    Deed.RECORD_SILENCE: "Nơi được hỏi không trả lời được nữa. Việc này không hoàn tác được.",
    Deed.CANCEL: "Nơi được hỏi không phải trả lời nữa. Việc này không hoàn tác được.",
}


def panel(page: DossierPage, actor: Actor, now: datetime) -> Mapping[str, Any]:
    """Beside a dossier: its requests, whose time it was, and what may be asked."""
    has_step = page.step_unit_id == actor.unit_id and page.step_role in actor.roles
    context: dict[str, Any] = {
        "requests": (),
        "charges": (),
        "may_ask": has_step and page.status in ("accepted", "in_process"),
    }
    if page.requests:
        charges = coordination.charges(page.requests, page.calendar, now=now)
        context["requests"] = [request_row(c, actor, page.calendar, now) for c in page.requests]
        context["charges"] = [charge_row(charge) for charge in charges]
    return context


@require_GET
@staff_page(WORK_ROLES)
def box(request: HttpRequest, actor: Actor) -> HttpResponse:
    wanted = request.GET.get("ro", "")
    chosen = Box(wanted) if wanted in set(Box) else Box.TO_ANSWER
    now, own = timezone.now(), {actor.unit_id, actor.agency_id}
    counts = coordination.box_counts(own, now=now)
    page = coordination.in_box(own, chosen, cursor=request.GET.get("sau", "")[:60])
    calendar = deadlines.work_calendar(people.unit(actor.agency_id).province_code)
    context = {
        "box": chosen,
        "pills": [
            (_box_url(b), b.label, counts.total.get(b), counts.late.get(b, 0), b is chosen)
            for b in Box
        ],
        "rows": [request_row(card, actor, calendar, now) for card in page.rows],
        "next_url": _box_url(chosen, page.next_cursor) if page.next_cursor else "",
        "first_url": _box_url(chosen) if request.GET.get("sau") else "",
        "empty_words": EMPTY_WORDS[chosen],
        "now": now,
    }
    return render_desk(request, actor, "desk/coordination/box.html", context, current="dossiers")


def rail_group(actor: Actor, now: datetime) -> tuple[str, list[Any]]:
    """For the rail of the work list: what waits for this office, and what it waits for."""
    counts = coordination.box_counts({actor.unit_id, actor.agency_id}, now=now).total
    wanted = [Box.TO_ANSWER, *([Box.TO_HAND_ON] if counts[Box.TO_HAND_ON] else []), Box.SENT]
    return "Phối hợp", [(_box_url(b), b.label, counts[b], False) for b in wanted]


def _box_url(box: Box, cursor: str = "") -> str:
    query = {"ro": box.value} | ({"sau": cursor} if cursor else {})
    return f"{reverse('desk:coordination')}?{urlencode(query)}"


@require_GET
@staff_page(WORK_ROLES)
def shown(request: HttpRequest, actor: Actor, request_id: int) -> HttpResponse:
    """What the asked office needs to answer: the question, the dossier, its papers."""
    card = coordination.request_card(request_id)
    context = _context(card, actor, timezone.now()) | {
        "dossier": dossiers.glance(card.subject, actor),
        "papers": [
            p for p in papers.papers_of(card.subject) if not card.papers or p.name in card.papers
        ],
        "form": AnswerForm(),
    }
    return render_desk(
        request, actor, "desk/coordination/request.html", context, current="dossiers"
    )


def _context(card: RequestCard, actor: Actor, now: datetime) -> dict[str, Any]:
    calendar = deadlines.work_calendar(people.unit(card.from_unit_id).province_code)
    return {"card": card, "row": request_row(card, actor, calendar, now), "now": now}


@require_GET
@staff_page(WORK_ROLES)
def slip(request: HttpRequest, actor: Actor, request_id: int) -> HttpResponse:
    """Phiếu chuyển xử lý: content and time limit of each agency of a round (Điều 19.6)."""
    glance = dossiers.glance(coordination.subject_of(request_id), actor)
    found = coordination.requests_of(glance.code)
    card = next(one for one in found if one.id == request_id)
    context = {
        "dossier": glance,
        "agency": people.unit(glance.resolving_unit_id),
        "card": card,
        "round": [one for one in found if one.batch == card.batch],
    }
    return render_desk(request, actor, "desk/coordination/slip.html", context, current="dossiers")


@require_http_methods(["GET", "POST"])
@staff_page(WORK_ROLES)
def deed(request: HttpRequest, actor: Actor, request_id: int, deed: str) -> HttpResponse:
    """One deed on one request: its page with what it needs, and the deed itself."""
    if deed not in set(Deed):
        raise Http404
    wanted, now = Deed(deed), timezone.now()
    card = coordination.request_card(request_id)
    dossiers.glance(card.subject, actor)  # who may not see it is told so
    refusal = dossiers.deed_objection(actor, wanted, card)
    if refusal and request.method == "POST":
        raise refusal
    form = DEED_FORMS[wanted](request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            SERVICES[wanted](card.subject, request=card.id, by=actor, at=now, **form.cleaned_data)
        except Invalid as error:
            form.add_error(None, str(error))  # keep what was typed
        else:
            messages.success(request, DONE_WORDS[wanted].format(asked=card.asked))
            return _after(wanted, card, actor)
    return _deed_page(request, actor, wanted, card, form, why=str(refusal or ""))


def _deed_page(
    request: HttpRequest, actor: Actor, wanted: Deed, card: RequestCard, form: DeedForm, *, why: str
) -> HttpResponse:
    context = _context(card, actor, timezone.now()) | {
        "deed": wanted,
        "form": form,
        "why": why or _why_not_now(wanted, card),
        "warning": WARNINGS.get(wanted, ""),
        "is_danger": wanted in (Deed.CANCEL, Deed.RECORD_SILENCE),
    }
    status = 422 if form.errors else 200
    template = "desk/coordination/deed.html"
    return render_desk(request, actor, template, context, current="dossiers", status=status)


def _why_not_now(wanted: Deed, card: RequestCard) -> str:
    if card.has_deed(wanted):
        return ""
    return f"Yêu cầu gửi {card.asked} đang ở trạng thái “{card.state.label}”."


def _after(wanted: Deed, card: RequestCard, actor: Actor) -> HttpResponse:
    """The asked office goes on with its request or its box, who asked with the dossier."""
    if wanted is Deed.TAKE:
        return redirect("desk:request", card.id)
    if card.from_unit_id == actor.unit_id:
        return redirect("desk:dossier", card.subject)
    return redirect("desk:coordination")


SERVICES: Final[dict[Deed, Callable[..., None]]] = {
    Deed.HAND_ON: services.hand_on_request,
    Deed.TAKE: services.take_request,
    Deed.ANSWER: services.answer_request,
    Deed.REMIND: services.remind_request,
    Deed.RECORD_SILENCE: services.record_silence,
    Deed.CANCEL: services.cancel_request,
}
