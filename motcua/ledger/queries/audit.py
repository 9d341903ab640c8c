"""The sums and the positions beside each other, as finely as they are kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import Any, NamedTuple

from django.db.models import Case, Count, Sum, When

from motcua.ledger.models import Position, Tally
from motcua.ledger.queries.positions import in_cell, in_period
from motcua.ledger.queries.sums import By, counts, covered
from motcua.ledger.rules import Cell, Counts, Period
from motcua.ledger.rules.cells import POSTED, counts_of


class Place(NamedTuple):
    """What one row of sums is kept for."""

    unit_id: int
    procedure: str
    field: str


_COLUMNS = ("unit_id", "topic__procedure", "topic__field")


def tallied(period: Period) -> dict[Place, Counts]:
    """As the sums have it. One query."""
    rows = Tally.objects.filter(covered(period)).annotate(
        is_before=Case(When(start__lt=period.first, then=True), default=False)
    )
    sums = rows.values(*_COLUMNS, "is_before").annotate(
        **{f"n_{cell.value}": Sum(cell.value) for cell in POSTED}
    )
    found: defaultdict[Place, dict[bool, dict[str, int]]] = defaultdict(dict)
    for row in sums.order_by():
        values = {cell.value: row[f"n_{cell.value}"] for cell in POSTED}
        found[_place(row)][row["is_before"]] = values
    return {place: counts_of(two.get(True, {}), two.get(False, {})) for place, two in found.items()}


def totalled(period: Period) -> dict[int, Counts]:
    """As the sums of whole units have it. One query."""
    found = counts(period, by=By.UNIT)
    return {key: one for key, one in found.items() if isinstance(key, int)}


def stood(period: Period) -> dict[Place, Counts]:
    """As the dossiers stood, one by one. One query over all of them."""
    sums = (
        Position.objects.filter(in_period(period))
        .values(*_COLUMNS)
        .annotate(**{f"n_{cell.value}": Count("pk", filter=in_cell(cell, period)) for cell in Cell})
    )
    return {
        _place(row): Counts({cell: row[f"n_{cell.value}"] for cell in Cell})
        for row in sums.order_by()
    }


def codes(period: Period, cell: Cell, *, units: Collection[int], procedure: str) -> set[str]:
    """All dossiers of one cell of one procedure in these units. One query."""
    rows = Position.objects.filter(in_period(period), in_cell(cell, period))
    rows = rows.filter(unit__in=list(units), topic__procedure=procedure)
    return set(rows.values_list("code", flat=True))


def _place(row: dict[str, Any]) -> Place:
    return Place(*(row[column] for column in _COLUMNS))
