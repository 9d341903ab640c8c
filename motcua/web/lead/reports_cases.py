"""The dossiers behind a number of a report, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from motcua.catalog import queries as catalog
from motcua.dossiers.queries.naming import applicant_names
from motcua.ledger import queries as ledger
from motcua.ledger.queries import Case
from motcua.ledger.rules import Period, State
from motcua.people.rules import Actor, UnitKind
from motcua.reports.errors import NotYours
from motcua.reports.queries.narrowing import narrowed
from motcua.reports.queries.scopes import LEVEL_NAMES, Scope
from motcua.reports.rules.figures import Figure, figure
from motcua.reports.rules.forms import Key
from motcua.web.lead.reports_forms import Asked, asked_or_refused
from motcua.web.lead.reports_parts import READERS
from motcua.web.reading import text_in
from motcua.web.staff import WORK_ROLES, render_desk, staff_page


MOST_FIGURES = 6
STATES = {
    State.RUNNING: "Đang giải quyết",
    State.AWAITING: "Chờ bổ sung",
    State.PAUSED: "Tạm dừng",
    State.GRANTED: "Có kết quả",
    State.REFUSED: "Không đủ điều kiện",
    State.WITHDRAWN: "Người nộp rút",
    State.STOPPED: "Dừng giải quyết",
}


@dataclass(frozen=True, slots=True)
class CaseLine:
    """`applicant` empty: a dossier of another agency, whose people are not this reader's."""

    case: Case
    procedure: str
    unit: str
    applicant: str
    is_mine: bool
    state: str
    look: str


@require_GET
@staff_page(READERS)
def cases(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Counted as of the period's last day, as the number itself."""
    today = timezone.localdate()
    asked, whole = asked_or_refused(request.GET, actor, today)
    figures = _figures(request)
    of, where, field = _place(request, asked, whole)
    period = asked.named.until(today)
    cells = tuple(dict.fromkeys(cell for each in figures for cell in each.cells))
    cursor = text_in(request, "sau")
    page = ledger.cases(period, cells, units=of.ids, field=field, cursor=cursor)
    counts = ledger.counts(period, units=of.ids, field=field).get("")
    here = request.GET.copy()
    here.pop("sau", None)
    context = {
        "title": " và ".join(each.label for each in figures),
        "where": where,
        "words": asked.named.title(today),
        "count": counts.sum(*cells) if counts else 0,
        "lines": _lines(page.items, of, actor, period),
        "has_units": len(of.agencies) > 1,
        "sources": sorted({each.source for each in figures}),
        "back": f"{reverse('lead:reports')}?{asked.query}",
        "next_url": f"?{here.urlencode()}&sau={page.next_cursor}" if page.next_cursor else "",
        "first_url": f"?{here.urlencode()}" if cursor else "",
    }
    return render_desk(request, actor, "lead/reports/cases.html", context, current="lead")


def _figures(request: HttpRequest) -> list[Figure]:
    """Raises NoSuchFigure."""
    names = text_in(request, "so").split(",")
    return [figure(name) for name in names[:MOST_FIGURES]]


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


def _lines(found: tuple[Case, ...], of: Scope, actor: Actor, period: Period) -> list[CaseLine]:
    names = applicant_names([case.code for case in found], actor)
    procedures = catalog.cards({case.procedure for case in found}, on=period.last) if found else {}
    units = {card.id: card.short_name for card in of.agencies}
    works = bool(actor.roles & WORK_ROLES)
    return [
        CaseLine(
            case=case,
            procedure=procedures[case.procedure].name if case.procedure in procedures else "",
            unit=units.get(case.unit_id, ""),
            applicant=names.get(case.code, ""),
            is_mine=works and case.code in names,
            state=STATES[case.state],
            look=_look(case, period),
        )
        for case in found
    ]


def _look(case: Case, period: Period) -> str:
    """Late by the day of the end, or by the last day while it is open."""
    until = case.ended_on or (period.last if case.state is State.RUNNING else None)
    if case.due_on and until and case.due_on < until:
        return "late"
    if case.state in (State.AWAITING, State.PAUSED):
        return "wait" if case.state is State.AWAITING else "pause"
    return "done" if case.state.is_end else "ok"
