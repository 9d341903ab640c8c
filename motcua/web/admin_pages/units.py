"""Units of the administrator's agency: the tree, one unit, creating, changing, closing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from motcua.people import queries as people
from motcua.people import services
from motcua.people.queries import UnitCard
from motcua.people.rules import Actor, objection
from motcua.web.admin_pages.frame import FormPage, admin_only, ask, show, told_in
from motcua.web.admin_pages.history import history_of
from motcua.web.admin_pages.post_lines import account_lines
from motcua.web.admin_pages.unit_forms import (
    CloseUnitForm,
    UnitDetailsForm,
    UnitForm,
    tree_choices,
)
from motcua.web.reading import day_in


PEOPLE_SHOWN = 100


@require_GET
@admin_only
def units(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The tree as it is on a day."""
    today = timezone.localdate()
    on = day_in(request, "ngay", default=today)
    context = {"nodes": people.unit_tree(on, top_id=actor.agency_id), "on": on, "today": today}
    return show(request, actor, "units.html", context, section="units")


@require_GET
@admin_only
def unit(request: HttpRequest, actor: Actor, unit_id: int) -> HttpResponse:
    card = own_unit(actor, unit_id)
    today = timezone.localdate()
    above = people.units(int(pk) for pk in card.path.split("/") if pk and int(pk) != card.id)
    page = people.accounts(on=today, top_id=card.id, limit=PEOPLE_SHOWN)
    context = {
        "unit": card,
        "above": sorted(above.values(), key=_depth),
        "lines": account_lines(page.rows, timezone.now(), today),
        "has_more": bool(page.after),
        "is_top": card.id == actor.agency_id,
        "is_closed": card.until is not None and card.until < today,
        "history": history_of(f"unit:{card.code}"),
        "today": today,
    }
    return show(request, actor, "unit.html", context, section="units")


@require_http_methods(["GET", "POST"])
@admin_only
def create(request: HttpRequest, actor: Actor) -> HttpResponse:
    today = timezone.localdate()
    initial = {"since": today, "parent_code": request.GET.get("duoi", "")}
    form = UnitForm(request.POST or None, initial=initial)
    form.choose_from("parent_code", _parents(actor))
    if form.is_valid():
        with told_in(form):
            made = services.create_unit(form.draft(), by=actor, at=timezone.now())
            messages.success(request, f"Đã tạo đơn vị {form.cleaned_data['name']}.")
            return redirect("admin_pages:unit", made)
    page = FormPage(
        title="Thêm đơn vị",
        section="units",
        submit="Tạo đơn vị",
        back=(reverse("admin_pages:units"), "Đơn vị"),
    )
    return ask(request, actor, page, form)


@require_http_methods(["GET", "POST"])
@admin_only
def change(request: HttpRequest, actor: Actor, unit_id: int) -> HttpResponse:
    card = own_unit(actor, unit_id)
    form = _details_form(request, actor, card)
    if form.is_valid():
        with told_in(form):
            changed = services.change_unit(card.id, form.changes(), by=actor, at=timezone.now())
            messages.success(request, "Đã lưu." if changed else "Không có gì thay đổi.")
            return redirect("admin_pages:unit", card.id)
    page = FormPage(
        title=f"Sửa {card.name}",
        section="units",
        submit="Lưu thay đổi",
        back=_back(card),
        facts=(("Mã đơn vị", card.code), ("Loại", card.kind.label)),
    )
    return ask(request, actor, page, form)


@require_http_methods(["GET", "POST"])
@admin_only
def close(request: HttpRequest, actor: Actor, unit_id: int) -> HttpResponse:
    card = own_unit(actor, unit_id)
    form = CloseUnitForm(request.POST or None, initial={"until": timezone.localdate()})
    if form.is_valid():
        until = form.cleaned_data["until"]
        with told_in(form):
            services.close_unit(card.id, until=until, by=actor, at=timezone.now())
            messages.success(request, f"{card.name} hoạt động đến hết {until:%d/%m/%Y}.")
            return redirect("admin_pages:unit", card.id)
    page = FormPage(
        title=f"Đóng {card.name}?",
        section="units",
        submit="Đóng đơn vị",
        back=_back(card),
        facts=(("Mã đơn vị", card.code), ("Loại", card.kind.label)),
        lead="Hồ sơ và báo cáo cũ giữ nguyên tên đơn vị. Kết thúc vị trí công tác "
        "và đóng đơn vị trực thuộc trước.",
        warning="Sau ngày này không ai làm việc tại đơn vị nữa. Việc này không hoàn tác được.",
        is_danger=True,
    )
    return ask(request, actor, page, form)


def own_unit(actor: Actor, unit_id: int) -> UnitCard:
    """Raises NoSuchUnit, OutsideYourAgency."""
    card = people.unit(unit_id)
    if refusal := objection(actor, paths=[card.path]):
        raise refusal
    return card


def _parents(actor: Actor) -> list[tuple[str, str]]:
    nodes = people.unit_tree(timezone.localdate(), top_id=actor.agency_id)
    return tree_choices(nodes)


def _details_form(request: HttpRequest, actor: Actor, card: UnitCard) -> UnitDetailsForm:
    """The agency's own place in the tree is not for its own administrator to change."""
    form = UnitDetailsForm(request.POST or None, initial=_initial(card))
    if card.id == actor.agency_id:
        del form.fields["parent_code"]
        return form
    nodes = people.unit_tree(timezone.localdate(), top_id=actor.agency_id)
    outside = [node for node in nodes if not node.card.path.startswith(card.path)]
    form.choose_from("parent_code", tree_choices(outside))
    parent = next((node.card.code for node in nodes if node.card.id == card.parent_id), "")
    form.initial["parent_code"] = parent
    return form


def _initial(card: UnitCard) -> dict[str, Any]:
    names = ("name", "short_name", "address", "phone", "place_code", "province_code")
    return {name: getattr(card, name) for name in names}


def _back(card: UnitCard) -> tuple[str, str]:
    return reverse("admin_pages:unit", args=[card.id]), card.name


def _depth(card: UnitCard) -> int:
    return len(card.path)
