"""One unit through the months of two years."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from motcua.figures.rules import write_number
from motcua.ledger.queries import series
from motcua.ledger.rules import Period
from motcua.people import queries as people
from motcua.people.rules import Actor
from motcua.reports.errors import NotYours
from motcua.reports.queries.boards import Month, months_of
from motcua.reports.rules import FIGURE, SHARE, Rate, Row
from motcua.reports.rules.aims import AIM
from motcua.reports.rules.periods import Named, a_year_before, year_to_date
from motcua.web.lead import charts
from motcua.web.lead.compare import SHARES
from motcua.web.lead.drilling import drill_url
from motcua.web.staff import LEADING, render_desk, staff_page


COMPARED = ("received_in_period", "resolved", "resolved_late", "in_progress", "in_progress_late")


@dataclass(frozen=True, slots=True)
class Change:
    """A number or share of now, of the same days a year before, and how far they are apart."""

    label: str
    now: str
    then: str
    difference: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """A month of this year and the same of last year; None where a year has none yet."""

    number: int
    now: Month | None
    then: Month | None

    @property
    def cells(self) -> tuple[str, ...]:
        """Received then and now, their difference; settled now and how much of it in time."""
        now, then = (_received(month) for month in (self.now, self.then))
        apart = "" if now is None or then is None else signed(now - then)
        counts = tuple("" if count is None else write_number(count) for count in (then, now))
        if self.now is None:
            return (*counts, apart, "", "")
        done = write_number(self.now.row.figure("resolved"))
        return (*counts, apart, done, SHARE["on_time"].of(self.now.row).text(100))


def _received(month: Month | None) -> int | None:
    return month.row.figure("received_in_period") if month else None


@require_GET
@staff_page(LEADING)
def one_unit(request: HttpRequest, actor: Actor, unit_id: int) -> HttpResponse:
    """Month by month, this year against the last; the totals over the same days of both."""
    cards = people.family(actor.agency_id)
    card = cards.get(unit_id)
    if card is None or not card.kind.is_agency:
        raise NotYours
    today = timezone.localdate()
    year = year_to_date(today)
    now, then = year.period, a_year_before(year.period)
    whole = Period(then.first, date(then.first.year, 12, 31))
    ids = [pk for pk, one in cards.items() if one.path.startswith(card.path) and one.kind.is_agency]
    this = series.series(now, units=ids)
    last = series.series(whole, units=ids)
    same_days = series.series(then, units=ids).total
    mine, before = Row("", "", this.total), Row("", "", same_days)
    months = months_of(this)
    context = {
        "card": card,
        "today": today,
        "years": (now.first.year, then.first.year),
        "then": then,
        "changes": [*_numbers(year, mine, before, card.id, len(ids) > 1), *_shares(mine, before)],
        "pairs": _pairs(months, months_of(last)),
        "chart": charts.two_years(months, months_of(last)),
        "by_share": charts.shares(months, ("on_time", "online")),
        "with_below": len(ids) > 1,
    }
    return render_desk(request, actor, "lead/boards/over_time.html", context, current="lead")


def _pairs(now: tuple[Month, ...], then: tuple[Month, ...]) -> list[Pair]:
    this, last = ({month.number: month for month in months} for months in (now, then))
    return [Pair(n, this.get(n), last.get(n)) for n in range(1, 13)]


def _numbers(named: Named, now: Row, then: Row, unit_id: int, below: bool) -> list[Change]:
    return [
        Change(
            FIGURE[name].label,
            write_number(now.figure(name)),
            write_number(then.figure(name)),
            signed(now.figure(name) - then.figure(name)),
            drill_url(named, name, unit_id=unit_id, below=below),
        )
        for name in COMPARED
    ]


def _shares(now: Row, then: Row) -> list[Change]:
    found = []
    for name in SHARES:
        share, target = SHARE[name], AIM[name].percent
        mine, before = share.of(now), share.of(then)
        apart = (
            mine.exact - before.exact
            if mine.exact is not None and before.exact is not None
            else None
        )
        found.append(Change(share.label, mine.text(target), before.text(target), points(apart)))
    return found


def signed(difference: int) -> str:
    """«+12», «−3», «0»"""
    sign = "+" if difference > 0 else "−" if difference < 0 else ""
    return f"{sign}{write_number(abs(difference))}"


def points(apart: Fraction | None) -> str:
    """«+1,5 điểm»: of percentages; "" where one of the two is not there."""
    if apart is None:
        return ""
    sign = "+" if apart > 0 else "−" if apart < 0 else ""
    shown = Rate(abs(apart.numerator), 100 * apart.denominator).percent_text().removesuffix("%")
    return f"{sign}{shown} điểm"
