"""At a counter: the next number, again, served, passed over, to another line, done."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from motcua.journal import services as journal
from motcua.people.rules import Actor
from motcua.tickets.errors import (
    NobodyWaits,
    NoSuchLine,
    NoSuchTicket,
    NotAtCounter,
    NothingCalled,
    NotPossible,
    StillServing,
)
from motcua.tickets.facts import (
    TicketCalled,
    TicketCancelled,
    TicketDone,
    TicketMoved,
    TicketServed,
    TicketSkipped,
)
from motcua.tickets.models import Counter, Duty, Line, Ticket
from motcua.tickets.rules import AT_COUNTER, State, check_way, is_letter, is_ticket_code


_STATES = [state.value for state in AT_COUNTER]


@transaction.atomic
def call_next(*, by: Actor, at: datetime) -> str:
    """Call who is next in the lines of the official's counter; returns the number.

    Entitled people first, then in printed order. What a colleague is taking in this moment is
    passed over: two who press at once get two numbers.
    Raises NotAtCounter, StillServing, NobodyWaits.
    """
    counter, on = _own_counter(by, at), timezone.localdate(at)
    if current := _current(counter, on):
        raise StillServing(code=current.code)
    lines = list(counter.lines.values_list("pk", flat=True))
    waiting = Ticket.objects.filter(queue__in=lines, on=on, state=State.WAITING.value)
    ticket = (
        waiting.select_for_update(skip_locked=True, of=("self",))
        .order_by("-is_priority", "pk")
        .first()
    )
    if ticket is None:
        raise NobodyWaits()
    _call(ticket, counter, by=by, at=at)
    return ticket.code


@transaction.atomic
def call_again(code: str = "", *, by: Actor, at: datetime) -> str:
    """Call once more: the number at the counter, or one that was passed over, by its code.

    Raises NotAtCounter, NothingCalled, StillServing, NoSuchTicket, NotPossible.
    """
    counter, on = _own_counter(by, at), timezone.localdate(at)
    current = _current(counter, on)
    if code and current and current.code != code:
        raise StillServing(code=current.code)
    ticket = current or (_of_today(code, by, on) if code else None)
    if ticket is None:
        raise NothingCalled()
    if ticket is not current and State(ticket.state) is not State.SKIPPED:
        # nobody is called out of turn, nor away from a colleague's counter
        raise NotPossible(code=ticket.code, state=State(ticket.state).label)
    _call(ticket, counter, by=by, at=at)
    return ticket.code


@transaction.atomic
def serve(*, by: Actor, at: datetime) -> int:
    """The person has come to the counter; returns the ticket's id. Twice is the same as once."""
    counter, ticket = _called(by, at)
    if State(ticket.state) is not State.SERVING:
        _become(ticket, State.SERVING)
        ticket.save()
        fact = TicketServed(subject=_subject(ticket), code=ticket.code, counter=counter.number)
        journal.record(fact, by=by, at=at)
    return ticket.pk


@transaction.atomic
def skip(*, by: Actor, at: datetime) -> str:
    """Nobody came: pass over. The number can be called again today. Returns it."""
    counter, ticket = _called(by, at)
    _become(ticket, State.SKIPPED)
    ticket.counter = None
    ticket.save()
    fact = TicketSkipped(subject=_subject(ticket), code=ticket.code, counter=counter.number)
    journal.record(fact, by=by, at=at)
    return ticket.code


@transaction.atomic
def finish(*, by: Actor, at: datetime) -> str:
    """Done without a dossier: advice, a result handed over. Returns the number."""
    _counter, ticket = _called(by, at)
    _become(ticket, State.DONE)
    ticket.ended_at = at
    ticket.save()
    journal.record(TicketDone(subject=_subject(ticket), code=ticket.code), by=by, at=at)
    return ticket.code


@transaction.atomic
def move(letter: str, *, by: Actor, at: datetime) -> str:
    """Send the person on to another line, with the same number.

    It waits there by the time it was issued, before those who came later. Raises NoSuchLine.
    """
    _counter, ticket = _called(by, at)
    here = Line.objects.filter(unit_id=by.unit_id, is_open=True)
    to = here.filter(letter=letter).first() if is_letter(letter) else None
    if to is None or to.pk == ticket.queue_id:
        raise NoSuchLine()
    was = Line.objects.get(pk=ticket.queue_id)
    _become(ticket, State.WAITING)
    ticket.queue, ticket.counter = to, None
    ticket.save()
    fact = TicketMoved(
        subject=_subject(ticket), code=ticket.code, from_line=was.letter, to_line=to.letter
    )
    journal.record(fact, by=by, at=at)
    return ticket.code


@transaction.atomic
def cancel(code: str, *, by: Actor, at: datetime) -> None:
    """A number that was passed over and never came. Raises NoSuchTicket, NotPossible."""
    ticket = _of_today(code, by, timezone.localdate(at))
    _become(ticket, State.CANCELLED)
    ticket.ended_at = at
    ticket.save()
    journal.record(TicketCancelled(subject=_subject(ticket), code=code), by=by, at=at)


def _own_counter(by: Actor, at: datetime) -> Counter:
    """Where the official sits today, locked. Raises NotAtCounter."""
    duty = (
        Duty.objects.select_for_update(of=("self",))
        .select_related("counter")
        .filter(officer_id=by.user_id, on=timezone.localdate(at), counter__unit_id=by.unit_id)
        .first()
    )
    if duty is None:
        raise NotAtCounter()
    return duty.counter


def _current(counter: Counter, on: date) -> Ticket | None:
    found = Ticket.objects.select_for_update(of=("self",))
    return found.filter(counter=counter, on=on, state__in=_STATES).first()


def _called(by: Actor, at: datetime) -> tuple[Counter, Ticket]:
    """The counter and the number at it. Raises NotAtCounter, NothingCalled."""
    counter = _own_counter(by, at)
    ticket = _current(counter, timezone.localdate(at))
    if ticket is None:
        raise NothingCalled()
    return counter, ticket


def _of_today(code: str, by: Actor, on: date) -> Ticket:
    found = Ticket.objects.select_for_update(of=("self",))
    here = found.filter(unit_id=by.unit_id, on=on)
    ticket = here.filter(code=code).first() if is_ticket_code(code) else None
    if ticket is None:
        raise NoSuchTicket()
    return ticket


def _become(ticket: Ticket, state: State) -> None:
    check_way(ticket.code, State(ticket.state), state)
    ticket.state = state.value


def _call(ticket: Ticket, counter: Counter, *, by: Actor, at: datetime) -> None:
    _become(ticket, State.CALLED)
    ticket.counter, ticket.calls = counter, ticket.calls + 1
    ticket.called_at, ticket.called_by_id = at, by.user_id
    ticket.first_called_at = ticket.first_called_at or at
    ticket.save()
    fact = TicketCalled(
        subject=_subject(ticket), code=ticket.code, counter=counter.number, times=ticket.calls
    )
    journal.record(fact, by=by, at=at)


def _subject(ticket: Ticket) -> str:
    return f"ticket:{ticket.pk}"
