"""What the sets of indicators count that no cell says, by agency, and the dossiers behind it.

Each in one query for all agencies, whatever their number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from enum import Enum
from typing import Any

from django.db.models import Count, Exists, Func, IntegerField, OuterRef, Q, QuerySet, Sum

from motcua.ledger.models import Days, Position, Tally
from motcua.ledger.queries.cases import Case, CasePage
from motcua.ledger.queries.positions import in_cell, in_period, narrowed
from motcua.ledger.rules import Cell, Period, State, cover
from motcua.ledger.rules.positions import ENDED


IN_TIME = (
    Cell.GRANTED_EARLY,
    Cell.GRANTED_ON_TIME,
    Cell.REFUSED_EARLY,
    Cell.REFUSED_ON_TIME,
    Cell.WITHDRAWN,
    Cell.STOPPED,
    Cell.OPEN_IN_TIME,
    Cell.AWAITING_SUPPLEMENT,
    Cell.PAUSED,
)
_CLOSED = sorted(state.value for state in ENDED)
_MOST = 200
_FIELDS = {
    "code": "code",
    "unit_id": "unit_id",
    "procedure": "topic__procedure",
    "field": "topic__field",
    "channel": "channel",
    "received_on": "received_on",
    "due_on": "due_on",
    "ended_on": "ended_on",
    "state": "state",
    "officer_id": "officer_id",
}
_COLUMNS = ("pk", *_FIELDS.values())


class DaysBetween(Func):
    """A whole number; the ORM's own subtraction makes an interval of each row, which is slow."""

    template = "(%(expressions)s)"
    arg_joiner = " - "
    output_field = IntegerField()


class Lacking(Enum):
    """What a dossier that was granted should have had that day; the value is the column."""

    DIGITISED = "is_digitised"
    E_RESULT = "has_e_result"


def days_taken(
    period: Period, *, units: Collection[int] | None = None
) -> dict[int, tuple[int, int]]:
    """By unit: calendar days from receipt to end of those that ended, and how many. One query."""
    rows = narrowed(Position.objects.all(), units).filter(
        state__in=_CLOSED, ended_on__gte=period.first, ended_on__lte=period.last
    )
    sums = rows.values("unit_id").annotate(
        days=Sum(DaysBetween("ended_on", "received_on")), ended=Count("pk")
    )
    found = sums.order_by().values_list("unit_id", "days", "ended")
    return {unit_id: (days, ended) for unit_id, days, ended in found}


def filed_online(
    period: Period, *, units: Collection[int] | None = None
) -> dict[int, frozenset[str]]:
    """By unit the procedures with a dossier received online in the period. One query of sums."""
    rows = narrowed(Tally.objects.all(), units)
    within = Q(pk__in=[])
    for part in cover(period.first, period.last):
        within |= Q(grain=part.grain, start__gte=part.first, start__lte=part.last)
    found: defaultdict[int, set[str]] = defaultdict(set)
    pairs = rows.filter(within).values("unit_id", "topic__procedure")
    some = pairs.annotate(online=Sum("received_online")).filter(online__gt=0).order_by()
    for unit_id, procedure in some.values_list("unit_id", "topic__procedure"):
        found[unit_id].add(procedure)
    return {unit_id: frozenset(codes) for unit_id, codes in found.items()}


def judged_late(
    asked_again: Iterable[str], period: Period, *, units: Collection[int] | None = None
) -> dict[int, tuple[Case, ...]]:
    """In time in a report, late by QĐ 766/QĐ-TTg, by unit: one of `asked_again`, the codes of those
    asked for a supplement more than once; or it waits for one asked for after the day promised.

    Codes may be a query of their own. One query; each half of it goes by an index of its own.
    """
    in_time = Q(pk__in=[])
    for cell in IN_TIME:
        in_time |= in_cell(cell, period)
    rows = narrowed(Position.objects.all(), units).filter(in_period(period))
    repeated = rows.filter(in_time, code__in=asked_again)
    before = Position.objects.filter(
        code=OuterRef("code"),
        until_on=OuterRef("from_on"),
        state=State.RUNNING.value,
        due_on__lt=OuterRef("from_on"),
    )
    waiting = rows.alias(days=Days("from_on", "until_on")).filter(
        ~Q(state__in=_CLOSED),
        Exists(before),
        state=State.AWAITING.value,
        days__contains=period.last,
    )
    both = repeated.values_list(*_COLUMNS).union(waiting.values_list(*_COLUMNS))
    found: defaultdict[int, list[Case]] = defaultdict(list)
    for case in map(_case, both.order_by("code")):
        found[case.unit_id].append(case)
    return {unit_id: tuple(cases) for unit_id, cases in found.items()}


def lacking(
    period: Period,
    what: Lacking,
    *,
    units: Collection[int] | None = None,
    cursor: str = "",
    limit: int = 50,
) -> CasePage:
    """Granted in the period without it, the latest first. One query; a bad cursor starts anew."""
    rows = narrowed(Position.objects.all(), units).filter(
        state=State.GRANTED.value, ended_on__gte=period.first, ended_on__lte=period.last
    )
    rows = _after(rows.filter(**{what.value: False}, state__in=_CLOSED), cursor)
    size = min(limit, _MOST)
    found = list(rows.order_by("-ended_on", "-pk").values_list(*_COLUMNS)[: size + 1])
    items = tuple(map(_case, found[:size]))
    following = f"{items[-1].ended_on:%Y-%m-%d}:{found[size - 1][0]}" if len(found) > size else ""
    return CasePage(items=items, next_cursor=following)


def _after(rows: QuerySet[Position], cursor: str) -> QuerySet[Position]:
    day, _, number = cursor.partition(":")
    try:
        on, pk = date.fromisoformat(day), int(number)
    except ValueError:
        return rows
    if not 0 < pk < 2**63:
        return rows
    return rows.filter(Q(ended_on__lt=on) | Q(ended_on=on, pk__lt=pk))


def _case(row: tuple[Any, ...]) -> Case:
    """Of the columns above."""
    values = dict(zip(_FIELDS, row[1:], strict=True))
    return Case(**{**values, "state": State(values["state"])})
