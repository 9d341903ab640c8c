"""What one may take a number for, and one number as its holder sees it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q

from motcua.tickets.errors import NoSuchTicket
from motcua.tickets.models import Line, Ticket
from motcua.tickets.rules import State, is_ticket_code


@dataclass(frozen=True, slots=True, kw_only=True)
class LineCard:
    letter: str
    name: str
    fields: tuple[str, ...]
    waiting: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketCard:
    """`ahead`: how many are called before it; `line_name`: where it waits now."""

    id: int
    code: str
    line_name: str
    is_priority: bool
    state: State
    issued_at: datetime
    ahead: int
    counter: int | None
    dossier: str


def lines(unit_id: int, on: date) -> tuple[LineCard, ...]:
    """Those that are open, by letter, with how many wait. Two queries."""
    found = list(Line.objects.filter(unit_id=unit_id, is_open=True).order_by("letter"))
    waiting = waiting_by_line([line.pk for line in found], on)
    return tuple(
        LineCard(
            letter=line.letter,
            name=line.name,
            fields=tuple(line.fields),
            waiting=waiting.get(line.pk, 0),
        )
        for line in found
    )


def waiting_by_line(line_ids: list[int], on: date) -> dict[int, int]:
    """One query."""
    found = Ticket.objects.filter(queue__in=line_ids, on=on, state=State.WAITING.value)
    return dict(found.values_list("queue").annotate(n=Count("pk")))


def ticket_on(unit_id: int, code: str, on: date) -> TicketCard:
    """One number of one day. Two queries. Raises NoSuchTicket."""
    found = Ticket.objects.select_related("queue", "counter")
    ticket = (
        found.filter(unit_id=unit_id, on=on, code=code).first() if is_ticket_code(code) else None
    )
    if ticket is None:
        raise NoSuchTicket()
    return card_of(ticket, ahead=_ahead(ticket))


def ticket_of_dossier(dossier: str) -> TicketCard | None:
    """The number a dossier was filed with. One query."""
    found = Ticket.objects.select_related("queue", "counter").filter(dossier=dossier).first()
    return card_of(found, ahead=0) if found else None


def _ahead(ticket: Ticket) -> int:
    if State(ticket.state) is not State.WAITING:
        return 0
    same = Ticket.objects.filter(queue=ticket.queue, on=ticket.on, state=State.WAITING.value)
    before = Q(pk__lt=ticket.pk, is_priority=ticket.is_priority)
    if not ticket.is_priority:
        before |= Q(is_priority=True)
    return same.filter(before).count()


def card_of(ticket: Ticket, *, ahead: int) -> TicketCard:
    return TicketCard(
        id=ticket.pk,
        code=ticket.code,
        line_name=ticket.queue.name,
        is_priority=ticket.is_priority,
        state=State(ticket.state),
        issued_at=ticket.issued_at,
        ahead=ahead,
        counter=ticket.counter.number if ticket.counter else None,
        dossier=ticket.dossier,
    )
