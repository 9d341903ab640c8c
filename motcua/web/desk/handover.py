"""How much lies with whom, and handing it over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from motcua.dossiers.queries.load import SHOWN_AT_MOST, Load, loads, rows_with
from motcua.errors import Invalid
from motcua.people import queries as people
from motcua.people.queries import PostCard
from motcua.people.rules import Actor, Role
from motcua.web.admin_pages.fields import AdminForm, Line
from motcua.web.staff import LEADING, WORK_ROLES, render_desk, staff_page
from motcua.work import queries, services
from motcua.work.rules import LONGEST_REASON, hand_over_objection


NOBODY = Load(unit_id=0, user_id=None, open=0, late=0, today=0, waiting=0)


@dataclass(frozen=True, slots=True)
class OfficerLine:
    """Somebody of a unit with what lies with them; `share` of the longest list on the page."""

    user_id: int | None
    name: str
    title: str
    load: Load
    share: float
    can_hand_over: bool

    @property
    def look(self) -> str:
        return "late" if self.load.late else "soon" if self.load.today else "ok"


@dataclass(frozen=True, slots=True)
class UnitLines:
    name: str
    lines: tuple[OfficerLine, ...]


class HandOverForm(AdminForm):
    to_user = forms.TypedChoiceField(label="Giao cho", coerce=int, choices=())
    reason = Line(
        label="Lý do bàn giao",
        max_length=LONGEST_REASON,
        help_text="Như «Nghỉ thai sản», «Chuyển công tác», «Giảm bớt việc».",
    )


@require_GET
@staff_page(LEADING)
def load(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Heads see their unit, leaders all units of the agency."""
    now, today = timezone.now(), timezone.localdate()
    whole = Role.LEADER in actor.roles
    names = {
        unit.id: unit.name
        for unit in people.agency_tree(actor.agency_id, today)
        if whole or unit.id == actor.unit_id
    }
    found = loads(names, now=now)
    staff = [card for card in people.staff_of(actor.agency_id, today) if card.unit_id in names]
    context = {
        "units": _units(names, found, staff, actor),
        "total": sum(each.open for each in found),
        "late": sum(each.late for each in found),
        "now": now,
        "place": actor.agency_name if whole else actor.unit_name,
    }
    return render_desk(request, actor, "desk/handover/load.html", context, current="lead")


@require_http_methods(["GET", "POST"])
@staff_page(WORK_ROLES)
def hand_over(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Choose who gives, see what is open, choose who takes, done."""
    now, today = timezone.now(), timezone.localdate()
    given = request.POST if request.method == "POST" else request.GET
    staff = [c for c in people.staff_of(actor.agency_id, today) if c.unit_id == actor.unit_id]
    found = {each.user_id: each for each in loads([actor.unit_id], now=now)}
    givers = _givers(staff, found, actor)
    chosen = next((line for line in givers if str(line.user_id) == given.get("nguoi")), None)
    if chosen is None or chosen.user_id is None:
        return _choose(request, actor, givers)
    form = HandOverForm(request.POST if request.method == "POST" else None)
    takers = [card for card in staff if card.holder_id != chosen.user_id]
    form.choose_from(
        "to_user",
        [("", "Chọn"), *((str(c.holder_id), _taker(c, found.get(c.holder_id))) for c in takers)],
    )
    codes = request.POST.getlist("code")[: SHOWN_AT_MOST + 1]
    if form.is_valid():
        try:
            number = services.hand_over(
                codes, from_user=chosen.user_id, **form.cleaned_data, by=actor, at=now
            )
        except Invalid as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Đã bàn giao. Biên bản ở dưới.")
            return redirect("desk:minutes", number)
    context = {
        "giver": chosen,
        "rows": rows_with(chosen.user_id, actor.unit_id, now=now),
        "most": SHOWN_AT_MOST,
        "codes": set(codes) if request.method == "POST" else None,
        "form": form,
    }
    return _answer(request, actor, "desk/handover/give.html", context, form)


@require_GET
@staff_page(WORK_ROLES)
def minutes(request: HttpRequest, actor: Actor, handover_id: int) -> HttpResponse:
    card = queries.hand_over(handover_id, actor)
    context = {"minutes": card}
    return render_desk(request, actor, "desk/handover/minutes.html", context, current="dossiers")


def _choose(request: HttpRequest, actor: Actor, givers: Sequence[OfficerLine]) -> HttpResponse:
    context = {"givers": givers, "is_head": Role.UNIT_HEAD in actor.roles}
    status = 422 if request.method == "POST" else 200
    return render_desk(
        request, actor, "desk/handover/choose.html", context, current="dossiers", status=status
    )


def _answer(
    request: HttpRequest,
    actor: Actor,
    template: str,
    context: dict[str, Any],
    form: HandOverForm,
) -> HttpResponse:
    status = 422 if form.errors else 200
    return render_desk(request, actor, template, context, current="dossiers", status=status)


def _units(
    names: dict[int, str], found: Iterable[Load], staff: Sequence[PostCard], actor: Actor
) -> list[UnitLines]:
    by_unit: dict[int, dict[int | None, Load]] = {unit_id: {} for unit_id in names}
    for each in found:
        by_unit[each.unit_id][each.user_id] = each
    gone = {user_id for lying in by_unit.values() for user_id in lying if user_id is not None}
    left = people.names_of(gone - {card.holder_id for card in staff})
    longest = max((each.open for lying in by_unit.values() for each in lying.values()), default=0)
    units = []
    for unit_id, name in names.items():
        here = [card for card in staff if card.unit_id == unit_id and card.roles - {Role.ADMIN}]
        lines = _lines(here, by_unit[unit_id], left, longest, actor, unit_id)
        if lines:
            units.append(UnitLines(name, tuple(lines)))
    return units


def _lines(
    here: Sequence[PostCard],
    lying: dict[int | None, Load],
    left: dict[int, str],
    longest: int,
    actor: Actor,
    unit_id: int,
) -> list[OfficerLine]:
    """Who works there, by name; then who has left or changed; then what nobody has."""
    people_here: dict[int | None, tuple[str, str]] = {
        card.holder_id: (card.holder_name, card.title) for card in here
    }
    for user_id in lying:
        name = left.get(user_id or 0, "Người của đơn vị khác")
        shown = (name, "Không còn ở đơn vị") if user_id else ("Chưa giao ai", "Cả bộ phận")
        people_here.setdefault(user_id, shown)
    return [
        OfficerLine(
            user_id,
            name,
            title,
            each := lying.get(user_id, NOBODY),
            each.open / longest if longest else 0.0,
            can_hand_over=bool(user_id and each.open) and _may(actor, unit_id, user_id),
        )
        for user_id, (name, title) in people_here.items()
    ]


def _may(actor: Actor, unit_id: int, user_id: int | None) -> bool:
    asked = hand_over_objection(actor, unit_id=unit_id, from_user=user_id or 0)
    return asked is None


def _givers(
    staff: Sequence[PostCard], found: dict[int | None, Load], actor: Actor
) -> list[OfficerLine]:
    """Those whose work this person may hand over and who have some."""
    known = {card.holder_id for card in staff}
    left = people.names_of({user_id for user_id in found if user_id} - known)
    lines = _lines(staff, found, left, 0, actor, actor.unit_id)
    return [line for line in lines if line.can_hand_over]


def _taker(card: PostCard, load: Load | None) -> str:
    return f"{card.holder_name} · {card.title} · đang giữ {load.open if load else 0}"
