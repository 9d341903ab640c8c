"""Giving numbers to units: the form with its table, changing them, taking a target back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from motcua.people.rules import Actor
from motcua.targets import queries, services
from motcua.targets.errors import NothingChanged, TargetRefused, TargetWithdrawn
from motcua.targets.queries import TargetCard
from motcua.targets.rules import Draft, Figure, Kind, a_year_later, assign_objection, checked
from motcua.web.lead.targets_forms import (
    ChangeForm,
    ReasonForm,
    Row,
    Table,
    TargetForm,
    blank_rows,
    field_names,
    proposed,
    read_number,
    read_rows,
)
from motcua.web.lead.targets_parts import measure_words
from motcua.web.staff import LEADING, render_desk, staff_page


SPLIT = "chia"


@require_http_methods(["GET", "POST"])
@staff_page(LEADING)
def new(request: HttpRequest, actor: Actor) -> HttpResponse:
    """One page: what is counted, a total to be spread if one likes, a number for each unit."""
    if refusal := assign_objection(actor, actor.agency_id):
        raise refusal
    today = timezone.localdate()
    fields = field_names(today)
    copied = _copied(request, actor)
    units = queries.candidates(actor.agency_id, today)
    rows = blank_rows(units, copied.quotas if copied else (), own_id=actor.agency_id)
    if request.method == "GET":
        form = TargetForm(initial=_initial(copied, today), fields=fields)
        return _form_page(request, actor, form, Table(rows), fields, copied=copied)
    form = TargetForm(request.POST, fields=fields)
    kind = form.cleaned_data.get("kind") if form.is_valid() or form.cleaned_data else None
    table = read_rows(rows, request.POST, kind)
    if form.is_valid() and request.POST.get("viec") == SPLIT:
        status = _spread(request, form, table)
        return _form_page(request, actor, form, table, fields, copied=copied, status=status)
    if form.is_valid() and not table.errors:
        try:
            made = services.assign(form.draft, table.quotas, by=actor, at=timezone.now())
        except TargetRefused as refused:
            _show(refused, form, table)
        else:
            messages.success(request, f"Đã giao chỉ tiêu cho {len(table.quotas)} đơn vị.")
            return redirect("lead:target", made)
    return _form_page(request, actor, form, table, fields, copied=copied, status=422)


@require_http_methods(["GET", "POST"])
@staff_page(LEADING)
def change(request: HttpRequest, actor: Actor, target_id: int) -> HttpResponse:
    """The same table with the numbers of today; the old ones stay in the history."""
    card = _changeable(actor, target_id)
    today = timezone.localdate()
    units = queries.candidates(actor.agency_id, today)
    rows = blank_rows(units, card.quotas, own_id=actor.agency_id)
    form, table = ChangeForm(), Table(rows)
    if request.method == "POST":
        form = ChangeForm(request.POST)
        table = read_rows(rows, request.POST, card.draft.kind)
        if form.is_valid() and not table.errors:
            try:
                services.change(
                    target_id, table.quotas, **form.cleaned_data, by=actor, at=timezone.now()
                )
            except TargetRefused as refused:
                _show(refused, form, table)
            except NothingChanged as refused:
                form.add_error(None, str(refused))
            else:
                messages.success(request, "Đã sửa số giao. Số cũ còn trong lịch sử ở cuối trang.")
                return redirect("lead:target", target_id)
    context = {
        "card": card,
        "measure": measure_words(card.draft),
        "form": form,
        "table": table,
        "fields": field_names(today),
        "count": len(form.errors) + len(table.errors),
    }
    status = 422 if context["count"] else 200
    template = "lead/targets/change.html"
    return render_desk(request, actor, template, context, current="lead", status=status)


@require_http_methods(["GET", "POST"])
@staff_page(LEADING)
def withdraw(request: HttpRequest, actor: Actor, target_id: int) -> HttpResponse:
    """Asks first: a target that was taken back can't be given out again."""
    card = _changeable(actor, target_id)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            services.withdraw(target_id, **form.cleaned_data, by=actor, at=timezone.now())
        except TargetRefused as refused:
            _show(refused, form, Table([]))
        else:
            messages.success(request, "Đã rút chỉ tiêu.")
            return redirect("lead:target", target_id)
    context = {"card": card, "form": form}
    status = 422 if form.errors else 200
    template = "lead/targets/withdraw.html"
    return render_desk(request, actor, template, context, current="lead", status=status)


def _changeable(actor: Actor, target_id: int) -> TargetCard:
    card = queries.target(target_id, actor)
    if refusal := assign_objection(actor, card.agency_id):
        raise refusal
    if card.is_withdrawn:
        raise TargetWithdrawn
    return card


def _copied(request: HttpRequest, actor: Actor) -> TargetCard | None:
    """The target of which a new one is to be made for the year after."""
    text = request.GET.get("chep") or request.POST.get("chep") or ""
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        return None
    return queries.target(int(text), actor)


def _initial(copied: TargetCard | None, today: date) -> dict[str, Any]:
    if copied is None:
        return {
            "figure": Figure.RECEIVED_ONLINE,
            "kind": Kind.COUNT_AT_LEAST,
            "first": date(today.year, 1, 1),
            "due_on": date(today.year, 12, 31),
        }
    draft = a_year_later(copied.draft)
    return {name: getattr(draft, name) for name in Draft.__slots__}


def _spread(request: HttpRequest, form: TargetForm, table: Table) -> int:
    """Fill the ticked lines from the total and last year; 422 where that can't be done."""
    text = " ".join(request.POST.get("tong", "").split())
    kind = form.cleaned_data["kind"]
    total = read_number(text, kind)
    ticked = [row for row in table.rows if row.is_ticked]
    try:
        if total is None:
            raise TargetRefused(field="", why="Ghi tổng số cần chia, như 1.200 hoặc 80,5")
        if not ticked:
            raise TargetRefused(field="", why="Đánh dấu những đơn vị cần chia")
        draft = checked(form.draft)
    except TargetRefused as refused:
        _show(refused, form, table)
        return 422
    table.rows = _with_last_year(table.rows, draft, total)
    return 200


def _with_last_year(rows: Sequence[Row], draft: Draft, total: Any) -> list[Row]:
    keys = [row.quota_key for row in rows if row.is_ticked]
    agencies = {row.unit_id: row.agency_id for row in rows}
    before = queries.last_year(draft, keys, agencies)
    return proposed(rows, total, draft.kind, before)


def _show(refused: TargetRefused, form: Any, table: Table) -> None:
    """At its box; in a line of the table where that is what was refused."""
    box, words = str(refused.facts.get("field", "")), str(refused)
    part, _, key = box.partition("-")
    if part in ("so", "lv") and any(row.key == key for row in table.rows):
        table.rows = [replace(r, error=words) if r.key == key else r for r in table.rows]
        return
    form.add_error(box if box in form.fields else None, words)


def _form_page(
    request: HttpRequest,
    actor: Actor,
    form: TargetForm,
    table: Table,
    fields: Sequence[str],
    *,
    copied: TargetCard | None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "table": table,
        "fields": fields,
        "copied": copied,
        "total": request.POST.get("tong", "")[:20],
        "count": len(form.errors) + len(table.errors),
        "has_last_year": any(row.last_year for row in table.rows),
    }
    template = "lead/targets/new.html"
    return render_desk(request, actor, template, context, current="lead", status=status)
