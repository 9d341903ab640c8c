"""A final report against the same period counted now, or against the period before."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from motcua.people.rules import Actor
from motcua.reports.queries.final import Final
from motcua.reports.queries.forms import fill
from motcua.reports.rules import FIGURE
from motcua.reports.rules.forms import TEMPLATES, Column, Form, changes
from motcua.reports.rules.periods import before, days
from motcua.web.lead.reports_final import asked_of, opened
from motcua.web.lead.reports_forms import Asked
from motcua.web.lead.reports_parts import READERS, cases_url
from motcua.web.reading import text_in
from motcua.web.staff import render_desk, staff_page


@require_GET
@staff_page(READERS)
def compared(request: HttpRequest, actor: Actor, report_id: int) -> HttpResponse:
    """Cell by cell."""
    found, whole = opened(actor, report_id)
    asked = asked_of(found, whole)
    with_before = text_in(request, "voi") == "truoc"
    other = _other(found, asked, timezone.localdate(), with_before=with_before)
    earlier, later = (other, found.form) if with_before else (found.form, other)
    context = {
        "card": found.card,
        "template": TEMPLATES[found.card.kind],
        "with_before": with_before,
        "other": other,
        "lines": [
            (
                change,
                column_name(change.column),
                cases_url(asked.query, change.column.figures, *change.row.place),
            )
            for change in changes(earlier, later)
        ],
    }
    return render_desk(request, actor, "lead/reports/compare.html", context, current="lead")


def column_name(column: Column) -> str:
    """What stands alone: a form has three columns called «Tổng số»."""
    return " và ".join(FIGURE[name].label for name in column.figures) or column.title


def _other(found: Final, asked: Asked, today: date, *, with_before: bool) -> Form:
    named = asked.named
    if with_before:
        period = before(named.period)
        named = days(period.first, period.last)
    return fill(found.card.kind, asked.of, named, made_on=today).form
