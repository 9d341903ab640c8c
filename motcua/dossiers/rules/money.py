"""Who may take money for a dossier, and when. Pure.

Source: NĐ 118/2025/NĐ-CP, Điều 8: the one-stop collects fees; where it was received or returned.
"""

from __future__ import annotations

from motcua.dossiers.errors import NotYourRole, NotYourUnit, WrongStatus
from motcua.dossiers.rules.kinds import Money
from motcua.dossiers.rules.states import Status
from motcua.errors import DomainError
from motcua.payments.errors import AlreadyPaid, NothingOwed, NothingPaid
from motcua.people.rules import Actor, Role


# Ended without what was paid for: nothing more is taken, what was taken may be given back.
_ENDED = frozenset({Status.DECLINED, Status.WITHDRAWN, Status.STOPPED})


def at_its_counters(actor: Actor, counters: frozenset[int]) -> DomainError | None:
    """The counters where it was received and where its result is returned."""
    if Role.COUNTER not in actor.roles:
        return NotYourRole(role=Role.COUNTER.label)
    return None if actor.unit_id in counters else NotYourUnit()


def collecting_objection(
    actor: Actor, *, status: Status, money: Money, fee: int | None, counters: frozenset[int]
) -> DomainError | None:
    """A fee that the catalogue doesn't know (`fee` is None) is taken as the official reads it."""
    if refusal := at_its_counters(actor, counters):
        return refusal
    if money in (Money.PAID, Money.REFUNDED):
        return AlreadyPaid()
    if status in _ENDED:
        return WrongStatus(action="thu phí", status=status.label)
    return None if money is Money.OWED or fee is None else NothingOwed()


def relieving_objection(
    actor: Actor, *, status: Status, money: Money, counters: frozenset[int]
) -> DomainError | None:
    if refusal := at_its_counters(actor, counters):
        return refusal
    if status in _ENDED:
        return WrongStatus(action="miễn, giảm phí", status=status.label)
    if money is Money.OWED:
        return None
    return NothingOwed() if money is Money.NOTHING_OWED else AlreadyPaid()


def giving_back_objection(
    actor: Actor, *, money: Money, counters: frozenset[int]
) -> DomainError | None:
    if refusal := at_its_counters(actor, counters):
        return refusal
    return None if money is Money.PAID else NothingPaid()


def refund_is_due(*, status: Status, money: Money) -> bool:
    """Suggested when a dossier ended without what was paid for."""
    return status in _ENDED and money is Money.PAID
