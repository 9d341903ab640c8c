"""Who may collect, cancel, give back and open a closed day again. One answer for each."""

from __future__ import annotations

from datetime import date

from motcua.errors import DomainError
from motcua.payments.errors import (
    AlreadyCancelled,
    AlreadyRefunded,
    NotACashier,
    NotTheSameDay,
    NotToReopen,
    NotYourReceipt,
)
from motcua.people.rules import Actor, Role


def collect_objection(actor: Actor) -> DomainError | None:
    return None if Role.COUNTER in actor.roles else NotACashier()


def cancel_objection(
    actor: Actor, *, collected_by: int, on: date, today: date, standing: tuple[int, bool, bool]
) -> DomainError | None:
    """A slip of the pen: who wrote it, on its day. `standing`: number, cancelled, refunded."""
    if refusal := _dead(standing) or collect_objection(actor):
        return refusal
    if actor.user_id != collected_by:
        return NotYourReceipt()
    return None if on == today else NotTheSameDay(on=on)


def refund_objection(actor: Actor, *, standing: tuple[int, bool, bool]) -> DomainError | None:
    """Whoever sits at the unit's counter gives it back, out of their own day's cash."""
    return _dead(standing) or collect_objection(actor)


def reopen_objection(
    actor: Actor, *, unit_id: int, unit_agency_id: int, official_id: int
) -> DomainError | None:
    """The head of the unit or the leader of its agency, and never who closed it."""
    heads = Role.UNIT_HEAD in actor.roles and actor.unit_id == unit_id
    leads = Role.LEADER in actor.roles and actor.agency_id == unit_agency_id
    may = (heads or leads) and actor.user_id != official_id
    return None if may else NotToReopen()


def _dead(standing: tuple[int, bool, bool]) -> DomainError | None:
    number, is_cancelled, is_refunded = standing
    if is_cancelled:
        return AlreadyCancelled(number=number)
    return AlreadyRefunded(number=number) if is_refunded else None
