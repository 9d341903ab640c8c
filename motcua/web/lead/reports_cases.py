"""The dossiers behind a number of a report, a page at a time."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from motcua.ledger import queries as ledger
from motcua.people.rules import Actor, UnitKind
from motcua.reports.errors import NotYours
from motcua.reports.queries.narrowing import narrowed
from motcua.reports.queries.scopes import LEVEL_NAMES, Scope
from motcua.reports.rules.forms import Key
from motcua.web.lead.cases_parts import case_lines, cells_of, figures_in, next_urls
from motcua.web.lead.reports_forms import Asked, asked_or_refused
from motcua.web.lead.reports_parts import READERS
from motcua.web.reading import text_in
from motcua.web.staff import render_desk, staff_page


@require_GET
@staff_page(READERS)
def cases(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Counted as of the period's last day, as the number itself."""
    today = timezone.localdate()
    asked, whole = asked_or_refused(request.GET, actor, today)
    figures = figures_in(request)
    of, where, field = _place(request, asked, whole)
    period = asked.named.until(today)
    cells = cells_of(figures)
    cursor = text_in(request, "sau")
    page = ledger.cases(period, cells, units=of.ids, field=field, cursor=cursor)
    counts = ledger.counts(period, units=of.ids, field=field).get("")
    units = {card.id: card.short_name for card in of.agencies}
    context = {
        "title": " và ".join(each.label for each in figures),
        "where": where,
        "words": asked.named.title(today),
        "count": counts.sum(*cells) if counts else 0,
        "lines": case_lines(page.items, units, actor, period),
        "has_units": len(of.agencies) > 1,
        "sources": sorted({each.source for each in figures}),
        "back": f"{reverse('lead:reports')}?{asked.query}",
        **next_urls(request, cursor, page.next_cursor),
    }
    return render_desk(request, actor, "lead/reports/cases.html", context, current="lead")


def _place(request: HttpRequest, asked: Asked, whole: Scope) -> tuple[Scope, str, str]:
    """The agencies, what the row is called and its field. Raises NotYours."""
    key, wanted, level = (text_in(request, name) for name in ("theo", "cua", "cap"))
    of, where = asked.of, asked.of.name
    if level:
        kind = next((kind for kind in UnitKind if kind.value == level), None)
        if kind is None or kind not in LEVEL_NAMES:
            raise NotYours
        of = Scope(of.unit, has_below=True, agencies=of.level(kind))
        where = f"{LEVEL_NAMES[kind]}, {where}"
    if key == Key.UNIT.value:
        unit_id = int(wanted) if wanted.isascii() and wanted.isdigit() else 0
        of = narrowed(asked.of, unit_id, with_below=False)
        where = of.name
    if key == Key.FIELD.value and wanted:
        return of, f"{wanted}, {where}", wanted
    return of, where, ""
