"""How satisfied people are with what an agency and its one-stop did for them, and what they wrote.

A page of its own; the board asks for its first figure when it is open, so that the board itself
stays within its queries.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from motcua.people import queries as people
from motcua.people.rules import Actor
from motcua.reports.rules import Rate
from motcua.reports.rules.aims import AIM
from motcua.surveys import queries as surveys
from motcua.surveys.rules import DISLIKED_TO, FACES, QUESTIONS, SATISFIED_FROM, Satisfaction, Voice
from motcua.web.http import is_fragment
from motcua.web.staff import LEADING, render_desk, staff_page


DISLIKED = "khong-hai-long"
_MARK = re.compile(r"[1-9]\d{0,17}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Line:
    """One face: how many chose it, and how long its bar is beside the most frequent one's."""

    label: str
    count: int
    look: str
    share: float


@dataclass(frozen=True, slots=True)
class Said:
    look: str
    face: str
    who: str
    month: str
    words: str


@require_GET
@staff_page(LEADING)
def satisfaction(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Of the answers of this year about dossiers that the agency received, resolved, returned."""
    today = timezone.localdate()
    since = date(today.year, 1, 1)
    units = [unit.id for unit in people.agency_tree(actor.agency_id, today)]
    whole = surveys.satisfaction(units, since, today)
    context: dict[str, object] = {
        "satisfaction": whole,
        "percent": _percent(whole),
        "since": since,
    }
    if is_fragment(request):
        return render(request, "lead/_satisfaction.html", context)
    spread = surveys.spread(units, since, today)
    context |= {
        "place": actor.agency_name,
        "voices": [
            (voice.label, found, _percent(found))
            for voice in Voice
            for found in (surveys.satisfaction(units, since, today, voice=voice),)
        ],
        "faces": _faces(spread),
        "questions": [
            (
                question.text,
                [(label, spread.points[question.key][n]) for n, label in question.points],
            )
            for question in QUESTIONS
        ],
        **_remarks(request, units, since, today),
    }
    return render_desk(request, actor, "lead/satisfaction.html", context, current="lead")


def _percent(found: Satisfaction) -> str:
    """As the board prints it; "" while nobody answered."""
    rate = Rate(found.numerator, found.denominator)
    return rate.percent_text(AIM["satisfaction"].percent) if rate.base else ""


def _faces(spread: surveys.Spread) -> list[Line]:
    most = max(spread.faces.values()) or 1
    return [
        Line(label, spread.faces[face], _look(face), spread.faces[face] / most)
        for face, label in FACES.items()
    ]


def _look(face: int) -> str:
    if face >= SATISFIED_FROM:
        return "ok"
    return "late" if face <= DISLIKED_TO else "soon"


def _remarks(request: HttpRequest, units: list[int], since: date, until: date) -> dict[str, object]:
    """A page of what people wrote; a mark nobody gave is the first page."""
    disliked_only = request.GET.get("loc") == DISLIKED
    mark = request.GET.get("sau", "")
    before = int(mark) if _MARK.fullmatch(mark) else None
    page = surveys.remarks(units, since, until, disliked_only=disliked_only, before=before)
    base = reverse("lead:satisfaction")
    chosen: dict[str, str | int] = {"loc": DISLIKED} if disliked_only else {}
    return {
        "remarks": [
            Said(
                _look(one.overall),
                FACES[one.overall],
                one.voice.label,
                f"{one.month:%m/%Y}",
                one.words,
            )
            for one in page.remarks
        ],
        "disliked_only": disliked_only,
        "all_url": f"{base}#gop-y",
        "disliked_url": f"{base}?loc={DISLIKED}#gop-y",
        "first_url": f"{base}?{urlencode(chosen)}#gop-y" if before else "",
        "next_url": f"{base}?{urlencode({**chosen, 'sau': page.before})}#gop-y"
        if page.before
        else "",
    }
