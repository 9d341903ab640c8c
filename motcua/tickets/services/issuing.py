"""A number for who comes in."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from motcua.journal import services as journal
from motcua.tickets.errors import NoSuchLine
from motcua.tickets.facts import TicketIssued
from motcua.tickets.models import Line, LineDay, Ticket
from motcua.tickets.rules import is_letter, ticket_code


@transaction.atomic
def issue(unit_id: int, letter: str, *, is_priority: bool = False, at: datetime) -> str:
    """The next number of a line today; returns it as printed. Raises NoSuchLine.

    Two who press at once wait for each other at the day's row, so that no number is given twice
    and none is left out.
    """
    here = Line.objects.filter(unit_id=unit_id, is_open=True)
    line = here.filter(letter=letter).first() if is_letter(letter) else None
    if line is None:
        raise NoSuchLine()
    on = timezone.localdate(at)
    day = _locked_day(line, on)
    day.last += 1
    day.save(update_fields=["last"])
    ticket = Ticket.objects.create(
        unit_id=unit_id,
        line=line,
        queue=line,
        on=on,
        number=day.last,
        code=ticket_code(line.letter, day.last),
        is_priority=is_priority,
        issued_at=at,
    )
    fact = TicketIssued(subject=f"ticket:{ticket.pk}", code=ticket.code, is_priority=is_priority)
    journal.record(fact, by=None, at=at)
    return ticket.code


def _locked_day(line: Line, on: date) -> LineDay:
    found = LineDay.objects.select_for_update().filter(line=line, on=on)
    if day := found.first():
        return day
    try:
        with transaction.atomic():
            LineDay.objects.create(line=line, on=on, last=0)
    except IntegrityError:  # the first two of a day pressed at once
        pass
    return found.get()
