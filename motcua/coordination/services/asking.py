"""Asking, reminding, calling off: what the asking office does."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Max

from motcua.coordination.errors import AskedItself, LegAlreadyOpen, ReasonNeeded
from motcua.coordination.facts import RequestCancelled, RequestMade, RequestReminded
from motcua.coordination.models import Request
from motcua.coordination.rules import Ask, Deed, State, checked
from motcua.coordination.services import ground, telling
from motcua.deadlines import queries as deadlines
from motcua.journal import services as journal
from motcua.people import queries as people
from motcua.people.queries import UnitCard


# The house reminds by itself once: when this much of the time by the clock is left, or none.
REMIND_BEFORE = timedelta(hours=4)
LATE_SINCE = timedelta(days=1)


@transaction.atomic
def ask(
    subject: str,
    asks: Sequence[Ask],
    *,
    from_unit_id: int,
    in_turn: bool = False,
    by: int,
    at: datetime,
) -> list[int]:
    """Ask several offices at once; `in_turn`: those not parallel one after the other.

    Returns the requests' ids. Raises NobodyAsked, NothingAsked, TooMany, TooShort, AskedItself,
    LegAlreadyOpen, NoSuchUnit and OutsideCalendar.
    """
    ids = {from_unit_id} | {i for a in asks for i in (a.unit_id, a.via_unit_id) if i is not None}
    units = {unit_id: people.unit(unit_id) for unit_id in ids} if len(ids) < 3 else _units(ids)
    calendar = deadlines.work_calendar(units[from_unit_id].province_code)
    checked(asks, calendar, at)
    if any(one.unit_id == from_unit_id for one in asks):
        raise AskedItself(unit=units[from_unit_id].name)
    _assert_not_open(subject, asks)
    batch = (Request.objects.filter(subject=subject).aggregate(n=Max("batch"))["n"] or 0) + 1
    made: list[Request] = []
    last: Request | None = None
    for one in asks:
        row = _row(subject, one, batch=batch, from_unit_id=from_unit_id, by=by, at=at)
        row.after = last if in_turn and not one.is_parallel else None
        if row.after is None:
            ground.send(row, calendar, at=at)
        _create(row, one)
        _note(row, one, units, by=by, at=at)
        if row.sent_at is not None:
            telling.tell_asked(row, at=at)
        made.append(row)
        last = last if one.is_parallel else row
    return [row.pk for row in made]


def _units(ids: set[int]) -> dict[int, UnitCard]:
    found = people.units(ids)
    for missing in ids - set(found):
        people.unit(missing)
    return found


def _assert_not_open(subject: str, asks: Sequence[Ask]) -> None:
    legs = {one.leg: one for one in asks if one.leg}
    open_legs = Request.objects.open().filter(subject=subject, leg__in=list(legs))
    for leg in open_legs.values_list("leg", flat=True)[:1]:
        raise LegAlreadyOpen(agency=legs[leg].agency or "cơ quan này")


def _row(
    subject: str, one: Ask, *, batch: int, from_unit_id: int, by: int, at: datetime
) -> Request:
    return Request(
        subject=subject,
        kind=one.kind.value,
        batch=batch,
        leg=one.leg,
        is_parallel=one.is_parallel,
        counts=one.counts,
        from_unit_id=from_unit_id,
        asked_unit_id=one.unit_id,
        asked_agency=one.agency,
        via_unit_id=one.via_unit_id,
        content=one.content,
        papers=list(one.papers),
        limit_amount=one.limit.amount,
        limit_unit=one.limit.unit.value,
        limit_source=one.limit.source,
        if_silent=one.if_silent,
        state=State.WAITING.value,
        asked_at=at,
        asked_by_id=by,
    )


def _create(row: Request, one: Ask) -> None:
    """Two who start one leg at once: the database lets the first."""
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        if "request_leg_open_once" in str(error):
            raise LegAlreadyOpen(agency=one.agency or "cơ quan này") from None
        raise


def _note(row: Request, one: Ask, units: dict[int, UnitCard], *, by: int, at: datetime) -> None:
    fact = RequestMade(
        subject=row.subject,
        request=row.pk,
        sort=row.kind,
        to=one.agency or units[one.unit_id or 0].name,
        content=row.content,
        limit=one.limit.label,
        due_at=row.due_at,
        via=units[one.via_unit_id].name if one.via_unit_id else "",
        leg=one.leg,
    )
    journal.record(fact, by=by, at=at)


@transaction.atomic
def remind(request_id: int, *, note: str = "", by: int | None, at: datetime) -> None:
    """Remind whoever has it now; `by` None is the house itself. Raises NoSuchRequest, NotOpen."""
    row = ground.locked(request_id, Deed.REMIND)
    _remind(row, note=note, by=by, at=at)


def _remind(row: Request, *, note: str, by: int | None, at: datetime) -> None:
    row.reminders += 1
    row.reminded_at = at
    row.save(update_fields=["reminders", "reminded_at"])
    assert row.due_at is not None
    fact = RequestReminded(
        subject=row.subject,
        request=row.pk,
        sort=row.kind,
        to=ground.asked_name(row),
        due_at=row.due_at,
        note=note,
    )
    journal.record(fact, by=by, at=at)
    telling.tell_reminded(row, at=at)


@transaction.atomic
def remind_due(*, at: datetime, limit: int = 200) -> int:
    """The house reminds of what is nearly due or late and was never reminded of. How many."""
    due = Request.objects.filter(
        state__in=[State.SENT.value, State.TAKEN.value],
        reminders=0,
        due_at__lt=at + REMIND_BEFORE,
        asked_unit__isnull=False,  # an agency without accounts reads no reminder of ours
    )
    rows = due.select_for_update(skip_locked=True, of=("self",)).order_by("due_at", "pk")[:limit]
    found = list(rows)
    for row in found:
        _remind(row, note="", by=None, at=at)
    return len(found)


@transaction.atomic
def tell_late(*, at: datetime, limit: int = 200) -> int:
    """Tell the one-stop of what has become late since yesterday; nobody is told twice. How many."""
    late = Request.objects.overdue(at).filter(due_at__gte=at - LATE_SINCE)
    found = list(late.order_by("due_at", "pk")[:limit])
    for row in found:
        telling.tell_one_stop(row, at=at)
    return len(found)


@transaction.atomic
def cancel(request_id: int, *, reason: str, by: int, at: datetime) -> None:
    """Call it off, saying why; who waited for its end has their turn.

    Raises NoSuchRequest, NotOpen, ReasonNeeded.
    """
    row = ground.locked(request_id, Deed.CANCEL)
    _cancel(row, reason=reason, by=by, at=at)
    if row.sent_at is None:  # it waited itself: who waited for it waits for what it waited for
        Request.objects.filter(after=row).update(after=row.after_id)
    else:
        ground.send_followers(row, at=at)


@transaction.atomic
def cancel_all(subject: str, *, reason: str, by: int | None, at: datetime) -> int:
    """Call off all that is open, when the subject itself ends. How many there were.

    `by` None: it ended by itself.
    """
    rows = Request.objects.open().filter(subject=subject).order_by("pk")
    found = list(rows.select_for_update(of=("self",)))
    for row in found:
        row.state = State.CANCELLED.value
        _cancel(row, reason=reason, by=by, at=at)
    return len(found)


def _cancel(row: Request, *, reason: str, by: int | None, at: datetime) -> None:
    if not reason:
        raise ReasonNeeded()
    row.cancelled_at, row.cancelled_by_id, row.end_note = at, by, reason
    row.save(update_fields=["state", "cancelled_at", "cancelled_by", "end_note"])
    fact = RequestCancelled(
        subject=row.subject,
        request=row.pk,
        sort=row.kind,
        to=ground.asked_name(row),
        reason=reason,
    )
    journal.record(fact, by=by, at=at)
