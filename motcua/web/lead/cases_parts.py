"""What lists of the dossiers behind a number share: which numbers are asked for, a line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest

from motcua.catalog import queries as catalog
from motcua.dossiers.queries.naming import applicant_names
from motcua.ledger.queries import Case
from motcua.ledger.rules import Cell, Period, State
from motcua.people.rules import Actor
from motcua.reports.rules.figures import Figure, figure
from motcua.web.reading import text_in
from motcua.web.staff import WORK_ROLES


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


def figures_in(request: HttpRequest) -> list[Figure]:
    """Of `so`. Raises NoSuchFigure."""
    names = text_in(request, "so").split(",")
    return [figure(name) for name in names[:MOST_FIGURES]]


def cells_of(figures: list[Figure]) -> tuple[Cell, ...]:
    return tuple(dict.fromkeys(cell for each in figures for cell in each.cells))


def case_lines(
    found: tuple[Case, ...], units: Mapping[int, str], actor: Actor, period: Period
) -> list[CaseLine]:
    """`units`: names by id. Two queries."""
    names = applicant_names([case.code for case in found], actor)
    procedures = catalog.cards({case.procedure for case in found}, on=period.last) if found else {}
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


def next_urls(request: HttpRequest, cursor: str, next_cursor: str) -> dict[str, str]:
    """Of the pager: this address with the next cursor, and without one."""
    here = request.GET.copy()
    here.pop("sau", None)
    return {
        "next_url": f"?{here.urlencode()}&sau={next_cursor}" if next_cursor else "",
        "first_url": f"?{here.urlencode()}" if cursor else "",
    }


def _look(case: Case, period: Period) -> str:
    """Late by the day of the end, or by the last day while it is open."""
    until = case.ended_on or (period.last if case.state is State.RUNNING else None)
    if case.due_on and until and case.due_on < until:
        return "late"
    if case.state in (State.AWAITING, State.PAUSED):
        return "wait" if case.state is State.AWAITING else "pause"
    return "done" if case.state.is_end else "ok"
