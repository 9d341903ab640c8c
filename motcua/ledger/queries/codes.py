"""The codes of all dossiers behind a number, for what other capabilities know of them."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q

from motcua.ledger.models import Position
from motcua.ledger.queries.positions import in_cell, in_period, narrowed
from motcua.ledger.rules import Cell, Period


def fields_of(
    period: Period, cells: Collection[Cell], *, units: Collection[int] | None, most: int
) -> dict[str, str]:
    """The field of each dossier by its code, at most so many. One query."""
    wanted = Q(pk__in=[])
    for cell in cells:
        wanted |= in_cell(cell, period)
    rows = narrowed(Position.objects.all(), units).filter(in_period(period)).filter(wanted)
    return dict(rows.values_list("code", "topic__field")[:most])
