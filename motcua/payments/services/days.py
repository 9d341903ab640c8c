"""The end of an official's day: the drawer is counted and the day is closed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from motcua.journal import services as journal
from motcua.payments.errors import (
    DayChanged,
    DayIsClosed,
    DayToCome,
    NoSuchClose,
    NotClosed,
    ReasonNeeded,
)
from motcua.payments.facts import DayClosed, DayReopened
from motcua.payments.models import DayClose
from motcua.payments.queries.days import day_figures
from motcua.payments.rules import (
    checked_counts,
    collect_objection,
    counted_total,
    reopen_objection,
    written_reason,
)
from motcua.people import queries as people
from motcua.people.rules import Actor


def assert_day_open(unit_id: int, official_id: int, on: date) -> None:
    """No money moves in a day that is closed. Holds the day until the caller commits.

    Raises DayIsClosed.
    """
    _lock_day(unit_id, official_id, on)
    closed = DayClose.objects.filter(
        unit=unit_id, official=official_id, on=on, reopened_at=None
    ).exists()
    if closed:
        raise DayIsClosed(on=on)


@transaction.atomic
def close_day(
    counts: Mapping[int, int],
    *,
    shown: int,
    on: date | None = None,
    reason: str = "",
    by: Actor,
    at: datetime,
) -> None:
    """Close a day of the official who asks: what must be there, what is there, why they differ.

    `on`: today, or a day before it that was left open.
    `shown`: what the page said must be there; a receipt since then gives DayChanged.
    Raises NotACashier, DayToCome, CountRefused, ReasonNeeded for an unexplained difference and
    DayIsClosed.
    """
    if refusal := collect_objection(by):
        raise refusal
    on = on or timezone.localdate(at)
    if on > timezone.localdate(at):
        raise DayToCome()
    assert_day_open(by.unit_id, by.user_id, on)
    noted = checked_counts(counts)
    counted, expected = counted_total(noted), day_figures(by.unit_id, by.user_id, on).expected
    if shown != expected:
        raise DayChanged(shown=_dotted(shown), expected=_dotted(expected))
    if counted != expected and not reason.strip():
        raise ReasonNeeded(what=f"vì sao lệch {_dotted(counted - expected)} đồng")
    text = written_reason(reason, what="") if reason.strip() else ""
    DayClose.objects.create(
        unit_id=by.unit_id,
        official_id=by.user_id,
        on=on,
        expected=expected,
        counted=counted,
        counts={str(note): count for note, count in noted.items()},
        reason=text,
        closed_at=at,
        closed_by_id=by.user_id,
    )
    fact = DayClosed(
        subject=_subject(by.unit_id),
        official=by.name,
        on=on,
        expected=expected,
        counted=counted,
        reason=text,
    )
    journal.record(fact, by=by.user_id, at=at)


@transaction.atomic
def reopen_day(close_id: int, *, reason: str, by: Actor, at: datetime) -> None:
    """Let an official correct a day that was closed; what was counted stays on record.

    Raises NoSuchClose, NotToReopen, NotClosed and ReasonNeeded.
    """
    close = DayClose.objects.select_for_update(of=("self",)).filter(pk=close_id).first()
    if close is None:
        raise NoSuchClose()
    unit = people.unit(close.unit_id)
    if by.agency_id != unit.agency_id and by.unit_id != unit.id:
        raise NoSuchClose()
    if refusal := reopen_objection(
        by, unit_id=unit.id, unit_agency_id=unit.agency_id, official_id=close.official_id
    ):
        raise refusal
    if close.reopened_at is not None:
        raise NotClosed()
    close.reopen_reason = written_reason(reason, what="mở lại sổ")
    close.reopened_at, close.reopened_by_id = at, by.user_id
    close.save(update_fields=["reopen_reason", "reopened_at", "reopened_by"])
    official = people.names_of([close.official_id])[close.official_id]
    fact = DayReopened(
        subject=f"unit:{unit.code}", official=official, on=close.on, reason=close.reopen_reason
    )
    journal.record(fact, by=by.user_id, at=at)


def _lock_day(unit_id: int, official_id: int, on: date) -> None:
    """A receipt and the closing of its day wait for each other."""
    key = f"payments.day:{unit_id}:{official_id}:{on.isoformat()}"
    with transaction.get_connection().cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])


def _subject(unit_id: int) -> str:
    return f"unit:{people.unit(unit_id).code}"


def _dotted(amount: int) -> str:
    return f"{amount:,}".replace(",", ".")
