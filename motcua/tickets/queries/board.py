"""What the display in the waiting room shows: numbers, counters, how many wait. Nobody's name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from motcua.tickets.models import Counter, Ticket
from motcua.tickets.queries.lines import waiting_by_line
from motcua.tickets.rules import AT_COUNTER, State


NEXT_SHOWN = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """A counter and the number at it, "" for none."""

    counter: int
    name: str
    code: str
    called_at: datetime | None
    waiting: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """`now`: the latest call, None before the first; `coming`: who is called next."""

    now: Called | None
    counters: tuple[Called, ...]
    coming: tuple[str, ...]


def board(unit_id: int, on: date) -> Board:
    """Five queries, however many counters."""
    places = list(Counter.objects.filter(unit_id=unit_id).order_by("number"))
    calls_from: dict[int, list[int]] = {place.pk: [] for place in places}
    through = Counter.lines.through.objects.filter(counter__unit_id=unit_id)
    for counter_id, line_id in through.values_list("counter_id", "line_id"):
        calls_from[counter_id].append(line_id)
    states = [state.value for state in AT_COUNTER]
    today = Ticket.objects.filter(unit_id=unit_id, on=on)
    at_counter = {t.counter_id: t for t in today.filter(state__in=states)}
    waiting = waiting_by_line(sorted({line for ids in calls_from.values() for line in ids}), on)
    coming = today.filter(state=State.WAITING.value).order_by("-is_priority", "pk")
    shown = tuple(
        _called(
            place, at_counter.get(place.pk), sum(waiting.get(x, 0) for x in calls_from[place.pk])
        )
        for place in places
    )
    calls = [(one.called_at, one.counter, one) for one in shown if one.called_at]
    return Board(
        now=max(calls)[2] if calls else None,
        counters=shown,
        coming=tuple(coming.values_list("code", flat=True)[:NEXT_SHOWN]),
    )


def _called(place: Counter, ticket: Ticket | None, waiting: int) -> Called:
    return Called(
        counter=place.number,
        name=place.name,
        code=ticket.code if ticket else "",
        called_at=ticket.called_at if ticket else None,
        waiting=waiting,
    )
