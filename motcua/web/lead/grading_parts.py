"""What pages of classification share: the year asked for, evidence laid out, the dossiers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse

from motcua.people.rules import Actor
from motcua.staff.errors import YearUnknown
from motcua.staff.rules import (
    FIRST_YEAR,
    Attitude,
    Case,
    Evidence,
    Indicator,
    Mark,
    Marks,
    points,
    scheme,
    with_points,
)
from motcua.web.staff import render_desk


SHOWN_AT_MOST: Final = 500
YEARS: Final = 3  # offered as a choice; older ones by address
UNMEASURED: Final = "khong-do"
POINTS: Final = {"2": 2, "1": 1, "0": 0, UNMEASURED: None}


@dataclass(frozen=True, slots=True)
class MarkLine:
    """`cells`: points, how many dossiers got them, and where these are listed."""

    mark: Mark
    cells: tuple[tuple[str, int, str], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Evidence as a table; `source`: the act it follows."""

    evidence: Evidence
    whole: Marks
    lines: tuple[MarkLine, ...]
    unmeasured: str
    source: str
    most: int


@dataclass(frozen=True, slots=True)
class CaseLine:
    case: Case
    points: tuple[int | None, ...]


def attitude_of(person_id: int, year: int) -> Attitude | None:
    """None is not measured: no survey that asks about one official is read yet."""
    return None


def year_in(request: HttpRequest, today: date) -> int:
    """`nam`; else the year to be classified now. Raises YearUnknown."""
    text = request.GET.get("nam", "")
    if not text:
        return default_year(today)
    return checked_year(int(text) if text.isascii() and text.isdigit() else 0, today, text[:12])


def checked_year(year: int, today: date, text: str = "") -> int:
    if not FIRST_YEAR <= year <= today.year:
        raise YearUnknown(year=text if text.isprintable() else "này", first=FIRST_YEAR)
    return year


def default_year(today: date) -> int:
    """This one as soon as it is open, the last one before."""
    return today.year if today >= scheme(today.year).opens_on(today.year) else today.year - 1


def years(today: date) -> Sequence[int]:
    return range(today.year, max(today.year - YEARS, FIRST_YEAR - 1), -1)


def sheet_of(evidence: Evidence, year: int, cases_url: str) -> Sheet:
    by = scheme(year)
    whole = evidence.whole
    return Sheet(
        evidence=evidence,
        whole=whole,
        lines=tuple(MarkLine(mark, _cells(mark, whole, cases_url)) for mark in whole.marks),
        unmeasured=", ".join(f"{mark.number}" for mark in whole.unmeasured),
        source=by.source,
        most=by.most,
    )


def _cells(mark: Mark, whole: Marks, cases_url: str) -> tuple[tuple[str, int, str], ...]:
    counts = (mark.full, mark.half, mark.none, whole.cases - mark.measured)
    return tuple(
        (wanted, count, f"{cases_url}?{urlencode({'cs': mark.number, 'diem': wanted})}")
        for wanted, count in zip(POINTS, counts, strict=True)
    )


def cases_page(
    request: HttpRequest,
    actor: Actor,
    cases: Sequence[Case],
    year: int,
    *,
    who: str,
    back: str,
    is_own: bool = False,
) -> HttpResponse:
    """The dossiers behind a number: of one indicator and its points, or all of them."""
    indicators = scheme(year).indicators
    chosen = next((i for i in indicators if str(i.number) == request.GET.get("cs")), None)
    wanted = request.GET.get("diem", "")
    if chosen and wanted in POINTS:
        cases = with_points(chosen, cases, POINTS[wanted])
    newest = sorted(cases, key=lambda case: (case.finished_at, case.code), reverse=True)
    measured = [each for each in indicators if each.points or each.counts]
    context = {
        "who": who,
        "back": back,
        "year": year,
        "indicator": chosen,
        "words": _words(chosen, wanted),
        "count": len(cases),
        "indicators": measured,
        "lines": [_case_line(case, measured) for case in newest[:SHOWN_AT_MOST]],
        "most": SHOWN_AT_MOST,
    }
    current = "" if is_own else "lead"
    return render_desk(request, actor, "lead/grading/cases.html", context, current=current)


def _words(chosen: Indicator | None, wanted: str) -> str:
    if chosen is None or wanted not in POINTS:
        return ""
    return "không đo" if wanted == UNMEASURED else f"{wanted} điểm"


def _case_line(case: Case, indicators: Sequence[Indicator]) -> CaseLine:
    return CaseLine(case, tuple(points(indicator, case) for indicator in indicators))
