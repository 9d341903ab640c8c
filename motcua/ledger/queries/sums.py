from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import timedelta
from enum import Enum

from django.db.models import Case, Count, F, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Coalesce

from motcua.ledger.models import Position, Tally, Total
from motcua.ledger.queries.positions import in_cell, in_period, narrowed
from motcua.ledger.rules import EPOCH, Cell, Counts, Period, cover
from motcua.ledger.rules.cells import POSTED, counts_of


Keyed = dict[int | str | None, Counts]


class By(Enum):
    """What the rows of a report are; the value is the column."""

    TOTAL = ""
    UNIT = "unit_id"
    FIELD = "topic__field"
    PROCEDURE = "topic__procedure"


def counts(
    period: Period,
    *,
    units: Collection[int] | None = None,
    by: By = By.TOTAL,
    field: str = "",
    procedure: str | Collection[str] = "",
) -> Keyed:
    """How many dossiers in each cell, by unit id, field name or procedure code; {"": …} in total.

    `units=None` is every unit. Keys without any dossier are left out, but for the total. One query
    over the sums: its time hangs on how many units and procedures there are, not on dossiers.
    """
    if by in (By.TOTAL, By.UNIT) and not field and procedure == "":
        return _summed(narrowed(Total.objects.all(), units), period, by)
    rows = narrowed(Tally.objects.all(), units, field=field, procedure=procedure)
    return _summed(rows, period, by)


def _summed(every: QuerySet[Total] | QuerySet[Tally], period: Period, by: By) -> Keyed:
    rows = every.filter(covered(period)).annotate(
        key=F(by.value) if by.value else Value(""),
        is_before=Case(When(start__lt=period.first, then=True), default=False),
    )
    sums = rows.values("key", "is_before").annotate(
        **{f"n_{cell.value}": Sum(cell.value) for cell in POSTED}
    )
    found: defaultdict[int | str | None, dict[bool, dict[str, int]]] = defaultdict(dict)
    for row in sums.order_by():
        values = {cell.value: row[f"n_{cell.value}"] for cell in POSTED}
        found[row["key"]][row["is_before"]] = values
    counted = {key: counts_of(two.get(True, {}), two.get(False, {})) for key, two in found.items()}
    kept: Keyed = {key: one for key, one in counted.items() if not one.is_empty}
    return kept or ({"": Counts()} if by is By.TOTAL else {})


def covered(period: Period) -> Q:
    """The buckets before the period, and those within: no bucket lies across its first day."""
    before = cover(EPOCH, period.first - timedelta(days=1))
    wanted = Q()
    for part in (*before, *cover(period.first, period.last)):
        wanted |= Q(grain=part.grain, start__gte=part.first, start__lte=part.last)
    return wanted


def recounted(
    period: Period,
    *,
    units: Collection[int] | None = None,
    by: By = By.TOTAL,
    field: str = "",
    procedure: str | Collection[str] = "",
) -> Keyed:
    """As `counts`, from the dossiers one by one: slower, and the judge of the sums."""
    rows = narrowed(Position.objects.all(), units, field=field, procedure=procedure)
    return _counted(rows, period, by.value) or ({"": Counts()} if by is By.TOTAL else {})


def officer_counts(unit_id: int, period: Period) -> dict[int | None, Counts]:
    """By the officer who answered for the dossier on the last day; None where nobody did."""
    found = _counted(narrowed(Position.objects.all(), [unit_id]), period, "officer_id")
    return {key: one for key, one in found.items() if not isinstance(key, str)}


def _counted(rows: QuerySet[Position], period: Period, column: str) -> Keyed:
    keyed = rows.filter(in_period(period)).annotate(key=F(column) if column else Value(""))
    sums = keyed.values("key").annotate(
        **{
            f"n_{cell.value}": Coalesce(Count("pk", filter=in_cell(cell, period)), 0)
            for cell in Cell
        }
    )
    found: Keyed = {}
    for row in sums.order_by():
        found[row["key"]] = Counts({cell: row[f"n_{cell.value}"] for cell in Cell})
    return found
