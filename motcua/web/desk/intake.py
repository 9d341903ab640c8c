"""Intake at the counter, a page a step; a draft keeps all that was entered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import segno
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_http_methods

from motcua.catalog import queries as catalog
from motcua.dossiers import queries as dossiers
from motcua.dossiers import services
from motcua.dossiers.errors import DraftAlreadyReceived
from motcua.dossiers.queries.cards import answer_until
from motcua.dossiers.rules import Status
from motcua.errors import DomainError
from motcua.papers import queries as papers
from motcua.people.rules import Actor
from motcua.web.desk import intake_check, intake_ends, intake_sheet, intake_what, intake_who
from motcua.web.desk.intake_turn import (
    APPLICANT,
    DECLINE,
    DONE,
    FEES,
    FORM,
    NAMES,
    PAPERS,
    PROCEDURE,
    SETTLE,
    Stage,
    Turn,
)
from motcua.web.staff import COUNTER, render_desk, staff_page


STEPS: Final[dict[str, Callable[[Turn], HttpResponse]]] = {
    APPLICANT: intake_who.applicant,
    PROCEDURE: intake_what.procedure,
    FORM: intake_sheet.form_sheet,
    PAPERS: intake_check.papers,
    FEES: intake_check.fees,
    DECLINE: intake_ends.decline,
    SETTLE: intake_ends.settle,
}
AFTER_PROCEDURE: Final = (FORM, PAPERS, FEES, DECLINE, SETTLE)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(COUNTER)
def start(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The first step of a new intake; a draft begins with the first thing that was entered."""
    return intake_who.applicant(Turn.new(request, actor))


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(COUNTER)
def step(request: HttpRequest, actor: Actor, draft_id: int, step: str) -> HttpResponse:
    draft = dossiers.draft(draft_id, actor)
    turn = Turn.of(request, actor, draft)
    if draft.dossier_code:
        return _received(turn, draft.dossier_code, step)
    if step not in STEPS:
        raise Http404
    if step in AFTER_PROCEDURE and not turn.procedure:
        return turn.to(PROCEDURE)
    try:
        return STEPS[step](turn)
    except DraftAlreadyReceived as refusal:
        return _already(turn, str(refusal.facts["code"]))
    except DomainError as refusal:
        if step not in AFTER_PROCEDURE:
            raise
        messages.error(request, str(refusal))  # the law changed under the draft: choose again
        return turn.to(PROCEDURE)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(COUNTER)
def discard(request: HttpRequest, actor: Actor, draft_id: int) -> HttpResponse:
    """Asks first: what was entered is gone then."""
    draft = dossiers.draft(draft_id, actor)
    turn = Turn.of(request, actor, draft)
    if draft.dossier_code:
        return _already(turn, draft.dossier_code)
    if request.method == "POST":
        try:
            services.discard_draft(draft_id, by=actor)
        except DraftAlreadyReceived as refusal:
            return _already(turn, str(refusal.facts["code"]))
        messages.success(request, "Đã hủy lượt tiếp nhận.")
        return redirect("desk:intake")
    return turn.page(APPLICANT, "desk/intake/discard.html", {"back": turn.url(APPLICANT)})


def _received(turn: Turn, code: str, step: str) -> HttpResponse:
    if turn.is_post:
        return _already(turn, code)
    return _done(turn, code) if step == DONE else turn.to(DONE)


def _already(turn: Turn, code: str) -> HttpResponse:
    """Pressed twice, or in two windows: there is one dossier, and here it is."""
    context = {"code": code, "done_url": turn.url(DONE)}
    template = "desk/intake/already.html"
    return render_desk(turn.request, turn.actor, template, context, current="intake", status=409)


def _done(turn: Turn, code: str) -> HttpResponse:
    card = dossiers.dossier_card(code, turn.actor)
    found = catalog.cards([card.procedure], on=turn.today).get(card.procedure)
    waiting = Status.AWAITING_SUPPLEMENT
    url = turn.request.build_absolute_uri(reverse("citizen:progress", args=[code]))
    context = {
        "dossier": card,
        "procedure": found,
        "missing": papers.missing_names(code) if card.status == waiting else [],
        "answer_until": answer_until(code) if card.status == waiting else None,
        "tracking_url": url,
        "qr": _qr(url),
        "stages": _all_done(),
        "at": timezone.localtime(turn.now),
    }
    template = "desk/intake/done.html"
    return render_desk(turn.request, turn.actor, template, context, current="intake")


def _qr(url: str) -> SafeString:
    """Dark on white in every theme, or no telephone reads it."""
    svg = segno.make(url, error="m").svg_inline(
        scale=4, border=2, dark="#000", light="#fff", omitsize=True
    )
    return mark_safe(svg)  # made of our own address


def _all_done() -> list[Stage]:
    return [
        Stage(NAMES[step], "", is_done=step != DONE, is_now=step == DONE)
        for step in NAMES
        if step != FORM
    ]
