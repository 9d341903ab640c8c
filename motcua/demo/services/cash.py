"""Fees in the demonstration: paid at the counter or at the return, every day but today counted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time

from django.utils import timezone

from motcua.dossiers import services
from motcua.dossiers.queries.money import money_page, procedure_of
from motcua.dossiers.rules import Money
from motcua.payments import queries as payments
from motcua.payments import services as payment_services
from motcua.payments.rules import DENOMINATIONS, Method, kind_named_in
from motcua.people import queries as people
from motcua.people.rules import Actor, Role


CLOSING = time(16, 45)
TRANSFERS = 4  # one in so many pays by transfer


def pay(code: str, *, index: int, by: Actor, at: datetime) -> None:
    """What the dossier owes, if it owes anything."""
    page = money_page(code, by)
    if page.money is not Money.OWED or not page.fee:
        return
    services.collect_fee(
        code,
        amount=page.fee,
        method=Method.CASH if index % TRANSFERS else Method.TRANSFER,
        kind=kind_named_in(procedure_of(page).terms(page.channel).charge.text),
        payer=page.applicant_name,
        by=by,
        at=at,
    )


def close_days(counters: Iterable[str], *, at: datetime) -> None:
    """Count the drawers of the days before today; those that are closed stay as they are."""
    today = timezone.localdate(at)
    for code in counters:
        unit = people.unit_by_code(code, today)
        for holder in people.holders(unit.id, Role.COUNTER, today):
            posts = people.posts_of(holder.user_id, today)
            post = next(p for p in posts if p.unit_id == unit.id and Role.COUNTER in p.roles)
            _close(people.actor_of(holder.user_id, post_id=post.id, on=today), at=at)


def _close(official: Actor, *, at: datetime) -> None:
    for on in payments.days_left_open(official.unit_id, official.user_id, timezone.localdate(at)):
        expected = payments.day_figures(official.unit_id, official.user_id, on).expected
        counts, rest = {}, expected
        for note in DENOMINATIONS:
            counts[note], rest = divmod(rest, note)
        payment_services.close_day(
            counts,
            shown=expected,
            on=on,
            reason="Không có tiền lẻ" if rest else "",
            by=official,
            at=datetime.combine(on, CLOSING, tzinfo=timezone.get_current_timezone()),
        )
