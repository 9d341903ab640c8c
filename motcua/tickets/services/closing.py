"""What was filed with a number ends it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from motcua.journal import services as journal
from motcua.people.rules import Actor
from motcua.tickets.facts import TicketDone
from motcua.tickets.models import Ticket
from motcua.tickets.rules import AT_COUNTER, State


@transaction.atomic
def close_with(ticket_id: int, dossier: str, *, by: Actor, at: datetime) -> bool:
    """Tie the dossier to the number it was filed with, and end the number.

    Never refuses: a receipt must not wait for a queue. False when nothing was tied: another
    dossier was before, or the number isn't of this counter.
    """
    ticket = (
        Ticket.objects.select_for_update(of=("self",))
        .filter(pk=ticket_id, unit_id=by.unit_id, dossier="")
        .first()
    )
    if ticket is None or State(ticket.state) not in AT_COUNTER | {State.DONE}:
        return False
    ticket.dossier = dossier
    ticket.state = State.DONE.value
    ticket.ended_at = ticket.ended_at or at
    ticket.save()
    fact = TicketDone(subject=f"ticket:{ticket.pk}", code=ticket.code, dossier=dossier)
    journal.record(fact, by=by, at=at)
    return True
