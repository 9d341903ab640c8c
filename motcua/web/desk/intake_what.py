"""What is filed: the procedure, found by words without accents; may this counter take it?"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from motcua.catalog import queries as catalog
from motcua.catalog.errors import TextNotReadable
from motcua.catalog.queries import Card, Hit
from motcua.catalog.rules import Level
from motcua.dossiers import queries as dossiers
from motcua.dossiers import services
from motcua.dossiers.errors import WrongLevel
from motcua.dossiers.queries import Deciding, DecidingPlace
from motcua.errors import DomainError
from motcua.people import queries as people
from motcua.web.desk.guidance_forms import guidance_form
from motcua.web.desk.intake_alike import alike
from motcua.web.desk.intake_draft import intake_in
from motcua.web.desk.intake_turn import PROCEDURE, Turn, step_after
from motcua.web.http import is_fragment


logger = logging.getLogger(__name__)

MOST_SHOWN: Final = 12
MOST_TYPED: Final = 200


@dataclass(frozen=True, slots=True)
class Found:
    """A procedure in the list; `why` says why it can't be filed."""

    card: Card
    name: SafeString
    why: str

    @property
    def levels(self) -> str:
        return ", ".join(Level(level).label for level in self.card.levels)


def procedure(turn: Turn) -> HttpResponse:
    """The second step: search, then choose; Enter on a line chooses it."""
    if not turn.is_post:
        return _listed(turn)
    if turn.deed == "save":
        return turn.kept({}).saved(PROCEDURE)
    if code := turn.request.POST.get("procedure", ""):
        return _choose(turn, code, _number(turn.request.POST.get("agency", "")))
    if turn.procedure:
        return turn.to(step_after(turn.content, PROCEDURE))
    return _page(turn, refusal="Chưa chọn thủ tục. Gõ vài chữ trong tên rồi chọn một dòng.")


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _listed(turn: Turn) -> HttpResponse:
    if is_fragment(turn.request):
        return render(turn.request, "desk/intake/_results.html", _results(turn))
    return _page(turn)


def _page(turn: Turn, **context: Any) -> HttpResponse:
    status = 422 if context.get("refusal") else 200
    context.setdefault("alike", () if context.get("refusal") else alike(turn))
    return turn.page(
        PROCEDURE, "desk/intake/procedure.html", {**_results(turn), **context}, status=status
    )


def _results(turn: Turn) -> dict[str, Any]:
    """What was looked for, and what was found; what is asked for most when nothing was typed."""
    sent = turn.request.POST.get("tim", "") if turn.is_post else turn.request.GET.get("q", "")
    text = sent.strip()[:MOST_TYPED]
    context: dict[str, Any] = {"q": text, "chosen": turn.procedure, "trouble": "", "mended": ""}
    if not text:
        return context | {"found": [_found(card) for card in catalog.popular(turn.today)]}
    try:
        results = catalog.search(text, on=turn.today, limit=MOST_SHOWN)
    except TextNotReadable as refusal:
        return context | {"q": "", "found": [], "trouble": str(refusal)}
    hits = results.hits or results.did_you_mean
    return context | {
        "found": [_found(hit.card, hit) for hit in hits],
        "is_guess": not results.hits,
        "mended": results.mended,
        "has_more": results.next_after is not None,
    }


def _found(card: Card, hit: Hit | None = None) -> Found:
    why = ""
    if not card.can_be_filed:
        unclear = card.terms.limit is None
        why = "Chưa nhận được: " + ("chưa rõ thời hạn" if unclear else "quy định chưa đủ")
    return Found(card, _marked(card.name, hit.matched if hit else ()), why)


def _marked(name: str, matched: Iterable[str]) -> SafeString:
    """The name with the words that were asked for in bold."""
    wanted = set(matched)
    pieces = re.split(r"(\w+)", name)
    return format_html_join(
        "", "{}", ((format_html("<b>{}</b>", p) if p in wanted else p,) for p in pieces)
    )


def _choose(turn: Turn, code: str, agency: int | None) -> HttpResponse:
    """Keep the procedure if a filing of it can be taken in here, today; else say why not."""
    content = {**turn.content, "agency": agency}
    intake = intake_in(content, unit_id=turn.actor.unit_id, procedure=code)
    try:
        plan = services.plan(intake, on=turn.today)
    except DomainError as refusal:
        # SC05: who was sent away, from where and why stays in the log; no word about the person.
        logger.info("Not taken in at unit %s: %r %s", turn.actor.unit_id, code[:20], refusal.code())
        return _refused(turn, code, refusal)
    labels = {
        "name": plan.procedure.name,
        "field": plan.procedure.field,
        "limit": plan.terms.label,
        "agency": plan.resolving.name,
        "fee": plan.terms.fee_label,
        "settles": "1" if services.settles_at_once(plan) else "",
    }
    changes = {"procedure": plan.procedure.code, "agency": plan.resolving.id, "labels": labels}
    turn = turn.kept(changes)
    return turn.to(step_after(turn.content, PROCEDURE))


def _refused(turn: Turn, code: str, refusal: DomainError) -> HttpResponse:
    card = catalog.cards([code], on=turn.today).get(code)
    context: dict[str, Any] = {"refusal": str(refusal), "refused": code[:20]}
    context["refused_name"] = card.name if card else ""
    if isinstance(refusal, WrongLevel):
        found = dossiers.deciding(code, turn.actor, on=turn.today)
        context["deciding"] = found
        context["elsewhere"] = _elsewhere(turn, found)
        context["form"] = guidance_form(
            found, turn.actor, near=_commune(turn), draft_id=turn.draft_id
        )
    return _page(turn, **context)


def _elsewhere(turn: Turn, found: Deciding) -> list[DecidingPlace]:
    """Agencies under this one that may decide: a centre may take in for them.

    NĐ 118/2025/NĐ-CP, Điều 14.
    """
    below = {node.card.id for node in people.unit_tree(turn.today, top_id=turn.actor.agency_id)}
    return [place for place in found.places if place.agency_id in below]


def _commune(turn: Turn) -> str:
    """Where the applicant lives, as far as the card or the address told."""
    return str(turn.content.get("place", {}).get("commune", ""))
