"""The dossiers behind a number of one person: for who leads them, and for themselves."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from motcua.ledger import queries as ledger
from motcua.ledger.rules import Counts
from motcua.people import queries as people
from motcua.people.rules import Actor
from motcua.reports.errors import NotYours
from motcua.web.lead.boards_officers import leads_all, led_by
from motcua.web.lead.boards_parts import asked
from motcua.web.lead.cases_parts import case_lines, cells_of, figures_in, next_urls
from motcua.web.reading import text_in
from motcua.web.staff import LEADING, WORK_ROLES, render_desk, staff_page


@require_GET
@staff_page(LEADING)
def cases(request: HttpRequest, actor: Actor, user_id: int) -> HttpResponse:
    """Raises NotYours for anybody this person does not lead."""
    name = next((one.holder_name for one in led_by(actor) if one.holder_id == user_id), "")
    return _shown(request, actor, user_id, name, back=reverse("lead:officers"), current="lead")


@require_GET
@staff_page(WORK_ROLES)
def own(request: HttpRequest, actor: Actor) -> HttpResponse:
    back = reverse("desk:own_figures")
    return _shown(request, actor, actor.user_id, actor.name, back=back, current="")


def _shown(
    request: HttpRequest, actor: Actor, user_id: int, name: str, *, back: str, current: str
) -> HttpResponse:
    """Of the agency alone; counted as of the period's last day, as the number itself."""
    when = asked(request, timezone.localdate())
    figures = figures_in(request)
    found = ledger.officer_counts(actor.agency_id, when.period)
    name = name or _gone(actor, user_id, found)
    cells, cursor = cells_of(figures), text_in(request, "sau")
    page = ledger.cases(
        when.period, cells, units=[actor.agency_id], officer_id=user_id, cursor=cursor
    )
    context = {
        "title": " và ".join(each.label for each in figures),
        "where": f"{name}, {actor.agency_name}",
        "words": when.title,
        "count": found.get(user_id, Counts()).sum(*cells),
        "lines": case_lines(page.items, {}, actor, when.period),
        "sources": sorted({each.source for each in figures}),
        "back": f"{back}?ky={when.named.code}",
        "back_words": "Theo cán bộ" if current else "Số liệu của tôi",
        **next_urls(request, cursor, page.next_cursor),
    }
    return render_desk(request, actor, "lead/reports/cases.html", context, current=current)


def _gone(actor: Actor, user_id: int, found: dict[int | None, Counts]) -> str:
    """Who has left is a leader's to look up, while dossiers of the period are theirs."""
    if not leads_all(actor) or user_id not in found:
        raise NotYours
    return people.names_of([user_id])[user_id]
