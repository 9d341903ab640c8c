"""Targets: the list of a year, one with its units in order, a unit's own, the dossiers behind."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from motcua.ledger import queries as ledger
from motcua.ledger.queries import CasePage
from motcua.ledger.rules import Cell, Period
from motcua.people import queries as people
from motcua.people.rules import Actor
from motcua.targets import queries
from motcua.targets.errors import NoSuchTarget
from motcua.targets.queries import QuotaCard, Reader, TargetCard, TargetPage
from motcua.targets.rules import assign_objection
from motcua.web.lead.targets_parts import (
    Month,
    kinds_of,
    lines_of,
    measure_words,
    month_in,
    months_of,
    summary,
    year_in,
    years,
)
from motcua.web.reading import text_in
from motcua.web.staff import LEADING, WORK_ROLES, render_desk, staff_page


@require_GET
@staff_page(LEADING)
def listed(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What the agency assigned and what was assigned to it, in one year."""
    today = timezone.localdate()
    year, cursor = year_in(request, today), request.GET.get("sau", "")
    page = queries.target_page(actor, year, cursor=cursor, on=today)
    context = {
        **_page_context(page, reverse("lead:targets"), year, cursor, today),
        "place": actor.agency_name,
        "may_assign": assign_objection(actor, actor.agency_id) is None,
        "agency_id": actor.agency_id,
    }
    return render_desk(request, actor, "lead/targets/list.html", context, current="lead")


@require_GET
@staff_page(WORK_ROLES)
def own(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What this official's unit, or the agency as a whole, has to reach; to read only."""
    today = timezone.localdate()
    year, cursor = year_in(request, today), request.GET.get("sau", "")
    page = queries.own_targets(actor, year, cursor=cursor, on=today)
    mine = {actor.unit_id, actor.agency_id}
    context = _page_context(page, reverse("lead:own_targets"), year, cursor, today)
    context["summaries"] = [
        (one, [line for line in one.lines if line.quota.unit_id in mine])
        for one in context["summaries"]
    ]
    context["place"] = actor.unit_name
    return render_desk(request, actor, "lead/targets/own.html", context)


@require_GET
@staff_page(WORK_ROLES)
def target(request: HttpRequest, actor: Actor, target_id: int) -> HttpResponse:
    """Units in the order of rank, as of today or of the end of a month; the history."""
    card = queries.target(target_id, actor)
    context = _target_context(request, actor, card)
    if not context["month"]:
        context["history"] = queries.history(card)
    return render_desk(request, actor, "lead/targets/target.html", context, current="lead")


@require_GET
@staff_page(WORK_ROLES)
def printed(request: HttpRequest, actor: Actor, target_id: int) -> HttpResponse:
    card = queries.target(target_id, actor)
    context = _target_context(request, actor, card)
    context["assigned_by"] = people.names_of([card.assigned_by_id]).get(card.assigned_by_id, "")
    return render_desk(request, actor, "lead/targets/print.html", context, current="lead")


@require_GET
@staff_page(WORK_ROLES)
def cases(request: HttpRequest, actor: Actor, target_id: int, quota_id: int) -> HttpResponse:
    """The dossiers that count, those that don't yet, or all that a share is taken of."""
    card = queries.target(target_id, actor)
    quota = next((one for one in card.quotas if one.id == quota_id), None)
    if quota is None or not _may_open(actor, card, quota):
        raise NoSuchTarget
    today = timezone.localdate()
    parts = _parts(card)
    chosen = request.GET.get("phan", "")
    chosen = chosen if chosen in parts else "dat"
    cursor = text_in(request, "sau")
    here = f"{reverse('lead:target_cases', args=[target_id, quota_id])}?phan={chosen}"
    page = _cases(card, quota, parts[chosen][1], today, cursor)
    context = {
        "card": card,
        "quota": quota,
        "parts": [(key, words, key == chosen) for key, (words, _) in parts.items()],
        "page": page,
        "is_own": quota.agency_id == actor.agency_id,
        "first_url": here if cursor else "",
        "next_url": f"{here}&sau={page.next_cursor}" if page.next_cursor else "",
    }
    return render_desk(request, actor, "lead/targets/cases.html", context, current="lead")


def _page_context(
    page: TargetPage, base: str, year: int, cursor: str, today: date
) -> dict[str, Any]:
    reader = Reader()
    here = f"{base}?nam={year}"
    return {
        "summaries": [summary(card, reader, today=today) for card in page.rows],
        "year": year,
        "years": years(today),
        "today": today,
        "first_url": here if cursor else "",
        "next_url": f"{here}&sau={page.next_cursor}" if page.next_cursor else "",
    }


def _target_context(request: HttpRequest, actor: Actor, card: TargetCard) -> dict[str, Any]:
    today = timezone.localdate()
    months, kinds = months_of(card.draft, today), kinds_of(card)
    month = month_in(request, months)
    kind = next((one for one in kinds if one.value == request.GET.get("cap")), None)
    shown = [quota for quota in card.quotas if kind in (None, quota.unit_kind)]
    on = min(month.last, today) if month else today
    reader = Reader()
    progress = queries.progress_of(card, on=on, today=today, reader=reader)
    in_month = _in_month(card, month, on, reader) if month else None
    lines = lines_of({quota: progress[quota] for quota in shown}, in_month=in_month)
    return {
        "card": card,
        "measure": measure_words(card.draft),
        "lines": lines,
        "months": months,
        "month": month,
        "kinds": kinds,
        "kind": kind,
        "on": on,
        "today": today,
        "leads": bool(actor.roles & LEADING),
        "may_assign": assign_objection(actor, card.agency_id) is None and not card.is_withdrawn,
        "openable": {quota.id for quota in card.quotas if _may_open(actor, card, quota)},
    }


def _in_month(card: TargetCard, month: Month, on: date, reader: Reader) -> dict[QuotaCard, int]:
    """What came in that month alone."""
    agencies = {quota.unit_id: quota.agency_id for quota in card.quotas}
    keys = [quota.key for quota in card.quotas]
    draft = replace(card.draft, first=month.first)
    found = reader.reached(draft, keys, agencies, last=on)
    return {quota: found[quota.key].count for quota in card.quotas}


def _may_open(actor: Actor, card: TargetCard, quota: QuotaCard) -> bool:
    """Dossiers are listed for those of the agency, and for who leads where it was assigned."""
    leads = bool(actor.roles & LEADING)
    return quota.agency_id == actor.agency_id or (leads and card.agency_id == actor.agency_id)


def _parts(card: TargetCard) -> dict[str, tuple[str, tuple[Cell, ...]]]:
    """Which dossiers can be listed, in words and as cells."""
    draft = card.draft
    found = {"dat": ("Đã tính", draft.figure.cells)}
    if draft.base:
        rest = tuple(cell for cell in draft.base.cells if cell not in draft.figure.cells)
        if len(rest) < len(draft.base.cells):
            found["con-lai"] = ("Không được tính", rest)
        found["tat-ca"] = (draft.base.label, draft.base.cells)
    return found


def _cases(
    card: TargetCard, quota: QuotaCard, cells: tuple[Cell, ...], today: date, cursor: str
) -> CasePage:
    last = min(today, card.draft.due_on)
    if last < card.draft.first:
        return CasePage((), "")
    return ledger.cases(
        Period(card.draft.first, last),
        cells,
        units=[quota.agency_id],
        field=quota.field or card.draft.field,
        procedure=Reader().procedures(card.draft, last=last),
        cursor=cursor,
    )
