"""Side by side: units of one kind in their order, and one unit through the months of two years."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from motcua.figures.rules import write_number
from motcua.people import queries as people
from motcua.people.rules import Actor
from motcua.reports.queries import boards
from motcua.reports.queries.boards import Standing
from motcua.reports.rules import Rate
from motcua.reports.rules.aims import AIM
from motcua.reports.rules.periods import Named
from motcua.web.lead.boards_parts import asked
from motcua.web.lead.drilling import drill_url
from motcua.web.reading import text_in
from motcua.web.staff import LEADING, render_desk, staff_page


ORDERS = {
    "on_time": "Trước hạn, đúng hạn",
    "online": "Nộp trực tuyến",
    "digitised": "Số hóa",
    "late": "Ít quá hạn nhất",
}
NUMBERS = {
    "received": "Tiếp nhận",
    "resolved": "Đã giải quyết",
    "resolved_late": "Xong quá hạn",
    "in_progress_late": "Đang quá hạn",
}
SHARES = {"on_time": "Trước và đúng hạn", "online": "Trực tuyến", "digitised": "Số hóa"}


@dataclass(frozen=True, slots=True)
class Line:
    """A unit's row: label, number and the list of its dossiers; label, share and its base."""

    standing: Standing
    place: str
    is_shared: bool
    numbers: tuple[tuple[str, int, str], ...]
    shares: tuple[tuple[str, str, str], ...]


@require_GET
@staff_page(LEADING)
def units(request: HttpRequest, actor: Actor) -> HttpResponse:
    when = asked(request, timezone.localdate())
    by = text_in(request, "theo")
    by = by if by in ORDERS else "on_time"
    cards = people.family(actor.agency_id)
    found = boards.fields(when.period, cards, by=by)
    context = {
        "when": when,
        "orders": [(key, words, key == by) for key, words in ORDERS.items()],
        "by": by,
        "keep": [("theo", by)],
        "fields": [
            (field.kind.label, [_line(one, by, when.named) for one in field.standings])
            for field in found
        ],
        "place": actor.agency_name,
    }
    return render_desk(request, actor, "lead/boards/compare.html", context, current="lead")


def _line(one: Standing, by: str, named: Named) -> Line:
    at = one.places.get(by)

    def number(name: str, label: str) -> tuple[str, int, str]:
        return label, one.row.figure(name), drill_url(named, name, unit_id=one.card.id)

    return Line(
        standing=one,
        place=at.text if at else "",
        is_shared=bool(at and at.is_shared),
        numbers=tuple(number(name, label) for name, label in NUMBERS.items()),
        shares=tuple((label, *_share(one.rate(name), name)) for name, label in SHARES.items()),
    )


def _share(rate: Rate, name: str) -> tuple[str, str]:
    """What is printed and, below it, of what."""
    if not rate.base:
        return "–", "chưa có hồ sơ"
    counts = f"{write_number(rate.numerator)}/{write_number(rate.base)}"
    return rate.percent_text(AIM[name].percent), counts
