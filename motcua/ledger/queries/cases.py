"""The dossiers behind a number."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet

from motcua.ledger.models import Days, Position
from motcua.ledger.queries.positions import in_cell, in_period, narrowed
from motcua.ledger.rules import ARRIVALS, OPENINGS, Cell, Period, State
from motcua.ledger.rules.positions import ENDED


MOST = 200
CLOSED = [state.value for state in State if state in ENDED]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One dossier as it stood on the last day of the period."""

    code: str
    unit_id: int
    procedure: str
    field: str
    channel: str
    received_on: date
    due_on: date | None
    ended_on: date | None
    state: State
    officer_id: int | None


@dataclass(frozen=True, slots=True)
class CasePage:
    items: tuple[Case, ...]
    next_cursor: str


def cases(
    period: Period,
    cells: Cell | Collection[Cell],
    *,
    units: Collection[int] | None = None,
    field: str = "",
    procedure: str | Collection[str] = "",
    officer_id: int | None = None,
    cursor: str = "",
    limit: int = 50,
) -> CasePage:
    """The dossiers of a number, which is a sum of cells; the latest first.

    Ordered by the day of the end or, when any is open or arrives, of the receipt. One query; a
    cursor that cannot be read starts anew.
    """
    wanted = (cells,) if isinstance(cells, Cell) else tuple(cells)
    rows = narrowed(Position.objects.all(), units, field=field, procedure=procedure)
    rows = rows.filter(in_period(period))
    if officer_id is not None:
        rows = rows.filter(officer=officer_id)
    are_ended = all(cell not in (*ARRIVALS, *OPENINGS) for cell in wanted)
    order = "ended_on" if are_ended else "received_on"
    rows = rows.filter(**{f"{order}__lte": period.last})  # it follows; where the index begins
    rows = _hinted(rows, wanted, period).filter(_any(wanted, period))
    rows = _after(rows, order, cursor).order_by(f"-{order}", "-pk")
    found = list(rows.select_related("topic")[: min(limit, MOST) + 1])
    page, more = found[: min(limit, MOST)], len(found) > min(limit, MOST)
    last = page[-1] if page else None
    at = getattr(last, order) if last else None
    return CasePage(
        items=tuple(map(_case, page)),
        next_cursor=f"{at:%Y-%m-%d}:{last.pk}" if more and last and at else "",
    )


def _any(wanted: Collection[Cell], period: Period) -> Q:
    found = Q(pk__in=[])
    for cell in wanted:
        found |= in_cell(cell, period)
    return found


def _hinted(
    rows: QuerySet[Position], wanted: Collection[Cell], period: Period
) -> QuerySet[Position]:
    """Say also what follows from the cells, in the words of an index.

    Not of what is open in time: it came of late, and the order of receipt finds it at once.
    """
    if all(cell in OPENINGS and cell is not Cell.OPEN_IN_TIME for cell in wanted):
        return rows.alias(days=Days("from_on", "until_on")).filter(
            ~Q(state__in=sorted(CLOSED)), days__contains=period.last
        )
    if all(cell not in (*ARRIVALS, *OPENINGS) for cell in wanted):
        rows = rows.filter(state__in=sorted(CLOSED))
        if all(cell.value.endswith("_late") for cell in wanted):
            rows = rows.filter(due_on__lt=F("ended_on"))
    return rows


def _after(rows: QuerySet[Position], order: str, cursor: str) -> QuerySet[Position]:
    day, _, pk = cursor.partition(":")
    try:
        on, number = date.fromisoformat(day), int(pk)
    except ValueError:
        return rows
    before = Q(**{f"{order}__lt": on}) | Q(**{order: on, "pk__lt": number})
    return rows.filter(before, **{f"{order}__lte": on})


def _case(row: Position) -> Case:
    return Case(
        code=row.code,
        unit_id=row.unit_id,
        procedure=row.topic.procedure,
        field=row.topic.field,
        channel=row.channel,
        received_on=row.received_on,
        due_on=row.due_on,
        ended_on=row.ended_on,
        state=State(row.state),
        officer_id=row.officer_id,
    )
