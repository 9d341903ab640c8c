"""How satisfied people are with what an agency and its one-stop did for them.

A page of its own; the board asks for its first figure when it is open, so that the board itself
stays within its queries.
"""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from motcua.people import queries as people
from motcua.people.rules import Actor
from motcua.reports.rules import Rate
from motcua.reports.rules.aims import AIM
from motcua.surveys import queries as surveys
from motcua.surveys.rules import Satisfaction, Voice
from motcua.web.http import is_fragment
from motcua.web.staff import LEADING, render_desk, staff_page


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
    context["voices"] = [
        (voice.label, found, _percent(found))
        for voice in Voice
        for found in (surveys.satisfaction(units, since, today, voice=voice),)
    ]
    context["place"] = actor.agency_name
    return render_desk(request, actor, "lead/satisfaction.html", context, current="lead")


def _percent(found: Satisfaction) -> str:
    """As the board prints it; "" while nobody answered."""
    rate = Rate(found.numerator, found.denominator)
    return rate.percent_text(AIM["satisfaction"].percent) if rate.base else ""
