"""What everybody may read: where to begin, and what a procedure asks for and promises."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from motcua.catalog import queries as catalog
from motcua.catalog.rules import Procedure
from motcua.deadlines import queries as deadlines
from motcua.eforms import queries as eforms
from motcua.eforms.errors import NoSuchForm
from motcua.web.citizen.hours import counter_today
from motcua.web.citizen.promise import WAYS, promise_of
from motcua.web.http import public_page
from motcua.web.reading import day_in


POPULAR = 6


@public_page
def home(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    context = {
        "today": counter_today(deadlines.work_calendar(), now),
        "popular": catalog.popular(timezone.localdate(now))[:POPULAR],
        "events": catalog.life_events(),
    }
    return render(request, "citizen/home.html", context)


@public_page
def life_event(request: HttpRequest, key: str) -> HttpResponse:
    context = {
        "event": catalog.life_event(key),
        "cards": catalog.event_cards(key, on=timezone.localdate()),
        "events": [other for other in catalog.life_events() if other.key != key],
    }
    return render(request, "citizen/life_event.html", context)


@public_page
def procedure(request: HttpRequest, code: str) -> HttpResponse:
    today = timezone.localdate()
    on = day_in(request, "on", default=today)
    found = catalog.procedure(code, on=on)
    first, *others = found.channels
    context = {
        **_content(found, on),
        "is_past": on != today,
        "steps": found.steps[first],
        "other_steps": [
            (WAYS[channel], found.steps[channel])
            for channel in others
            if found.steps[channel] != found.steps[first]
        ],
        "sources": _sources(found),
        "has_form": eforms.form_for(found.code) is not None,
    }
    return render(request, "citizen/procedure.html", context)


@public_page
def checklist(request: HttpRequest, code: str) -> HttpResponse:
    """The papers to bring, to be printed and ticked off at home."""
    on = timezone.localdate()
    return render(request, "citizen/checklist.html", _content(catalog.procedure(code, on=on), on))


@public_page
def blank_form(request: HttpRequest, code: str) -> HttpResponse:
    """What the declaration asks for, to be prepared or filled in by hand."""
    found = catalog.procedure(code, on=timezone.localdate())
    form = eforms.form_for(found.code)
    if form is None:
        raise NoSuchForm()
    return render(request, "citizen/blank_form.html", {"procedure": found, "form": form})


def _content(found: Procedure, on: date) -> dict[str, object]:
    return {
        "procedure": found,
        "on": on,
        "promise": promise_of(found),
        "to_bring": [paper for paper in found.components if not paper.from_database],
        "looked_up": [paper for paper in found.components if paper.from_database],
    }


def _sources(found: Procedure) -> list[str]:
    """The acts that set the limits, each once, unless they are among the legal basis already."""
    sources = dict.fromkeys(terms.limit.source for terms in found.by_channel if terms.limit)
    return [source for source in sources if source and source not in found.legal_basis]
