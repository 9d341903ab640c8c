"""The result goes out: at the counter, by post, electronically."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from motcua.dossiers.facts import ResultReturned
from motcua.dossiers.rules import Action, Delivery, DeliveryState, Shown, hand_over
from motcua.dossiers.services import ground, money
from motcua.journal import services as journal
from motcua.people.rules import Actor


@transaction.atomic
def return_result(
    code: str,
    *,
    handed_to: str,
    how: Delivery | None = None,
    tracking_number: str = "",
    shown: Shown | None = None,
    authority: str = "",
    fee_paid: bool = False,
    by: Actor,
    at: datetime,
    expect_version: int | None = None,
) -> None:
    """Hand the result over; who took it is written down. NĐ 61/2018/NĐ-CP, Điều 20.

    `how`: see `rules.hand_over`; `authority`: the paper of who came for the applicant.
    `fee_paid`: what is still owed is paid in cash now, with a receipt.
    """
    dossier, _process = ground.locked(
        code, Action.RETURN_RESULT, by=by, expect_version=expect_version
    )
    given = hand_over(
        agreed=Delivery(dossier.delivery),
        handed_to=handed_to,
        how=how,
        tracking_number=tracking_number,
        shown=shown,
        authority=authority,
    )
    dossier.handed_to = given.handed_to
    dossier.returned_how, dossier.tracking_number = given.how.value, given.tracking_number
    dossier.taker_showed = given.shown.value if given.shown else ""
    dossier.taker_authority = given.authority
    dossier.returned_at, dossier.returned_by_id = at, by.user_id
    dossier.closed_at = at
    dossier.delivery_state = DeliveryState.DELIVERED.value
    if fee_paid:
        money.collect_at_return(dossier, payer=given.handed_to, by=by, at=at)
    ground.leave_step(dossier, Action.RETURN_RESULT, by=by, at=at)
    dossier.step_due_at = dossier.assignee_id = None
    dossier.save()
    fact = ResultReturned(
        subject=code,
        delivery=dossier.delivery,
        how=given.how.value,
        tracking_number=given.tracking_number,
        is_by_proxy=bool(given.authority),
    )
    journal.record(fact, by=by, at=at)
