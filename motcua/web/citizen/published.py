"""What everybody may see of how procedures are settled: totals, no person and no official.

Sources
    NĐ 61/2018/NĐ-CP, Điều 25, NĐ 118/2025/NĐ-CP: progress and results are published.
    Luật Tiếp cận thông tin 2016, Điều 17.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Final

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from motcua.figures.rules import write_number
from motcua.ledger.rules import Period
from motcua.people.queries import UnitCard
from motcua.reports.errors import NoSuchReport
from motcua.reports.queries import disclosed as disclosures
from motcua.reports.queries.disclosed import Disclosed, disclosed, front, unit_of_code
from motcua.reports.rules import SHARE, parse
from motcua.reports.rules.periods import Named, choices, year_to_date
from motcua.web.http import public_page
from motcua.web.lead import charts
from motcua.web.lead.boards_parts import Stat, late_stat, share_stat
from motcua.web.limits import at_most
from motcua.web.reading import text_in


KEPT_SECONDS: Final = 300
A_MINUTE: Final = 60
NUMBERS: Final = ("received", "resolved", "resolved_late", "in_progress")


@dataclass(frozen=True, slots=True)
class Shown:
    """A unit and a period, with what is published of them."""

    unit: UnitCard
    named: Named
    period: Period
    today: date
    found: Disclosed

    @property
    def title(self) -> str:
        return self.named.title(self.today)

    @property
    def query(self) -> str:
        return f"ky={self.named.code}&don_vi={self.unit.code}"


def shown_in(request: HttpRequest) -> Shown:
    """Kept five minutes. Raises what cannot be read, NoSuchUnit, NoSuchReport, PeriodNotBegun."""
    today = timezone.localdate()
    text = text_in(request, "ky", most=40)
    named = parse(text) if text else year_to_date(today)
    period = named.until(today)
    code = text_in(request, "don_vi", most=40)
    asked = f"{today:%Y%m%d}:{period.first:%Y%m%d}-{period.last:%Y%m%d}:{code}"
    key = f"published:{sha256(asked.encode()).hexdigest()}"
    kept: tuple[UnitCard, Disclosed] | None = cache.get(key)
    if kept is None:
        unit = _unit(code, period, today)
        year = Period(date(period.last.year, 1, 1), period.last)
        kept = unit, disclosed(period, unit.id, year=year)
        cache.set(key, kept, KEPT_SECONDS)
    return Shown(kept[0], named, period, today, kept[1])


def _unit(code: str, period: Period, today: date) -> UnitCard:
    found = unit_of_code(code, today) if code else front(period)
    if found is None:
        raise NoSuchReport
    return found


@public_page
@at_most(A_MINUTE, "published")
def published(request: HttpRequest) -> HttpResponse:
    shown = shown_in(request)
    found = shown.found
    offered = {one.code: one for one in (*choices(shown.today), shown.named)}
    context = {
        "shown": shown,
        "stats": _stats(found),
        "total": found.of.total,
        "channels": charts.whole("Cách nộp", found.of.total, charts.CHANNELS),
        "outcomes": charts.whole("Đã giải quyết", found.of.total, charts.OUTCOMES),
        "by_month": charts.received_and_resolved(found.months),
        "months": found.months,
        "choices": [(c, one.name, c == shown.named.code) for c, one in offered.items()],
        "lines": [_line(line) for line in found.lines],
        "year": shown.period.last.year,
    }
    return render(request, "citizen/published.html", context)


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table of units, as it is printed."""

    code: str
    name: str
    place: str
    cells: tuple[str, ...]


def _line(line: disclosures.Line) -> Line:
    said = line.satisfaction
    counts = [write_number(line.row.figure(name)) for name in NUMBERS]
    received, resolved, late, running = counts
    on_time = line.on_time.text(100)
    cells = (received, resolved, on_time, late, running, said.text(95) if said else "chưa đủ phiếu")
    return Line(line.row.key, line.row.label, line.place.text if line.place else "", cells)


def _stats(found: Disclosed) -> list[Stat]:
    row = found.of.total
    online = share_stat("online", SHARE["online"].of(row), of="hồ sơ nhận trong kỳ")
    on_time = share_stat("on_time", SHARE["on_time"].of(row), of="hồ sơ đã giải quyết")
    stats = [on_time, late_stat(row), online]
    if found.satisfaction:
        said = share_stat("satisfaction", found.satisfaction, what="phiếu", of="phiếu trả lời")
        return [said, *stats]
    return [Stat("Hài lòng", "–", "chưa đủ 5 phiếu trả lời trong kỳ", "", ""), *stats]
