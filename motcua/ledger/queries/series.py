"""A period month by month: for boards. One query each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby

from django.db.models import Case as When_
from django.db.models import Count, DateField, F, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Cast, TruncMonth

from motcua.ledger.models import Position, Tally, Total
from motcua.ledger.queries.cases import CLOSED
from motcua.ledger.queries.positions import in_cell, in_period, narrowed
from motcua.ledger.rules import ENDINGS, EPOCH, MARKS, Counts, Cover, Period, cover
from motcua.ledger.rules.cells import POSTED, counts_of


@dataclass(frozen=True, slots=True)
class Series:
    """Each month exactly as `counts` says of it alone, and the whole period as one."""

    total: Counts
    months: tuple[tuple[Period, Counts], ...]


def months_of(period: Period) -> tuple[Period, ...]:
    """Its calendar months; the first and the last may be parts."""
    found = []
    first = period.first
    while first <= period.last:
        following = (first.replace(day=1) + timedelta(days=32)).replace(day=1)
        found.append(Period(first, min(following - timedelta(days=1), period.last)))
        first = following
    return tuple(found)


def series(period: Period, *, units: Collection[int] | None = None, field: str = "") -> Series:
    """One query over the sums."""
    months = months_of(period)
    every: QuerySet[Tally] | QuerySet[Total] = narrowed(Total.objects.all(), units)
    if field:
        every = narrowed(Tally.objects.all(), units, field=field)
    keyed = every.filter(_covered(period, months)).annotate(
        month=When_(
            When(start__lt=period.first, then=Value(None)),
            default=Cast(TruncMonth("start"), DateField()),
        )
    )
    sums = keyed.values("month").annotate(**{f"n_{cell.value}": Sum(cell.value) for cell in POSTED})
    found = {
        row["month"]: {cell.value: row[f"n_{cell.value}"] for cell in POSTED}
        for row in sums.order_by()
    }
    before = dict(found.pop(None, {}))
    begun, counted, within = dict(before), [], defaultdict[str, int](int)
    for month in months:
        posted = found.get(month.first.replace(day=1), {})
        counted.append((month, counts_of(before, posted)))
        for name, count in posted.items():
            before[name] = before.get(name, 0) + count
            within[name] += count
    return Series(counts_of(begun, within), tuple(counted))


def _covered(period: Period, months: Sequence[Period]) -> Q:
    """The buckets before, and those of each month: years would hide the months."""
    wanted = Q()
    parts = [part for month in months for part in cover(month.first, month.last)]
    for part in (*cover(EPOCH, period.first - timedelta(days=1)), *_joined(parts)):
        wanted |= Q(grain=part.grain, start__gte=part.first, start__lte=part.last)
    return wanted


def _joined(parts: Sequence[Cover]) -> Iterator[Cover]:
    for grain, run in groupby(parts, key=lambda part: part.grain):
        row = list(run)
        yield Cover(grain, row[0].first, row[-1].last)


def officer_endings(
    officer_id: int, period: Period, *, units: Collection[int] | None = None
) -> tuple[tuple[Period, Counts], ...]:
    """What a person answered for when it ended, month by month. One query."""
    rows = narrowed(Position.objects.filter(officer=officer_id), units)
    ended = rows.filter(state__in=sorted(CLOSED), ended_on__gte=period.first)
    ended = ended.filter(in_period(period)).annotate(month=TruncMonth(F("ended_on")))
    cells = (*ENDINGS, *MARKS)
    sums = ended.values("month").annotate(
        **{f"n_{cell.value}": Count("pk", filter=in_cell(cell, period)) for cell in cells}
    )
    found = {
        row["month"]: Counts({cell: row[f"n_{cell.value}"] for cell in cells})
        for row in sums.order_by()
    }
    return tuple(
        (month, found.get(month.first.replace(day=1), Counts())) for month in months_of(period)
    )
