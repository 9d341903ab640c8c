"""What the rules call a cell, as a condition on rows: `rules.cells_of` in the database's words."""

from __future__ import annotations

from collections.abc import Collection
from typing import TypeVar

from django.db.models import F, Model, Q, QuerySet

from motcua.ledger.rules import ARRIVALS, ENDINGS, MARKS, Cell, Period, State
from motcua.ledger.rules.positions import DECIDED


M = TypeVar("M", bound=Model)
_WHEN = {
    "early": Q(due_on__gt=F("ended_on")),
    "on_time": Q(due_on=None) | Q(due_on=F("ended_on")),
    "late": Q(due_on__lt=F("ended_on")),
}


def in_period(period: Period) -> Q:
    """The one position of each dossier of a report, as of its last day."""
    last = period.last
    then = Q(from_on__lte=last) & (Q(until_on=None) | Q(until_on__gt=last))
    return then & (Q(ended_on=None) | Q(ended_on__gte=period.first))


def in_cell(cell: Cell, period: Period) -> Q:
    if cell is Cell.CARRIED_OVER:
        return Q(received_on__lt=period.first)
    if cell in ARRIVALS:
        channel = cell.value.removeprefix("received_")
        return Q(received_on__gte=period.first, channel=channel)
    if cell in ENDINGS:
        return _ended(cell)
    if cell in MARKS:
        mark = "is_digitised" if cell is Cell.DIGITISED else "has_e_result"
        return Q(state=State.GRANTED.value, **{mark: True})
    if cell is Cell.AWAITING_SUPPLEMENT:
        return Q(state=State.AWAITING.value)
    if cell is Cell.PAUSED:
        return Q(state=State.PAUSED.value)
    late = Q(due_on__lt=period.last)
    in_time = Q(due_on=None) | Q(due_on__gte=period.last)
    return Q(state=State.RUNNING.value) & (late if cell is Cell.OPEN_LATE else in_time)


def _ended(cell: Cell) -> Q:
    state, _, when = cell.value.partition("_")
    if State(state) in DECIDED:
        return Q(state=state) & _WHEN[when]
    return Q(state=state) & (_WHEN["late"] if when else _WHEN["on_time"] | _WHEN["early"])


def narrowed(
    rows: QuerySet[M],
    units: Collection[int] | None,
    *,
    field: str = "",
    procedure: str | Collection[str] = "",
) -> QuerySet[M]:
    """Of positions or of sums: those of these units, of one field, of one or some procedures."""
    if units is not None:
        rows = rows.filter(unit__in=list(units))
    if field:
        rows = rows.filter(topic__field=field)
    if not isinstance(procedure, str):
        return rows.filter(topic__procedure__in=list(procedure))
    return rows.filter(topic__procedure=procedure) if procedure else rows
