"""Who stands in for whom: the list of an agency, setting it, ending it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from motcua.errors import Conflict, Invalid
from motcua.people import queries as people
from motcua.people import services
from motcua.people.queries import PostCard, SubstitutionCard
from motcua.people.rules import Actor, HeldPost, Role, SubstitutionKind, substitution_objection
from motcua.web.admin_pages.fields import AdminForm, Day, Line
from motcua.web.staff import render_desk, staff_page


@dataclass(frozen=True, slots=True)
class SubstitutionLine:
    card: SubstitutionCard
    can_end: bool
    look: str
    words: str


class SubstituteForm(AdminForm):
    post = forms.TypedChoiceField(label="Người vắng mặt", coerce=int)
    substitute = forms.TypedChoiceField(label="Người thay", coerce=int)
    kind = forms.ChoiceField(
        label="Hình thức",
        choices=[
            (SubstitutionKind.SUBSTITUTE.value, "Làm thay mọi việc ở vị trí"),
            (SubstitutionKind.SIGNING.value, "Chỉ ký duyệt, theo văn bản ủy quyền"),
        ],
        initial=SubstitutionKind.SUBSTITUTE.value,
        widget=forms.RadioSelect,
    )
    since = Day(label="Từ ngày")
    until = Day(label="Đến hết ngày")
    reason = Line(
        label="Lý do",
        max_length=300,
        help_text="Như «Nghỉ phép năm», hoặc số, ngày của văn bản ủy quyền.",
    )


@require_GET
@staff_page()
def listed(request: HttpRequest, actor: Actor) -> HttpResponse:
    today = timezone.localdate()
    cards = people.substitutions_of_agency(actor.agency_id, today)
    context = {
        "lines": [_line(card, actor, is_now=card.since <= today) for card in cards],
        "today": today,
        "stands_in": bool(actor.stands_in_for),
    }
    return render_desk(request, actor, "desk/substitutes/list.html", context)


@require_http_methods(["GET", "POST"])
@staff_page()
def begin(request: HttpRequest, actor: Actor) -> HttpResponse:
    today = timezone.localdate()
    staff = people.staff_of(actor.agency_id, today)
    form = SubstituteForm(request.POST or None, initial={"post": actor.post_id, "since": today})
    form.choose_from("post", [("", "Chọn"), *_posts(staff, actor)])
    form.choose_from("substitute", [("", "Chọn"), *_colleagues(staff)])
    if form.is_valid():
        data = form.cleaned_data
        try:
            services.set_substitute(
                data["post"],
                substitute_id=data["substitute"],
                kind=SubstitutionKind(data["kind"]),
                since=data["since"],
                until=data["until"],
                reason=data["reason"],
                by=actor,
                at=timezone.now(),
            )
        except (Invalid, Conflict) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Đã cử người thay. Người ấy được nhắc ngay.")
            return redirect("desk:substitutes")
    return _page(request, actor, "desk/substitutes/new.html", form)


@require_http_methods(["GET", "POST"])
@staff_page()
def end(request: HttpRequest, actor: Actor, substitution_id: int) -> HttpResponse:
    card = people.substitution(substitution_id, timezone.localdate())
    if refusal := substitution_objection(actor, card.held, card.kind):
        raise refusal
    if request.method == "POST":
        services.end_substitution(substitution_id, by=actor, at=timezone.now())
        messages.success(request, f"{card.substitute_name} không thay nữa, từ lúc này.")
        return redirect("desk:substitutes")
    return render_desk(request, actor, "desk/substitutes/end.html", {"card": card})


def _page(request: HttpRequest, actor: Actor, template: str, form: SubstituteForm) -> HttpResponse:
    context: dict[str, Any] = {"form": form}
    return render_desk(request, actor, template, context, status=422 if form.errors else 200)


def _line(card: SubstitutionCard, actor: Actor, *, is_now: bool) -> SubstitutionLine:
    can_end = substitution_objection(actor, card.held, card.kind) is None
    look, words = ("ok", "Đang thay") if is_now else ("wait", "Sắp tới")
    return SubstitutionLine(card, can_end, look, words)


def _posts(staff: tuple[PostCard, ...], actor: Actor) -> list[tuple[str, str]]:
    """Those at which this person may say who stands in; not posts of mere administration."""
    return [
        (str(card.id), f"{card.holder_name} · {card.title}, {card.unit_name}")
        for card in staff
        if card.roles - {Role.ADMIN}
        and substitution_objection(actor, _held(card), SubstitutionKind.SUBSTITUTE) is None
    ]


def _held(card: PostCard) -> HeldPost:
    """Enough for the choices; the service asks again with the path of the unit."""
    return HeldPost(
        holder_id=card.holder_id,
        holder_name=card.holder_name,
        unit_id=card.unit_id,
        agency_id=card.agency_id,
        path=f"/{card.agency_id}/",
        roles=card.roles,
    )


def _colleagues(staff: tuple[PostCard, ...]) -> list[tuple[str, str]]:
    by_person = {card.holder_id: card for card in reversed(staff)}
    return [
        (str(card.holder_id), f"{card.holder_name} · {card.title}, {card.unit_name}")
        for card in reversed(by_person.values())
    ]
