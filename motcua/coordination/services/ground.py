"""What every change of a request begins and ends with: lock, state, the next one's turn."""

from __future__ import annotations

from datetime import datetime

from motcua.coordination.errors import NoSuchRequest, NotOpen
from motcua.coordination.facts import RequestSent
from motcua.coordination.models import Request
from motcua.coordination.rules import (
    TRANSITIONS,
    Deed,
    Kind,
    State,
    due_to_hand_on,
    reply_due,
)
from motcua.coordination.services import telling
from motcua.deadlines import queries as deadlines
from motcua.deadlines.rules import Limit, LimitUnit, WorkCalendar
from motcua.journal import services as journal
from motcua.people import queries as people


def locked(request_id: int, deed: Deed) -> Request:
    """The request, locked and in the state the deed leads to; the caller saves it.

    Of two at once the second finds another state. Raises NoSuchRequest and NotOpen.
    """
    try:
        found = Request.objects.select_for_update(of=("self",)).get(pk=request_id)
    except Request.DoesNotExist:
        raise NoSuchRequest() from None
    state = State(found.state)
    if (state, deed) not in TRANSITIONS:
        raise NotOpen(deed=deed.label.lower(), to=asked_name(found), state=state.label)
    found.state = TRANSITIONS[state, deed].value
    return found


def asked_name(request: Request) -> str:
    return request.asked_agency or people.unit(request.asked_unit_id or 0).name


def calendar_of(request: Request) -> WorkCalendar:
    """Of the province of who asks."""
    return deadlines.work_calendar(people.unit(request.from_unit_id).province_code)


def send(request: Request, calendar: WorkCalendar, *, at: datetime) -> None:
    """Its time begins now, at the asked office or at the one-stop before it."""
    request.sent_at = at
    if request.via_unit_id is None:
        request.state, request.due_at = State.SENT.value, due_of(request, calendar, at)
    else:
        request.state, request.due_at = State.AT_ONE_STOP.value, due_to_hand_on(at, calendar)


def due_of(request: Request, calendar: WorkCalendar, at: datetime) -> datetime:
    return reply_due(limit_of(request), at, calendar)


def limit_of(request: Request) -> Limit:
    return Limit(request.limit_amount, LimitUnit(request.limit_unit), request.limit_source)


def send_followers(ended: Request, *, at: datetime) -> None:
    """Those that waited for this one have their turn. NĐ 61/2018/NĐ-CP, Điều 19.6."""
    waiting = Request.objects.select_for_update(of=("self",)).filter(
        after=ended, state=State.WAITING.value
    )
    for follower in waiting.order_by("pk"):
        send(follower, calendar_of(follower), at=at)
        follower.save(update_fields=["state", "sent_at", "due_at"])
        assert follower.due_at is not None
        fact = RequestSent(
            subject=follower.subject,
            request=follower.pk,
            sort=Kind(follower.kind).value,
            to=asked_name(follower),
            due_at=follower.due_at,
        )
        journal.record(fact, by=None, at=at)
        telling.tell_asked(follower, at=at)
