"""For everybody in the waiting room, without signing in: numbers, fields, times; nobody's name."""

from __future__ import annotations

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_http_methods, require_safe

from motcua.people import queries as people
from motcua.people.queries import UnitCard
from motcua.people.rules import UnitKind
from motcua.tickets import queries as tickets
from motcua.tickets import services
from motcua.tickets.errors import NoSuchLine
from motcua.tickets.rules import State
from motcua.web.http import is_fragment
from motcua.web.limits import at_most


NUMBERS_A_MINUTE: Final = 30  # one machine, pressed every two seconds
LOOKS_A_MINUTE: Final = 120  # several displays behind one address, each every five seconds


@require_http_methods(["GET", "HEAD", "POST"])
@at_most(NUMBERS_A_MINUTE, "lay-so")
def machine(request: HttpRequest, unit_code: str) -> HttpResponse:
    """Big buttons, a field each; one press gives the number."""
    now = timezone.now()
    unit = _one_stop(unit_code)
    status, refusal = 200, ""
    if request.method == "POST":
        letter, is_priority = request.POST.get("line", ""), bool(request.POST.get("priority"))
        try:
            code = services.issue(unit.id, letter, is_priority=is_priority, at=now)
        except NoSuchLine as error:
            status, refusal = 422, str(error)
        else:
            return redirect("board:ticket", unit.code, code)
    lines = tickets.lines(unit.id, timezone.localdate(now))
    context = {"unit": unit, "lines": lines, "refusal": refusal}
    return _fresh(render(request, "board/machine.html", context, status=status))


@require_safe
@at_most(LOOKS_A_MINUTE, "bang-so")
def ticket(request: HttpRequest, unit_code: str, code: str) -> HttpResponse:
    """One number of today, to print or to keep open: how many are before it."""
    now = timezone.now()
    unit = _one_stop(unit_code)
    card = tickets.ticket_on(unit.id, code, timezone.localdate(now))
    look = {State.WAITING: "wait", State.CALLED: "soon", State.SERVING: "ok"}.get(
        card.state, "done"
    )
    context = {"unit": unit, "ticket": card, "look": look, "now": now}
    template = "board/_ticket.html" if is_fragment(request) else "board/ticket.html"
    return _fresh(render(request, template, context))


@require_safe
@at_most(LOOKS_A_MINUTE, "bang-so")
def display(request: HttpRequest, unit_code: str) -> HttpResponse:
    """The screen on the wall; it asks again by itself."""
    now = timezone.now()
    unit = _one_stop(unit_code)
    board = tickets.board(unit.id, timezone.localdate(now))
    context = {"unit": unit, "board": board, "now": now}
    template = "board/_board.html" if is_fragment(request) else "board/board.html"
    return _fresh(render(request, template, context))


def _one_stop(unit_code: str) -> UnitCard:
    unit = people.unit_by_code(unit_code, timezone.localdate())
    if unit.kind is not UnitKind.ONE_STOP:
        raise Http404
    return unit


def _fresh(response: HttpResponse) -> HttpResponse:
    patch_cache_control(response, no_store=True)
    return response
