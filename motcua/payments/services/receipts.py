"""A receipt is written, cancelled, given back; an applicant is relieved.

The dossier's own state is changed by who calls this, in the same transaction.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from motcua.journal import services as journal
from motcua.payments.errors import AmountRefused, NoSuchReceipt, TextRefused
from motcua.payments.facts import FeeCollected, FeeRefunded, FeeRelieved, ReceiptCancelled
from motcua.payments.models import Receipt, Relief
from motcua.payments.rules import (
    LARGEST,
    Kind,
    Method,
    cancel_objection,
    checked_amount,
    checked_line,
    collect_objection,
    refund_objection,
    written_reason,
)
from motcua.payments.services.books import next_number
from motcua.payments.services.days import assert_day_open
from motcua.people.rules import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """What is paid: for which dossier, to be settled with which agency, by whom and how."""

    subject: str
    about: str
    agency_id: int
    amount: int
    kind: Kind
    method: Method
    payer: str


@transaction.atomic
def collect(charge: Charge, *, by: Actor, at: datetime) -> int:
    """Write a receipt with the next number of the official's unit; returns its id.

    Raises NotACashier, AmountRefused, TextRefused, DayIsClosed and BookFull.
    """
    if refusal := collect_objection(by):
        raise refusal
    amount = checked_amount(charge.amount)
    payer = checked_line("Họ tên người nộp tiền", charge.payer, longest=200)
    if not payer:
        raise TextRefused(why="Ghi họ tên người nộp tiền")
    on = timezone.localdate(at)
    assert_day_open(by.unit_id, by.user_id, on)
    book, number = next_number(by, at=at)
    receipt = Receipt.objects.create(
        book=book,
        number=number,
        unit_id=by.unit_id,
        agency_id=charge.agency_id,
        subject=charge.subject,
        about=charge.about[:500],
        kind=charge.kind.value,
        method=charge.method.value,
        amount=amount,
        payer=payer,
        on=on,
        collected_at=at,
        collected_by_id=by.user_id,
    )
    fact = FeeCollected(
        subject=charge.subject,
        receipt=receipt.pk,
        book=str(book),
        number=number,
        amount=amount,
        charge=charge.kind.value,
        method=charge.method.value,
        payer=payer,
    )
    journal.record(fact, by=by.user_id, at=at)
    return receipt.pk


@transaction.atomic
def cancel(receipt_id: int, *, reason: str, by: Actor, at: datetime) -> str:
    """Cross a receipt out on its own day; the number stays. Returns the dossier's code.

    Raises NoSuchReceipt, ReasonNeeded, DayIsClosed and what `cancel_objection` returns.
    """
    receipt = _locked(receipt_id, by)
    today = timezone.localdate(at)
    refusal = cancel_objection(
        by,
        collected_by=receipt.collected_by_id,
        on=receipt.on,
        today=today,
        standing=_standing(receipt),
    )
    if refusal:
        raise refusal
    assert_day_open(by.unit_id, by.user_id, receipt.on)
    receipt.reason = written_reason(reason, what="hủy biên lai")
    receipt.cancelled_at, receipt.cancelled_by_id = at, by.user_id
    receipt.save(update_fields=["reason", "cancelled_at", "cancelled_by"])
    fact = ReceiptCancelled(
        subject=receipt.subject,
        receipt=receipt.pk,
        number=receipt.number,
        amount=receipt.amount,
        reason=receipt.reason,
    )
    journal.record(fact, by=by.user_id, at=at)
    return receipt.subject


@transaction.atomic
def refund(receipt_id: int, *, reason: str, method: Method, by: Actor, at: datetime) -> str:
    """Give all of it back, out of today's cash or by transfer. Returns the dossier's code.

    Raises NoSuchReceipt, ReasonNeeded, DayIsClosed and what `refund_objection` returns.
    """
    receipt = _locked(receipt_id, by)
    if refusal := refund_objection(by, standing=_standing(receipt)):
        raise refusal
    today = timezone.localdate(at)
    assert_day_open(by.unit_id, by.user_id, today)
    receipt.reason = written_reason(reason, what="hoàn tiền")
    receipt.refunded_on, receipt.refund_method = today, method.value
    receipt.refunded_at, receipt.refunded_by_id = at, by.user_id
    receipt.save(
        update_fields=["reason", "refunded_on", "refund_method", "refunded_at", "refunded_by"]
    )
    fact = FeeRefunded(
        subject=receipt.subject,
        receipt=receipt.pk,
        number=receipt.number,
        amount=receipt.amount,
        method=method.value,
        reason=receipt.reason,
    )
    journal.record(fact, by=by.user_id, at=at)
    return receipt.subject


@transaction.atomic
def relieve(subject: str, *, owed: int, due: int, reason: str, by: Actor, at: datetime) -> None:
    """Ask less of an applicant, or nothing, with the reason in writing.

    Raises NotACashier, ReasonNeeded and AmountRefused when it isn't less.
    """
    if refusal := collect_objection(by):
        raise refusal
    if not 0 <= due < owed:
        raise AmountRefused(most=f"{min(owed - 1, LARGEST):,}".replace(",", "."))
    text = written_reason(reason, what="miễn, giảm và căn cứ")
    Relief.objects.update_or_create(
        subject=subject,
        defaults={
            "owed": owed,
            "due": due,
            "reason": text,
            "granted_at": at,
            "granted_by_id": by.user_id,
        },
    )
    fact = FeeRelieved(subject=subject, owed=owed, due=due, reason=text)
    journal.record(fact, by=by.user_id, at=at)


def _locked(receipt_id: int, by: Actor) -> Receipt:
    """A receipt of the official's own unit, and no other."""
    found = (
        Receipt.objects.select_for_update(of=("self",))
        .filter(pk=receipt_id, unit=by.unit_id)
        .first()
    )
    if found is None:
        raise NoSuchReceipt()
    return found


def _standing(receipt: Receipt) -> tuple[int, bool, bool]:
    return receipt.number, receipt.cancelled_at is not None, receipt.refunded_at is not None
