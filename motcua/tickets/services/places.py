"""Lines and counters of a one-stop, and who sits where today."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from motcua.journal import services as journal
from motcua.journal.rules import Author
from motcua.people import queries as people
from motcua.people.rules import Actor
from motcua.tickets.errors import BadLine, CounterTaken, NoSuchCounter
from motcua.tickets.facts import CounterManned, CounterSet, LineSet
from motcua.tickets.models import Counter, Duty, Line, Ticket
from motcua.tickets.rules import AT_COUNTER, MOST_FIELDS, checked_letter, checked_name


@transaction.atomic
def set_line(
    unit_id: int,
    letter: str,
    *,
    name: str,
    fields: Sequence[str] = (),
    is_open: bool = True,
    by: int | Author | None,
    at: datetime,
) -> int:
    """A line by its letter, new or changed; without fields it is for all. Raises BadLine."""
    if len(fields) > MOST_FIELDS:
        raise BadLine(why=f"Một hàng chờ có nhiều nhất {MOST_FIELDS} lĩnh vực")
    values = {
        "name": checked_name(name),
        "fields": [checked_name(field) for field in fields],
        "is_open": is_open,
    }
    line, _new = Line.objects.update_or_create(
        unit_id=unit_id, letter=checked_letter(letter), defaults=values
    )
    fact = LineSet(
        subject=f"unit:{people.unit(unit_id).code}",
        letter=letter,
        name=line.name,
        fields=tuple(line.fields),
        is_open=is_open,
    )
    journal.record(fact, by=by, at=at)
    return line.pk


@transaction.atomic
def set_counter(
    unit_id: int,
    number: int,
    *,
    name: str,
    letters: Sequence[str],
    by: int | Author | None,
    at: datetime,
) -> int:
    """A counter by its number, new or changed, and the lines it calls from. Raises BadLine."""
    lines = list(Line.objects.filter(unit_id=unit_id, letter__in=letters))
    if number < 1 or not lines or len(lines) != len(set(letters)):
        raise BadLine(why="Quầy cần một số từ 1 và ít nhất một hàng chờ có thật")
    counter, _new = Counter.objects.update_or_create(
        unit_id=unit_id, number=number, defaults={"name": checked_name(name)}
    )
    counter.lines.set(lines)
    fact = CounterSet(
        subject=f"unit:{people.unit(unit_id).code}",
        number=number,
        name=counter.name,
        letters=tuple(sorted(set(letters))),
    )
    journal.record(fact, by=by, at=at)
    return counter.pk


@transaction.atomic
def sit_at(number: int, *, by: Actor, at: datetime) -> None:
    """Be on duty at a counter of one's own one-stop from now on today.

    Whoever had it today leaves it, and so does the officer their other counter, unless a number
    is just being served there. Raises NoSuchCounter, CounterTaken.
    """
    on = timezone.localdate(at)
    counter = Counter.objects.select_for_update().filter(unit_id=by.unit_id, number=number).first()
    if counter is None:
        raise NoSuchCounter()
    if Duty.objects.filter(counter=counter, on=on, officer_id=by.user_id).exists():
        return
    own = Duty.objects.select_for_update(of=("self",)).filter(officer_id=by.user_id, on=on).first()
    for place_id in {counter.pk, own.counter_id if own else counter.pk}:
        _refuse_busy(place_id, on)
    Duty.objects.filter(counter=counter, on=on).delete()
    Duty.objects.update_or_create(
        officer_id=by.user_id, on=on, defaults={"counter": counter, "since_at": at}
    )
    fact = CounterManned(subject=f"counter:{counter.pk}", number=number)
    journal.record(fact, by=by, at=at)


def _refuse_busy(counter_id: int, on: date) -> None:
    states = [state.value for state in AT_COUNTER]
    busy = (
        Ticket.objects.filter(counter_id=counter_id, on=on, state__in=states)
        .values_list("code", "counter__number")
        .first()
    )
    if busy:
        raise CounterTaken(code=busy[0], number=busy[1])
