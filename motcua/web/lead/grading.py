"""The yearly classification: the list, its print, a person with the evidence, the proposal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from motcua.people.queries import PostCard
from motcua.people.rules import Actor, Role
from motcua.staff import queries, services
from motcua.staff.errors import WordsRefused
from motcua.staff.queries import GradingCard
from motcua.staff.rules import (
    LONGEST_TEXT,
    Grade,
    Graded,
    State,
    duty_objection,
    propose_objection,
)
from motcua.web.admin_pages.fields import AdminForm, Text
from motcua.web.lead.grading_parts import (
    attitude_of,
    cases_page,
    checked_year,
    sheet_of,
    year_in,
    years,
)
from motcua.web.staff import LEADING, render_desk, staff_page


class ProposalForm(AdminForm):
    grade = forms.TypedChoiceField(
        label="Mức xếp loại",
        coerce=Grade,
        choices=[(grade.value, grade.label) for grade in Grade],
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Chọn một trong bốn mức."},
    )
    comment = Text(
        label="Nhận xét",
        max_length=LONGEST_TEXT,
        rows=4,
        help_text="Vì sao mức này, kể cả việc ngoài hồ sơ. Người được xếp loại đọc được.",
    )


class ReplacingForm(ProposalForm):
    replaces_reason = Text(
        label="Vì sao thay quyết định đã ký",
        max_length=LONGEST_TEXT,
        rows=3,
        help_text="Quyết định cũ được giữ nguyên và ghi là đã được thay.",
    )


@require_GET
@staff_page(LEADING)
def listed(request: HttpRequest, actor: Actor) -> HttpResponse:
    """A head's own people, a leader's whole agency."""
    context = _roster_context(request, actor)
    return render_desk(request, actor, "lead/grading/list.html", context, current="lead")


@require_GET
@staff_page(LEADING)
def printed(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What is signed, as a list to print."""
    context = _roster_context(request, actor)
    return render_desk(request, actor, "lead/grading/print.html", context, current="lead")


@require_http_methods(["GET", "POST"])
@staff_page(LEADING)
def person(request: HttpRequest, actor: Actor, year: int, post_id: int) -> HttpResponse:
    """The evidence as it is now, what was proposed before, the form for who is to propose."""
    now, today = timezone.now(), timezone.localdate()
    post, graded = _in_my_hands(actor, post_id)
    checked_year(year, today)
    before = queries.gradings_of_post(post_id, year)
    states = {card.state for card in before}
    refusal = propose_objection(actor, graded, year, today=today, states=states)
    data = request.POST if request.method == "POST" else None
    if data is not None and refusal:
        raise refusal
    form = (ReplacingForm if State.SIGNED in states else ProposalForm)(data)
    if form.is_valid():
        try:
            services.propose_grade(
                post_id,
                year,
                **form.cleaned_data,
                attitude=attitude_of(post.holder_id, year),
                by=actor,
                at=now,
            )
        except WordsRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"Đã đề nghị xếp loại {post.holder_name} năm {year}.")
            return redirect(f"{reverse('lead:gradings')}?nam={year}")
    known, _ = queries.evidence(
        post.holder_id,
        post.unit_id,
        year,
        attitude=attitude_of(post.holder_id, year),
        now=now,
    )
    context = {
        **_person_context(post, year, before),
        "sheet": sheet_of(known, year, reverse("lead:grading_cases", args=[year, post_id])),
        "form": None if refusal else form,
        "refusal": refusal,
    }
    status = 422 if form.errors else 200
    template = "lead/grading/person.html"
    return render_desk(request, actor, template, context, current="lead", status=status)


@require_GET
@staff_page(LEADING)
def person_cases(request: HttpRequest, actor: Actor, year: int, post_id: int) -> HttpResponse:
    """The dossiers behind a number of the evidence as it is now."""
    post, _ = _in_my_hands(actor, post_id)
    checked_year(year, timezone.localdate())
    now = timezone.now()
    _, cases = queries.evidence(post.holder_id, post.unit_id, year, attitude=None, now=now)
    back = reverse("lead:grading_person", args=[year, post_id])
    return cases_page(request, actor, cases, year, who=post.holder_name, back=back)


def _in_my_hands(actor: Actor, post_id: int) -> tuple[PostCard, Graded]:
    """Raises NoSuchPost, NotInYourHands and what `duty_objection` returns."""
    post, graded = queries.graded_of(post_id, actor)
    if refusal := duty_objection(actor, graded):
        raise refusal
    return post, graded


def _person_context(post: PostCard, year: int, before: Sequence[GradingCard]) -> dict[str, Any]:
    return {"post": post, "year": year, "before": before}


def _roster_context(request: HttpRequest, actor: Actor) -> dict[str, Any]:
    today = timezone.localdate()
    year = year_in(request, today)
    leads = Role.LEADER in actor.roles
    found = queries.roster(actor, year, today=today)
    return {
        "roster": found,
        "year": year,
        "years": years(today),
        "leads": leads,
        "place": actor.agency_name if leads else actor.unit_name,
        "today": today,
    }
