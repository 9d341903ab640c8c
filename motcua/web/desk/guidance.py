"""People at the wrong place: where they must go, the slip for them, how many there were."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from motcua.catalog import queries as catalog
from motcua.dossiers import queries as dossiers
from motcua.dossiers import services
from motcua.errors import Invalid
from motcua.people import queries as people
from motcua.people.queries import UnitCard
from motcua.people.rules import Actor, Role, UnitKind
from motcua.web.desk.cash_units import chosen_unit, unit_links
from motcua.web.desk.guidance_forms import guidance_form
from motcua.web.staff import COUNTER, LEADING, render_desk, staff_page


A_MONTH: Final = timedelta(days=31)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(COUNTER)
def give(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Who decides the procedure; noted with one press, which leads to the slip."""
    now = timezone.now()
    found = dossiers.deciding(code, actor, on=timezone.localdate(now))
    data = request.POST if request.method == "POST" else None
    form = guidance_form(found, actor, data)
    if form.is_valid():
        try:
            number = services.guide(
                found.procedure.code,
                reason=form.cleaned_data["reason"],
                sent_to=form.cleaned_data["sent_to"],
                by=actor,
                at=now,
                draft_id=form.ends_draft,
            )
        except Invalid as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Đã ghi vào sổ hướng dẫn. In phiếu cho người nộp.")
            return redirect("desk:guidance_slip", number)
    context = {"deciding": found, "form": form}
    status = 422 if form.errors else 200
    return render_desk(
        request, actor, "desk/guidance/give.html", context, current="intake", status=status
    )


@require_GET
@staff_page(COUNTER)
def slip(request: HttpRequest, actor: Actor, guidance_id: int) -> HttpResponse:
    """To be printed on A5: where to go, why, what to bring; nobody's name."""
    card = dossiers.guidance(guidance_id, actor)
    procedure = catalog.procedure(card.procedure, on=timezone.localdate(card.guided_at))
    context = {"card": card, "procedure": procedure}
    return render_desk(request, actor, "desk/guidance/slip.html", context, current="intake")


@require_GET
@staff_page(COUNTER, LEADING)
def listed(request: HttpRequest, actor: Actor) -> HttpResponse:
    """A month of a counter: which procedures people look for in the wrong place."""
    today = timezone.localdate()
    units = _counters(actor, today)
    unit = chosen_unit(request, units)
    first = _month_in(request, today)
    following = (first + A_MONTH).replace(day=1)
    context = {
        "unit": unit,
        "units": unit_links("desk:guidance", units, unit, f"thang={first:%Y-%m}"),
        "first": first,
        "before": (first - timedelta(days=1)).replace(day=1),
        "after": following if following <= today else None,
        "month": dossiers.guidance_of_month(unit, first),
        "may_print": unit.id == actor.unit_id and Role.COUNTER in actor.roles,
    }
    return render_desk(request, actor, "desk/guidance/listed.html", context, current="intake")


def _counters(actor: Actor, on: date) -> tuple[UnitCard, ...]:
    """A leader's are those of the agency; everybody else's is their own."""
    if Role.COUNTER not in actor.roles:
        tree = people.agency_tree(actor.agency_id, on)
        if found := tuple(unit for unit in tree if unit.kind is UnitKind.ONE_STOP):
            return found
    return (people.unit(actor.unit_id),)


def _month_in(request: HttpRequest, today: date) -> date:
    """2026-11; anything else is this month."""
    found = re.fullmatch(r"(20\d\d)-(0[1-9]|1[0-2])", request.GET.get("thang", ""), re.ASCII)
    return date(int(found[1]), int(found[2]), 1) if found else today.replace(day=1)
