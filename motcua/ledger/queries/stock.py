"""What is open at the end of a day, as a board shows it: by age, and the longest late."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import JSONObject

from motcua.ledger.models import Days, Position
from motcua.ledger.queries.cases import CLOSED, Case
from motcua.ledger.queries.positions import in_cell, narrowed
from motcua.ledger.rules import Cell, Period, State


_FIELDS: Final = {
    name: name
    for name in ("code", "unit_id", "channel", "received_on", "due_on", "ended_on", "state")
} | {"procedure": "topic__procedure", "field": "topic__field", "officer_id": "officer"}


@dataclass(frozen=True, slots=True)
class Stock:
    """`ages`: open and late, by days since receipt; `late`: the longest first."""

    ages: tuple[tuple[int, int], ...]
    late: tuple[Case, ...]


def stock(
    on: date, bounds: Sequence[int], *, units: Collection[int] | None = None, most: int
) -> Stock:
    """`bounds` (2, 7): up to 2 days, 3 to 7, more than 7. One query, for boards have few."""
    rows = _open(on, units)
    is_late = in_cell(Cell.OPEN_LATE, Period(on, on))
    asked: dict[str, Any] = {}
    for n in range(len(bounds) + 1):
        aged = _aged(n, bounds, on)
        asked[f"open_{n}"] = Count("pk", filter=aged)
        asked[f"late_{n}"] = Count("pk", filter=aged & is_late)
    late = rows.filter(is_late).order_by("due_on", "pk")
    listed = late.values(json=JSONObject(**{key: F(name) for key, name in _FIELDS.items()}))
    # Only what holds an aggregate can stand beside aggregates: hence the count with the list.
    asked["late"] = JSONObject(count=Count("pk"), rows=ArraySubquery(listed[:most]))
    found = rows.aggregate(**asked)
    return Stock(
        tuple((found[f"open_{n}"], found[f"late_{n}"]) for n in range(len(bounds) + 1)),
        tuple(map(_case, found["late"]["rows"] or ())),
    )


def _case(row: Mapping[str, Any]) -> Case:
    days = ("received_on", "due_on", "ended_on")
    read = {name: row[name] and date.fromisoformat(row[name]) for name in days}
    return Case(**{**row, **read, "state": State(row["state"])})


def _aged(n: int, bounds: Sequence[int], on: date) -> Q:
    older = Q(received_on__lt=on - timedelta(days=bounds[n - 1])) if n else Q()
    if n == len(bounds):
        return older
    return older & Q(received_on__gte=on - timedelta(days=bounds[n]))


def _open(on: date, units: Collection[int] | None) -> QuerySet[Position]:
    """In the words of the index of what is open."""
    rows = narrowed(Position.objects.all(), units).alias(days=Days("from_on", "until_on"))
    return rows.filter(~Q(state__in=sorted(CLOSED)), days__contains=on)
