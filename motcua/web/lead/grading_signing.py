"""One proposal with its frozen evidence; signing one or all ready; returning; one's own."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from motcua.people.rules import Actor, Role
from motcua.staff import queries, services
from motcua.staff.errors import SignerIsLeader, WordsRefused
from motcua.staff.queries import Frozen
from motcua.staff.rules import LONGEST_TEXT
from motcua.web.admin_pages.fields import AdminForm, Text
from motcua.web.lead.grading_parts import cases_page, sheet_of, year_in
from motcua.web.staff import LEADING, WORK_ROLES, render_desk, staff_page


MOST_AT_ONCE = 1000


class ReturnForm(AdminForm):
    reason = Text(
        label="Vì sao trả lại",
        max_length=LONGEST_TEXT,
        rows=3,
        help_text="Người đề nghị đọc lời này và đề nghị lại.",
    )


@require_http_methods(["GET", "POST"])
@staff_page(LEADING)
def sign(request: HttpRequest, actor: Actor) -> HttpResponse:
    """First what is to be signed, then the signature: only what was on that page is signed."""
    if Role.LEADER not in actor.roles:
        raise SignerIsLeader
    if request.method == "POST":
        chosen = _ids(request.POST.getlist("chon"))
        count = services.sign_grades(chosen, by=actor, at=timezone.now())
        messages.success(request, f"Đã ký xếp loại {count} người.")
        return redirect("lead:gradings")
    today = timezone.localdate()
    year = year_in(request, today)
    ready = queries.roster(actor, year, today=today).to_sign
    only = set(_ids(request.GET.getlist("chon")))
    chosen_lines = [line for line in ready if not only or (line.latest and line.latest.id in only)]
    context = {"lines": chosen_lines[:MOST_AT_ONCE], "year": year}
    return render_desk(request, actor, "lead/grading/sign.html", context, current="lead")


@require_GET
@staff_page(WORK_ROLES)
def proposal(request: HttpRequest, actor: Actor, grading_id: int) -> HttpResponse:
    return _proposal(request, actor, queries.frozen(grading_id, actor), ReturnForm())


@require_GET
@staff_page(WORK_ROLES)
def proposal_cases(request: HttpRequest, actor: Actor, grading_id: int) -> HttpResponse:
    """The dossiers behind a number as they were when it was proposed."""
    found = queries.frozen(grading_id, actor)
    card = found.card
    back = reverse("lead:grading", args=[grading_id])
    is_own = card.person_id == actor.user_id
    return cases_page(
        request, actor, found.cases, card.year, who=card.name, back=back, is_own=is_own
    )


@require_POST
@staff_page(LEADING)
def send_back(request: HttpRequest, actor: Actor, grading_id: int) -> HttpResponse:
    found = queries.frozen(grading_id, actor)
    form = ReturnForm(request.POST)
    if form.is_valid():
        try:
            services.return_grade(
                grading_id, reason=form.cleaned_data["reason"], by=actor, at=timezone.now()
            )
        except WordsRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"Đã trả lại đề nghị xếp loại {found.card.name}.")
            return redirect(f"{reverse('lead:gradings')}?nam={found.card.year}")
    return _proposal(request, actor, found, form)


@require_GET
@staff_page(WORK_ROLES)
def own(request: HttpRequest, actor: Actor) -> HttpResponse:
    context = {"cards": queries.own_gradings(actor)}
    return render_desk(request, actor, "lead/grading/own.html", context)


def _proposal(request: HttpRequest, actor: Actor, found: Frozen, form: ReturnForm) -> HttpResponse:
    card = found.card
    is_own = card.person_id == actor.user_id
    context = {
        "card": card,
        "sheet": sheet_of(
            found.evidence, card.year, reverse("lead:grading_frozen_cases", args=[card.id])
        ),
        "form": form,
        "can_sign": card.may_sign(actor),
        "is_own": is_own,
    }
    status = 422 if form.errors else 200
    current = "" if is_own else "lead"
    template = "lead/grading/proposal.html"
    return render_desk(request, actor, template, context, current=current, status=status)


def _ids(texts: Iterable[str]) -> list[int]:
    """Strange ones are left out, as are too many."""
    fine = [text for text in texts if text.isascii() and text.isdigit() and len(text) < 19]
    return [int(text) for text in fine[:MOST_AT_ONCE]]
