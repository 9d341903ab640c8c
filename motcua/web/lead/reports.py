"""Statutory reports: choosing one, reading it with the dossiers behind it, as a file."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from motcua.people.rules import Actor, Role
from motcua.reports.queries.final import standing
from motcua.reports.queries.forms import Filled, fill
from motcua.reports.queries.narrowing import unit_of
from motcua.web.lead.reports_forms import Asked, asked_in, asked_or_refused
from motcua.web.lead.reports_parts import READERS, as_pdf, as_xlsx, table_of, warned
from motcua.web.staff import render_desk, staff_page


@require_GET
@staff_page(READERS)
def chosen(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The form as it is, with the sums that don't come out above it."""
    today = timezone.localdate()
    form, asked, whole = asked_in(request.GET, actor, today)
    context: dict[str, object] = {"form": form, "has_below": whole.has_below}
    if asked is not None:
        context |= _read(asked, actor, fill(asked.kind, asked.of, asked.named, made_on=today))
    status = 422 if form.errors else 200
    template = "lead/reports/page.html"
    return render_desk(request, actor, template, context, current="lead", status=status)


def _read(asked: Asked, actor: Actor, filled: Filled) -> dict[str, object]:
    unit, period = unit_of(asked.of), filled.form.period
    is_over = period == asked.named.period and period.last < timezone.localdate()
    is_mine = unit.id == actor.agency_id
    return {
        "report": filled.form,
        "is_empty": filled.form.is_empty,
        "table": table_of(filled.form, asked.query),
        "warned": warned(filled.doubts, asked.query),
        "text": filled.text,
        "query": asked.query,
        "final": standing(unit.id, asked.kind, period, with_below=asked.of.has_below),
        "is_over": is_over,
        "can_sign": is_over and is_mine and Role.LEADER in actor.roles,
    }


@require_GET
@staff_page(READERS)
def pdf(request: HttpRequest, actor: Actor) -> HttpResponse:
    return as_pdf(_filled(request, actor).form)


@require_GET
@staff_page(READERS)
def xlsx(request: HttpRequest, actor: Actor) -> HttpResponse:
    return as_xlsx(_filled(request, actor).form)


def _filled(request: HttpRequest, actor: Actor) -> Filled:
    today = timezone.localdate()
    asked, _ = asked_or_refused(request.GET, actor, today)
    return fill(asked.kind, asked.of, asked.named, made_on=today)
