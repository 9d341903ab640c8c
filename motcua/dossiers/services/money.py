"""Money for a dossier: its state and the receipt change in one transaction, or not at all."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from motcua.catalog import queries as catalog
from motcua.catalog.rules import Terms
from motcua.dossiers.errors import NoSuchDossier, StalePage
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries.standing import process_of, standing_of
from motcua.dossiers.rules import Money, Status, may_see
from motcua.dossiers.rules.money import (
    collecting_objection,
    giving_back_objection,
    relieving_objection,
)
from motcua.journal import queries as journal
from motcua.payments import queries as payment_queries
from motcua.payments import services as payments
from motcua.payments.errors import NothingPaid, NotWhatIsOwed
from motcua.payments.rules import Kind, Method, fits, kind_named_in
from motcua.people import queries as people
from motcua.people.rules import Actor


@transaction.atomic
def collect_fee(
    code: str,
    *,
    amount: int,
    method: Method,
    kind: Kind,
    payer: str,
    by: Actor,
    at: datetime,
    expect_version: int | None = None,
) -> int:
    """Take what is owed and write the receipt; returns its id. Twice gives AlreadyPaid.

    Raises NoSuchDossier, StalePage, what `collecting_objection` returns, NotWhatIsOwed and what
    `payments.collect` raises.
    """
    dossier = _locked(code, by=by)
    refusal = collecting_objection(
        by,
        status=Status(dossier.status),
        money=Money(dossier.money_state),
        fee=dossier.fee,
        counters=_counters(dossier),
    )
    if refusal:
        raise refusal
    _assert_current(dossier, expect_version)
    _assert_owed(dossier, amount)
    dossier.fee = amount
    receipt_id = _collect(dossier, amount, method, kind, payer, by=by, at=at)
    _save(dossier, Money.PAID)
    return receipt_id


def collect_at_return(dossier: Dossier, *, payer: str, by: Actor, at: datetime) -> None:
    """What is still owed is paid in cash as the result is handed over. The caller locks and saves.

    Raises what `payments.collect` raises; the result then isn't returned either.
    """
    if dossier.money_state != Money.OWED or not dossier.fee:
        return
    kind = kind_named_in(_terms(dossier).charge.text)
    _collect(dossier, dossier.fee, Method.CASH, kind, payer, by=by, at=at)
    dossier.money_state = Money.PAID.value


@transaction.atomic
def relieve_fee(
    code: str,
    *,
    due: int,
    reason: str,
    by: Actor,
    at: datetime,
    expect_version: int | None = None,
) -> None:
    """Ask less, or with `due` 0 nothing, for a reason that is written down.

    Raises NoSuchDossier, StalePage, what `relieving_objection` returns and `payments.relieve`.
    """
    dossier = _locked(code, by=by)
    refusal = relieving_objection(
        by,
        status=Status(dossier.status),
        money=Money(dossier.money_state),
        counters=_counters(dossier),
    )
    if refusal:
        raise refusal
    _assert_current(dossier, expect_version)
    payments.relieve(code, owed=dossier.fee or 0, due=due, reason=reason, by=by, at=at)
    dossier.fee = due
    _save(dossier, Money.OWED if due else Money.NOTHING_OWED)


@transaction.atomic
def refund_fee(code: str, *, reason: str, method: Method, by: Actor, at: datetime) -> None:
    """Give all of it back: the dossier was declined, withdrawn, stopped, or paid without need.

    Raises NoSuchDossier, what `giving_back_objection` returns and what `payments.refund` raises.
    """
    dossier, receipt_id = _paid(code, by=by)
    payments.refund(receipt_id, reason=reason, method=method, by=by, at=at)
    _save(dossier, Money.REFUNDED)


@transaction.atomic
def cancel_receipt(code: str, *, reason: str, by: Actor, at: datetime) -> None:
    """Cross the receipt out on its own day; the fee is owed again.

    Raises NoSuchDossier, what `giving_back_objection` returns and what `payments.cancel` raises.
    """
    dossier, receipt_id = _paid(code, by=by)
    payments.cancel(receipt_id, reason=reason, by=by, at=at)
    _save(dossier, Money.OWED)


def _paid(code: str, *, by: Actor) -> tuple[Dossier, int]:
    dossier = _locked(code, by=by)
    money, counters = Money(dossier.money_state), _counters(dossier)
    if refusal := giving_back_objection(by, money=money, counters=counters):
        raise refusal
    receipt = payment_queries.live_receipt(code)
    if receipt is None:  # paid elsewhere, on a portal say
        raise NothingPaid()
    return dossier, receipt.id


def _locked(code: str, *, by: Actor) -> Dossier:
    """Locked first, so that two who collect at once wait for each other. Raises NoSuchDossier."""
    dossier = Dossier.objects.select_for_update(of=("self",)).filter(code=code).first()
    if dossier is None or not may_see(by, standing_of(dossier, process_of(dossier))):
        raise NoSuchDossier()
    return dossier


def _assert_current(dossier: Dossier, expect_version: int | None) -> None:
    if expect_version is None or expect_version == dossier.version:
        return
    last = journal.history(dossier.code)[-1]
    names = people.names_of([last.by_id]) if last.by_id else {}
    who = names.get(last.by_id or 0, "Hệ thống")
    raise StalePage(who=who, at=f"{timezone.localtime(last.at):%H:%M}")


def _assert_owed(dossier: Dossier, amount: int) -> None:
    """Exactly what is owed; for a fee by the piece, so many times the price of one."""
    is_relieved = payment_queries.relief_of(dossier.code) is not None
    charge = _terms(dossier).charge
    is_per_piece = bool(charge.per) and not is_relieved
    owed = charge.amount if is_per_piece else dossier.fee
    if not fits(amount, owed, is_per_piece=is_per_piece):
        price = f"{owed:,}".replace(",", ".") + " đồng"
        raise NotWhatIsOwed(owed=f"{price}/{charge.per}" if is_per_piece else price)


def _terms(dossier: Dossier) -> Terms:
    return catalog.version(dossier.procedure_version).terms(dossier.channel)


def _collect(
    dossier: Dossier,
    amount: int,
    method: Method,
    kind: Kind,
    payer: str,
    *,
    by: Actor,
    at: datetime,
) -> int:
    charge = payments.Charge(
        subject=dossier.code,
        about=dossier.procedure_name,
        agency_id=dossier.resolving_unit_id,
        amount=amount,
        kind=kind,
        method=method,
        payer=payer,
    )
    return payments.collect(charge, by=by, at=at)


def _save(dossier: Dossier, money: Money) -> None:
    dossier.money_state = money.value
    dossier.version += 1
    dossier.save(update_fields=["money_state", "fee", "version"])


def _counters(dossier: Dossier) -> frozenset[int]:
    return frozenset({dossier.receiving_unit_id, dossier.returning_unit_id})
