"""Index 766: an agency's points, who ranks where, what is behind a number.

Never a total out of 100 while something isn't measured: points won of points that were measured.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from motcua.catalog import queries as catalog
from motcua.ledger.rules import Period
from motcua.people.queries import UnitCard
from motcua.people.rules import Actor, UnitKind
from motcua.scorecards import queries
from motcua.scorecards.errors import NoSuchPart
from motcua.scorecards.queries import Line, Listed
from motcua.scorecards.rules import (
    Choice,
    Kind,
    choice,
    containing,
    gains,
    part,
    parts_of,
    period_until,
    ranked,
)
from motcua.web.lead.scorecard_words import bars, gain_rows, group_rows, place_row, points
from motcua.web.reading import text_in
from motcua.web.staff import ADMIN, LEADING, render_desk, staff_page


OFFERED = ((Kind.MONTH, 13), (Kind.QUARTER, 5), (Kind.YEAR, 3))


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for. `agencies`: those counted, the one that was chosen first."""

    chosen: Choice
    period: Period
    own: Sequence[UnitCard]
    agencies: Sequence[UnitCard]
    is_alone: bool

    @property
    def unit(self) -> UnitCard:
        return self.agencies[0]

    @property
    def counted(self) -> Sequence[UnitCard]:
        return self.agencies[:1] if self.is_alone else self.agencies

    def address(self, **changes: str) -> str:
        """The query of an address that asks the same but for the changes."""
        asked = {
            "don_vi": self.unit.code,
            "ky": self.chosen.key,
            "pham_vi": "rieng" if self.is_alone else "",
        }
        asked |= changes
        return urlencode({key.replace("_", "-"): text for key, text in asked.items() if text})


def _asked(request: HttpRequest, actor: Actor) -> Asked:
    """One query. Raises BadPeriodName, NotBegun, NothingInForce, NotYourUnit, NoSuchUnit."""
    today = timezone.localdate()
    text = text_in(request, "ky")
    chosen = choice(text) if text else containing(Kind.MONTH, today)
    period = period_until(chosen.period, today)
    queries.edition_of(period)
    own = queries.agencies_of(actor, period)
    agencies = queries.chosen_among(own, text_in(request, "don-vi"), period)
    is_alone = len(agencies) > 1 and text_in(request, "pham-vi") == "rieng"
    return Asked(chosen, period, own, agencies, is_alone)


def _frame(asked: Asked, today: date) -> dict[str, object]:
    """What all three pages share: the pickers and the words for what was asked."""
    following = asked.chosen.next
    return {
        "asked": asked,
        "title": asked.chosen.label,
        "is_running": asked.period.last < asked.chosen.period.last,
        "previous": (asked.chosen.previous.label, asked.address(ky=asked.chosen.previous.key)),
        "next": (following.label, asked.address(ky=following.key))
        if following.period.first <= today
        else None,
        "choices": _choices(asked.chosen, today),
        "here": asked.address(),
    }


def _choices(chosen: Choice, today: date) -> list[tuple[str, list[Choice]]]:
    found = []
    for kind, count in OFFERED:
        one = containing(kind, today)
        row = [one]
        for _ in range(count - 1):
            one = one.previous
            row.append(one)
        if chosen.kind is kind and chosen not in row:
            row.append(chosen)
        found.append((kind.label, row))
    return found


@require_GET
@staff_page(LEADING, ADMIN)
def scorecard(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Ten queries: seven for the points."""
    asked = _asked(request, actor)
    card = queries.together(asked.counted, asked.period)
    context = {
        **_frame(asked, timezone.localdate()),
        "card": card,
        "score": points(card.score, card.measurable),
        "measurable": points(card.measurable),
        "unmeasured": points(card.unmeasured),
        "bars": bars(card),
        "groups": group_rows(card, asked.address()),
        "gains": gain_rows(gains(card), asked.address()),
    }
    return render_desk(request, actor, "lead/scorecards/card.html", context, current="lead")


@require_GET
@staff_page(LEADING, ADMIN)
def ranking(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Of what lies below an agency, or of an agency among its peers. At most nine queries."""
    asked = _asked(request, actor)
    among = _field(asked)
    places = ranked(queries.each(among, asked.period, is_whole=False))
    cards = {card.id: card for card in among}
    mine = {card.id for card in asked.own}
    context = {
        **_frame(asked, timezone.localdate()),
        "rows": [
            place_row(
                place,
                cards[place.unit_id],
                asked.address(don_vi=cards[place.unit_id].code, pham_vi="")
                if place.unit_id in mine
                else "",
            )
            for place in places
        ],
        "field": places[0].field if places else 0,
        "groups": queries.edition(asked.period.last).groups,
        "is_among_peers": len(asked.agencies) == 1,
    }
    return render_desk(request, actor, "lead/scorecards/ranking.html", context, current="lead")


def _field(asked: Asked) -> Sequence[UnitCard]:
    """Agencies of one kind: only like is ranked with like."""
    below = [card for card in asked.agencies[1:] if card.kind is not UnitKind.VERTICAL]
    if not below:
        return queries.peers_of(asked.unit, asked.period)
    kind, _ = Counter(card.kind for card in below).most_common(1)[0]
    return [card for card in below if card.kind is kind]


@require_GET
@staff_page(LEADING, ADMIN)
def behind(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The dossiers or procedures of a number. At most seven queries."""
    asked = _asked(request, actor)
    code = text_in(request, "chi-so", most=10)
    indicator = queries.edition(asked.period.last).indicator(code)
    if indicator is None:
        raise NoSuchPart(code=code)
    here = part(indicator, text_in(request, "phan", most=40))
    cursor = text_in(request, "sau", most=40)
    found = queries.listed(indicator, here, asked.counted, asked.period, cursor=cursor)
    base = asked.address(chi_so=indicator.code, phan=here.key)
    context = {
        **_frame(asked, timezone.localdate()),
        "indicator": indicator,
        "part": here,
        "parts": [
            (one, asked.address(chi_so=indicator.code, phan=one.key)) for one in parts_of(indicator)
        ],
        "found": found,
        "rows": _rows(found, asked),
        "may_open": bool(actor.roles & LEADING),
        "first_url": f"?{base}" if cursor else "",
        "next_url": f"?{base}&{urlencode({'sau': found.next_cursor})}" if found.next_cursor else "",
    }
    return render_desk(request, actor, "lead/scorecards/behind.html", context, current="lead")


def _rows(found: Listed, asked: Asked) -> list[tuple[Line, str, str]]:
    """Lines with the name of the procedure and of the agency. One query for dossiers."""
    if found.are_procedures or not found.lines:
        return [(line, line.procedure, "") for line in found.lines]
    names = catalog.cards({line.procedure for line in found.lines}, on=asked.period.last)
    units = {card.id: card.short_name for card in asked.agencies}
    return [
        (
            line,
            names[line.procedure].name if line.procedure in names else line.procedure,
            units.get(line.unit_id or 0, ""),
        )
        for line in found.lines
    ]
