"""A new day beside the promised one, with an apology: once, and never over the first promise."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from motcua.deadlines.rules import WorkCalendar, latest_extension
from motcua.dossiers.errors import (
    NotAWorkingDay,
    NotLaterThanPromised,
    NotLateYet,
    TooLateToExtend,
)
from motcua.dossiers.facts import DossierReappointed
from motcua.dossiers.models import Dossier, Reappointment
from motcua.dossiers.rules import Action, PaperForm, Timeliness, timeliness
from motcua.dossiers.services import ground
from motcua.dossiers.services.intake import written_reason
from motcua.dossiers.services.numbers import issue
from motcua.journal import services as journal
from motcua.people.rules import Actor


@transaction.atomic
def extend(
    code: str,
    *,
    new_due_on: date,
    reason: str,
    by: Actor,
    at: datetime,
    expect_version: int | None = None,
) -> None:
    """Promise a new day, with an apology, at the latest one day before the limit ends.

    NĐ 61/2018/NĐ-CP, Điều 19.9, kept by NĐ 118/2025/NĐ-CP; Mẫu 04. Raises TooLateToExtend,
    NotAWorkingDay, NotLaterThanPromised, ReasonNeeded and what `objection` returns.
    """
    dossier, _process = ground.locked(code, Action.EXTEND, by=by, expect_version=expect_version)
    assert dossier.due_at is not None
    latest = latest_extension(dossier.due_at, ground.calendar_of(dossier))
    if at > latest:
        raise TooLateToExtend(latest=f"{timezone.localtime(latest):%H:%M ngày %d/%m/%Y}")
    _reappoint(dossier, new_due_on, reason, is_timely=True, by=by, at=at)


@transaction.atomic
def apologise(
    code: str,
    *,
    new_due_on: date,
    reason: str,
    by: Actor,
    at: datetime,
    expect_version: int | None = None,
) -> None:
    """Tell the applicant of a late dossier why, and the new day. It stays late.

    Raises NotLateYet and what `extend` raises.
    """
    dossier, _process = ground.locked(code, Action.APOLOGISE, by=by, expect_version=expect_version)
    assert dossier.due_at is not None
    if timeliness(at, dossier.due_at) is not Timeliness.LATE:
        raise NotLateYet()
    _reappoint(dossier, new_due_on, reason, is_timely=False, by=by, at=at)


def _reappoint(
    dossier: Dossier, on: date, reason: str, *, is_timely: bool, by: Actor, at: datetime
) -> None:
    assert dossier.due_at is not None
    text = written_reason(reason)
    new_due_at = _closing(on, dossier.due_at, ground.calendar_of(dossier), at)
    Reappointment.objects.create(
        dossier=dossier,
        reason=text,
        due_at=dossier.due_at,
        new_due_at=new_due_at,
        is_timely=is_timely,
        asked_at=at,
        asked_by_id=by.user_id,
    )
    dossier.reappointed_at = new_due_at
    dossier.save()
    number = issue(
        dossier, PaperForm.APOLOGY, unit_id=dossier.resolving_unit_id, by=by.user_id, at=at
    )
    fact = DossierReappointed(
        subject=dossier.code,
        due_at=dossier.due_at,
        new_due_at=new_due_at,
        reason=text,
        is_timely=is_timely,
        number=number,
    )
    journal.record(fact, by=by, at=at)


def _closing(on: date, due_at: datetime, calendar: WorkCalendar, at: datetime) -> datetime:
    """Closing time of the new day, which must be worked and lie after both."""
    if on <= max(timezone.localdate(due_at), timezone.localdate(at)):
        raise NotLaterThanPromised(due=f"{timezone.localdate(due_at):%d/%m/%Y}")
    calendar.check(on)
    if not calendar.intervals(on):
        raise NotAWorkingDay(day=f"{on:%d/%m/%Y}")
    return calendar.closing(on)
