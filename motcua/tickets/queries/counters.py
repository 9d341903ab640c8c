"""One counter as the official at it sees it, and the figures of a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Avg, Count, ExpressionWrapper, F, Q
from django.db.models.fields import DurationField

from motcua.people import queries as people
from motcua.people.rules import Actor
from motcua.tickets.models import Counter, Duty, Line, Ticket
from motcua.tickets.queries.lines import TicketCard, card_of
from motcua.tickets.rules import AT_COUNTER, State, waiting_minutes


SHOWN = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterCard:
    number: int
    name: str
    officer: str
    is_mine: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """`others`: letter and name of lines a person can be sent to."""

    number: int
    name: str
    line_names: tuple[str, ...]
    current: TicketCard | None
    waiting: tuple[TicketCard, ...]
    waiting_count: int
    skipped: tuple[TicketCard, ...]
    others: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DayFigures:
    """`wait_minutes`: the average from the machine to the first call, None before that."""

    issued: int
    waiting: int
    done: int
    skipped: int
    wait_minutes: int | None


def counters(actor: Actor, on: date) -> tuple[CounterCard, ...]:
    """The counters of the official's one-stop and who sits there today. Three queries."""
    places = list(Counter.objects.filter(unit_id=actor.unit_id).order_by("number"))
    duties = Duty.objects.filter(counter__in=places, on=on)
    at = dict(duties.values_list("counter_id", "officer_id"))
    names = people.names_of(at.values())
    return tuple(
        CounterCard(
            number=place.number,
            name=place.name,
            officer=names.get(at.get(place.pk, 0), ""),
            is_mine=at.get(place.pk) == actor.user_id,
        )
        for place in places
    )


def here(actor: Actor, on: date) -> Here | None:
    """The counter the official sits at today, None when at none. Five queries."""
    place = Counter.objects.filter(
        unit_id=actor.unit_id,
        pk__in=Duty.objects.filter(officer_id=actor.user_id, on=on).values("counter_id"),
    ).first()
    if place is None:
        return None
    own = set(place.lines.values_list("pk", flat=True))
    lines = list(Line.objects.filter(unit_id=actor.unit_id, is_open=True).order_by("letter"))
    today = Ticket.objects.select_related("queue", "counter").filter(unit_id=actor.unit_id, on=on)
    open_states = [State.WAITING.value, State.SKIPPED.value, *(s.value for s in AT_COUNTER)]
    found = list(today.filter(state__in=open_states).order_by("-is_priority", "pk"))
    waiting = [t for t in found if t.state == State.WAITING and t.queue_id in own]
    current = next((t for t in found if t.counter_id == place.pk), None)
    return Here(
        number=place.number,
        name=place.name,
        line_names=tuple(line.name for line in lines if line.pk in own),
        current=card_of(current, ahead=0) if current else None,
        waiting=tuple(card_of(t, ahead=n) for n, t in enumerate(waiting[:SHOWN])),
        waiting_count=len(waiting),
        skipped=tuple(card_of(t, ahead=0) for t in found if t.state == State.SKIPPED)[:SHOWN],
        others=tuple(
            (line.letter, line.name)
            for line in lines
            if current is None or line.pk != current.queue_id
        ),
    )


def figures(unit_id: int, on: date) -> DayFigures:
    """One query."""
    wait = ExpressionWrapper(F("first_called_at") - F("issued_at"), output_field=DurationField())
    found = Ticket.objects.filter(unit_id=unit_id, on=on).aggregate(
        issued=Count("pk"),
        waiting=Count("pk", filter=Q(state=State.WAITING.value)),
        done=Count("pk", filter=Q(state=State.DONE.value)),
        skipped=Count("pk", filter=Q(state__in=[State.SKIPPED.value, State.CANCELLED.value])),
        wait=Avg(wait),
    )
    average = found.pop("wait")
    minutes = waiting_minutes(average.total_seconds() if average else None)
    return DayFigures(wait_minutes=minutes, **found)
