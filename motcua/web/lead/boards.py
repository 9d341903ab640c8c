"""The board of one agency below, and the one of an office by its people: any period."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from motcua.people import queries as people
from motcua.people.queries import UnitCard
from motcua.people.rules import Actor
from motcua.reports.errors import NotYours
from motcua.reports.queries import boards
from motcua.reports.queries.boards import Glance
from motcua.reports.rules import FIGURE
from motcua.web.lead import charts
from motcua.web.lead.boards_late import late_lines
from motcua.web.lead.boards_parts import Asked, asked, flow_words, four, share_stat
from motcua.web.lead.drilling import drill_url
from motcua.web.reading import text_in
from motcua.web.staff import LEADING, render_desk, staff_page


SHOWN = 20
# What a board lists besides its four figures, each with the dossiers behind it.
LISTED = (
    "received_online",
    "received_direct",
    "received_postal",
    "carried_over",
    "resolved_early",
    "resolved_on_time",
    "resolved_late",
    "in_progress_in_time",
    "in_progress_late",
    "awaiting_supplement",
    "not_eligible",
    "withdrawn",
    "stopped",
    "e_results",
)


@require_GET
@staff_page(LEADING)
def unit(request: HttpRequest, actor: Actor, unit_id: int) -> HttpResponse:
    """An agency of those a leader or head may read, with all below it unless asked for it alone."""
    cards = people.family(actor.agency_id)
    card = cards.get(unit_id)
    if card is None or not card.kind.is_agency:
        raise NotYours
    when = asked(request, timezone.localdate())
    theirs = {pk: one for pk, one in cards.items() if one.path.startswith(card.path)}
    has_below = sum(one.kind.is_agency for one in theirs.values()) > 1
    alone = text_in(request, "rieng") == "1"
    if alone:
        theirs = {pk: one for pk, one in theirs.items() if one.agency_id == card.id}
    found = boards.glance(when.period, theirs, card.name, late=SHOWN, year=when.year)
    context = {
        **_context(when, found, card, below=has_below and not alone),
        "late": late_lines(found.late, when.period.last, theirs, own=actor.agency_id),
        "card": card,
        "when": when,
        "alone": alone,
        "has_below": has_below,
        "is_own": unit_id == actor.agency_id,
    }
    return render_desk(request, actor, "lead/boards/unit.html", context, current="lead")


def _context(when: Asked, found: Glance, card: UnitCard, *, below: bool) -> dict[str, object]:
    def url(name: str) -> str:
        return drill_url(when.named, name, unit_id=card.id, below=below)

    return {
        "found": found,
        "stats": four(found),
        "more": [share_stat("online", found.rate("online"), of="hồ sơ nhận trong kỳ")],
        "flow": flow_words(found.row),
        "by_month": charts.received_and_resolved(found.months),
        "by_share": charts.shares(found.months, ("online", "digitised")),
        "by_age": charts.by_age(found.ages),
        "channels": charts.whole("Cách nộp", found.row, charts.CHANNELS),
        "outcomes": charts.whole("Đã giải quyết", found.row, charts.OUTCOMES),
        "listed": [(FIGURE[name].label, found.row.figure(name), url(name)) for name in LISTED],
        "late_count": found.row.figure("in_progress_late"),
        "late_url": url("in_progress_late"),
        "received_url": url("received"),
    }
