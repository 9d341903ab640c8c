"""Calling numbers: take a counter, call the next one, begin the intake of who comes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from motcua.dossiers import queries as dossiers
from motcua.dossiers import services as dossier_services
from motcua.errors import DomainError
from motcua.people import queries as people
from motcua.people.rules import Actor
from motcua.tickets import queries, services
from motcua.tickets.errors import NobodyWaits, NoSuchCounter
from motcua.tickets.queries import DayFigures
from motcua.web.desk.intake_turn import APPLICANT
from motcua.web.staff import COUNTER, render_desk, staff_page


MOST_DRAFTS: Final = 50
Deed = Callable[[HttpRequest, Actor], str]


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(COUNTER)
def calling(request: HttpRequest, actor: Actor) -> HttpResponse:
    """One page: who is called, who waits, who was passed over. Each button is a deed."""
    if request.method != "POST":
        return _page(request, actor)
    do = request.POST.get("do", "")
    try:
        if do == "intake":
            return _begin_intake(actor)
        if do not in DEEDS:
            return _page(request, actor, refusal="Chọn một nút trên trang này.", status=422)
        said = DEEDS[do](request, actor)
    except DomainError as refusal:
        return _page(request, actor, refusal=str(refusal), status=409)
    messages.success(request, said)
    return redirect("desk:tickets")


def _begin_intake(actor: Actor) -> HttpResponse:
    """A draft that keeps the number; the one that is there already, if there is one."""
    at = timezone.now()
    ticket = services.serve(by=actor, at=at)
    draft_id = _draft_with(ticket, actor)
    if draft_id is None:
        content = {"ticket": ticket}
        draft_id = dossier_services.start_draft(by=actor, at=at, content=content)
    return redirect("desk:intake_step", draft_id, APPLICANT)


def _draft_with(ticket: int, actor: Actor) -> int | None:
    found = dossiers.drafts(actor, limit=MOST_DRAFTS)
    return next((draft.id for draft in found if draft.content.get("ticket") == ticket), None)


def _sit(request: HttpRequest, actor: Actor) -> str:
    number = request.POST.get("counter", "")
    if not (number.isascii() and number.isdigit() and len(number) <= 4):
        raise NoSuchCounter()
    services.sit_at(int(number), by=actor, at=timezone.now())
    return f"Ông/bà ngồi quầy {int(number)} hôm nay."


def _next(request: HttpRequest, actor: Actor) -> str:
    return f"Đang gọi số {services.call_next(by=actor, at=timezone.now())}."


def _done(request: HttpRequest, actor: Actor) -> str:
    return f"Đã xong số {services.finish(by=actor, at=timezone.now())}."


def _done_next(request: HttpRequest, actor: Actor) -> str:
    done = services.finish(by=actor, at=timezone.now())
    try:
        return f"Đã xong số {done}. {_next(request, actor)}"
    except NobodyWaits as nobody:
        return f"Đã xong số {done}. {nobody}"


def _again(request: HttpRequest, actor: Actor) -> str:
    code = services.call_again(request.POST.get("ticket", ""), by=actor, at=timezone.now())
    return f"Gọi lại số {code}."


def _skip(request: HttpRequest, actor: Actor) -> str:
    code = services.skip(by=actor, at=timezone.now())
    return f"Đã bỏ qua số {code}. Người ấy đến thì gọi lại ở danh sách bên."


def _cancel(request: HttpRequest, actor: Actor) -> str:
    code = request.POST.get("ticket", "")
    services.cancel(code, by=actor, at=timezone.now())
    return f"Đã hủy số {code}."


def _move(request: HttpRequest, actor: Actor) -> str:
    code = services.move(request.POST.get("line", ""), by=actor, at=timezone.now())
    return f"Đã chuyển số {code} sang hàng khác, giữ nguyên thứ tự."


DEEDS: Final[dict[str, Deed]] = {
    "sit": _sit,
    "next": _next,
    "done": _done,
    "done_next": _done_next,
    "again": _again,
    "skip": _skip,
    "cancel": _cancel,
    "move": _move,
}


def _page(
    request: HttpRequest, actor: Actor, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    now = timezone.now()
    on = timezone.localdate(now)
    here = queries.here(actor, on)
    choosing = here is None or "doi-quay" in request.GET
    context = {
        "now": now,
        "here": here,
        "choosing": choosing,
        "counters": queries.counters(actor, on) if choosing else (),
        "figures_shown": _shown(queries.figures(actor.unit_id, on)),
        "unit": people.unit(actor.unit_id),
        "refusal": refusal,
    }
    template = "desk/tickets/calling.html"
    return render_desk(request, actor, template, context, current="tickets", status=status)


def _shown(day: DayFigures) -> list[tuple[str, str]]:
    minutes = "chưa có" if day.wait_minutes is None else f"{day.wait_minutes} phút"
    return [
        ("Đã lấy số hôm nay", str(day.issued)),
        ("Đang chờ, cả nơi", str(day.waiting)),
        ("Đã xong", str(day.done)),
        ("Chờ trung bình", minutes),
    ]
