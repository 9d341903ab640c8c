"""Passing on, taking, answering, and silence: what comes back, or does not."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from motcua.coordination.errors import AnswerNeeded, NotReminded, NotYetSilent, TakenByOther
from motcua.coordination.facts import (
    RequestAnswered,
    RequestHandedOn,
    RequestTaken,
    SilenceRecorded,
)
from motcua.coordination.models import Request
from motcua.coordination.rules import Deed, Result
from motcua.coordination.services import ground, telling
from motcua.journal import services as journal
from motcua.people import queries as people


@transaction.atomic
def hand_on(request_id: int, *, by: int, at: datetime) -> None:
    """The one-stop of the other level passes it to the office asked, whose time begins now.

    NĐ 61/2018/NĐ-CP, Điều 19.7. Raises NoSuchRequest, NotOpen.
    """
    row = ground.locked(request_id, Deed.HAND_ON)
    row.handed_on_at, row.handed_on_by_id = at, by
    row.due_at = ground.due_of(row, ground.calendar_of(row), at)
    row.save(update_fields=["state", "handed_on_at", "handed_on_by", "due_at"])
    fact = RequestHandedOn(
        subject=row.subject,
        request=row.pk,
        sort=row.kind,
        to=ground.asked_name(row),
        via=people.unit(row.via_unit_id or 0).name,
        due_at=row.due_at,
    )
    journal.record(fact, by=by, at=at)
    telling.tell_asked(row, at=at)


@transaction.atomic
def take(request_id: int, *, by: int, at: datetime) -> None:
    """A person of the asked office answers it from now on. Raises NoSuchRequest, NotOpen."""
    row = ground.locked(request_id, Deed.TAKE)
    row.taken_at, row.taken_by_id = at, by
    row.save(update_fields=["state", "taken_at", "taken_by"])
    fact = RequestTaken(
        subject=row.subject, request=row.pk, sort=row.kind, to=ground.asked_name(row)
    )
    journal.record(fact, by=by, at=at)


@transaction.atomic
def answer(
    request_id: int,
    *,
    result: Result,
    text: str,
    result_number: str = "",
    by: int,
    for_anybody: bool = False,
    at: datetime,
) -> None:
    """The answer, however late; `for_anybody`: also of what a colleague has taken.

    Raises NoSuchRequest, NotOpen, AnswerNeeded, TakenByOther.
    """
    row = ground.locked(request_id, Deed.ANSWER)
    if not text:
        raise AnswerNeeded()
    if row.taken_by_id not in (None, by) and not for_anybody:
        raise TakenByOther(who=people.names_of([row.taken_by_id or 0]).get(row.taken_by_id or 0))
    row.answered_at, row.answered_by_id = at, by
    row.result, row.answer, row.result_number = result.value, text, result_number
    row.save(
        update_fields=[
            "state",
            "answered_at",
            "answered_by",
            "result",
            "answer",
            "result_number",
        ]
    )
    fact = RequestAnswered(
        subject=row.subject,
        request=row.pk,
        sort=row.kind,
        to=ground.asked_name(row),
        result=result.value,
        result_number=result_number,
        note=text,
        is_late=row.due_at is not None and at > row.due_at,
    )
    journal.record(fact, by=by, at=at)
    if by != row.asked_by_id:
        telling.tell_asker(row, f"{fact.to} trả lời: {result.label}. {text}", at=at)
    ground.send_followers(row, at=at)


@transaction.atomic
def record_silence(request_id: int, *, note: str = "", by: int, at: datetime) -> None:
    """Write down that no answer came: only after the due moment, and after a reminder.

    NĐ 61/2018/NĐ-CP, Điều 19.5. Raises NoSuchRequest, NotOpen, NotYetSilent, NotReminded.
    """
    row = ground.locked(request_id, Deed.RECORD_SILENCE)
    _assert_silent(row, at)
    row.silent_at, row.silent_by_id, row.end_note = at, by, note
    row.save(update_fields=["state", "silent_at", "silent_by", "end_note"])
    assert row.due_at is not None
    fact = SilenceRecorded(
        subject=row.subject,
        request=row.pk,
        sort=row.kind,
        to=ground.asked_name(row),
        due_at=row.due_at,
        if_silent=row.if_silent,
        note=note,
    )
    journal.record(fact, by=by, at=at)
    ground.send_followers(row, at=at)


def _assert_silent(row: Request, at: datetime) -> None:
    assert row.due_at is not None
    if at <= row.due_at:
        due = timezone.localtime(row.due_at)
        raise NotYetSilent(to=ground.asked_name(row), due=f"{due:%H:%M, %d/%m/%Y}")
    if not row.reminders:
        raise NotReminded(to=ground.asked_name(row))
