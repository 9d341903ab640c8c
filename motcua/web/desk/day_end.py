"""The end of a counter's day: what goes to the offices, what came in, the drawer counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from motcua.dossiers.queries import day_end as dossiers
from motcua.dossiers.rules import Channel
from motcua.errors import Invalid
from motcua.payments import queries as payments
from motcua.payments import services
from motcua.payments.errors import NoSuchClose
from motcua.payments.queries import CloseCard
from motcua.payments.rules import DayFigures, counted_total, reopen_objection
from motcua.people.queries import UnitCard
from motcua.people.rules import Actor, Role
from motcua.web.desk.cash_units import cash_units, chosen_unit, day_of, unit_links
from motcua.web.desk.money_forms import CountForm, ReopenForm
from motcua.web.staff import COUNTER, LEADING, render_desk, staff_page


BOTH = ["GET", "POST"]


@dataclass(frozen=True, slots=True)
class Drawer:
    """One official's day: what was taken, and how it was closed."""

    official: str
    official_id: int
    figures: DayFigures
    close: CloseCard | None
    may_reopen: bool


@require_http_methods(BOTH)
@staff_page(COUNTER, LEADING)
def day_end(request: HttpRequest, actor: Actor) -> HttpResponse:
    now = timezone.now()
    on = day_of(request)
    units = cash_units(actor, on)
    unit = chosen_unit(request, units)
    counts_here = Role.COUNTER in actor.roles and unit.id == actor.unit_id
    form = CountForm(request.POST if request.method == "POST" and counts_here else None)
    if form.is_valid() and "try" not in request.POST and _closed(form, actor, on=on, at=now):
        messages.success(request, f"Đã chốt sổ tiền ngày {on:%d/%m/%Y}.")
        return redirect(f"{request.path}?ngay={on.isoformat()}")
    drawers = _drawers(actor, unit, on)
    mine = next((d for d in drawers if d.official_id == actor.user_id), None)
    expected = mine.figures.expected if mine else 0
    if not form.is_bound:
        form.initial["shown"] = expected
    counted = counted_total(form.counts) if form.is_bound else None
    context = {
        "on": on,
        "today": timezone.localdate(),
        "unit": unit,
        "units": unit_links("desk:day_end", units, unit, f"ngay={on.isoformat()}"),
        "received": dossiers.received_on(unit.id, on),
        "channels": tuple(Channel),
        "offices": dossiers.handed_over(unit.id, on),
        "drawers": drawers,
        "mine": mine,
        "expected": expected,
        "counted": counted,
        "difference": counted - expected if counted is not None else None,
        "form": form if counts_here and (mine is None or mine.close is None) else None,
        "left_open": payments.days_left_open(unit.id, actor.user_id, on) if counts_here else (),
    }
    status = 422 if form.errors else 200
    return render_desk(
        request, actor, "desk/day_end/page.html", context, current="day_end", status=status
    )


def _closed(form: CountForm, actor: Actor, *, on: date, at: datetime) -> bool:
    try:
        services.close_day(
            form.counts,
            shown=form.cleaned_data["shown"],
            on=on,
            reason=form.cleaned_data["reason"],
            by=actor,
            at=at,
        )
    except Invalid as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _drawers(actor: Actor, unit: UnitCard, on: date) -> list[Drawer]:
    """Of all who moved money or closed that day, in the order of their names. Two queries."""
    figures = {who: found for (_, who), found in payments.figures_of_unit([unit.id], on).items()}
    closed = {c.official_id: c for c in payments.closes([unit.id], on) if c.reopened_at is None}
    names = {who: found.official for who, found in figures.items()}
    names |= {who: close.official for who, close in closed.items()}
    return [
        Drawer(
            official=names[who],
            official_id=who,
            figures=figures.get(who, DayFigures()),
            close=closed.get(who),
            may_reopen=who in closed
            and reopen_objection(
                actor, unit_id=unit.id, unit_agency_id=unit.agency_id, official_id=who
            )
            is None,
        )
        for who in sorted(names, key=lambda who: names[who])
    ]


@require_GET
@staff_page(COUNTER, LEADING)
def handover(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The list that is signed when dossiers on paper are carried to the offices. A4."""
    on = day_of(request)
    unit = chosen_unit(request, cash_units(actor, on))
    context = {"on": on, "unit": unit, "offices": dossiers.handed_over(unit.id, on)}
    return render_desk(request, actor, "desk/day_end/handover.html", context, current="day_end")


@require_GET
@staff_page(COUNTER, LEADING)
def received(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The dossiers behind a figure of the day."""
    on = day_of(request)
    unit = chosen_unit(request, cash_units(actor, on))
    named = request.GET.get("kenh", "")
    channel = Channel(named) if named in set(Channel) else None
    context = {
        "on": on,
        "unit": unit,
        "channel": channel,
        "channels": tuple(Channel),
        "rows": dossiers.received_rows(unit.id, on, channel),
    }
    return render_desk(request, actor, "desk/day_end/received.html", context, current="day_end")


@require_http_methods(BOTH)
@staff_page(LEADING)
def reopen(request: HttpRequest, actor: Actor, close_id: int) -> HttpResponse:
    units = cash_units(actor, timezone.localdate())
    close = payments.open_close(close_id, unit_ids=[unit.id for unit in units])
    if close is None:
        raise NoSuchClose()
    form = ReopenForm(request.POST or None)
    if form.is_valid():
        try:
            services.reopen_day(close.id, by=actor, at=timezone.now(), **form.cleaned_data)
        except Invalid as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Đã mở lại sổ của {close.official}.")
            there = reverse("desk:day_end")
            return redirect(f"{there}?ngay={close.on.isoformat()}&dv={close.unit_id}")
    context = {"close": close, "form": form}
    status = 422 if form.errors else 200
    return render_desk(
        request, actor, "desk/day_end/reopen.html", context, current="day_end", status=status
    )
