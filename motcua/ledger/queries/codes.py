"""The codes of all dossiers behind a number, for what other capabilities know of them."""

from __future__ import annotations

from collections.abc import Collection

from motcua.ledger.queries.cases import any_cell
from motcua.ledger.queries.positions import in_period, narrowed
from motcua.ledger.rules import Cell, Period


def fields_of(
    period: Period, cells: Collection[Cell], *, units: Collection[int] | None, most: int
) -> dict[str, str]:
    """The field of each dossier by its code, at most so many. One query."""
    rows = narrowed(units).filter(in_period(period)).filter(any_cell(cells, period))
    return dict(rows.values_list("code", "topic__field")[:most])
