"""Handing what lies with one person of a unit over to another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from motcua.alerts import services as alerts
from motcua.alerts.rules import Kind
from motcua.dossiers import services as dossiers
from motcua.dossiers.queries.load import rows_with
from motcua.dossiers.queries.worklist import Row
from motcua.errors import DomainError
from motcua.journal.services import record
from motcua.people import queries as people
from motcua.people.rules import Actor
from motcua.work.errors import (
    NoLongerTheirs,
    NotAnOfficerHere,
    NothingChosen,
    TooManyAtOnce,
)
from motcua.work.facts import HandedOver
from motcua.work.models import HandOver, HandOverLine
from motcua.work.rules import (
    HANDED_OVER,
    MOST_AT_ONCE,
    author_of,
    checked_reason,
    hand_over_objection,
)


def hand_over(
    codes: Sequence[str],
    *,
    from_user: int,
    to_user: int,
    reason: str,
    by: Actor,
    at: datetime,
) -> int:
    """Give these dossiers of a colleague, in the unit of who acts, to another; returns the minutes.

    Each dossier is a transaction of its own: what one refuses (another role's step, a clock that
    stands) leaves the others handed over, and stands in the minutes with its reason.
    Raises NotYourOffice, NotYoursToHandOver, SamePerson, NotAnOfficerHere, ReasonMissing,
    NothingChosen, TooManyAtOnce.
    """
    if refusal := hand_over_objection(by, unit_id=by.unit_id, from_user=from_user, to_user=to_user):
        raise refusal
    why = checked_reason(reason)
    wanted = list(dict.fromkeys(codes))
    _check_size(wanted)
    posts = people.actors_of({to_user}, timezone.localdate(at)).get(to_user, ())
    if all(post.unit_id != by.unit_id for post in posts):
        raise NotAnOfficerHere(unit=by.unit_name)
    theirs = {row.code: row for row in rows_with(from_user, by.unit_id, now=at, codes=wanted)}
    names = people.names_of({from_user, to_user})
    refusals = {
        code: _give(code, theirs, to_user, names[from_user], why, by, at) for code in wanted
    }
    return _write_minutes(
        refusals, theirs, from_user=from_user, to_user=to_user, names=names, why=why, by=by, at=at
    )


def _check_size(wanted: Sequence[str]) -> None:
    if not wanted:
        raise NothingChosen
    if len(wanted) > MOST_AT_ONCE:
        raise TooManyAtOnce(most=MOST_AT_ONCE)


def _give(
    code: str,
    theirs: Mapping[str, Row],
    to_user: int,
    from_name: str,
    why: str,
    by: Actor,
    at: datetime,
) -> str:
    """Why it stayed where it was; empty when it was given."""
    if code not in theirs:
        return str(NoLongerTheirs(name=from_name))
    try:
        dossiers.reassign(code, to_user=to_user, note=f"{HANDED_OVER}{why}", by=by, at=at)
    except DomainError as refusal:
        return str(refusal)
    return ""


@transaction.atomic
def _write_minutes(
    refusals: Mapping[str, str],
    theirs: Mapping[str, Row],
    *,
    from_user: int,
    to_user: int,
    names: Mapping[int, str],
    why: str,
    by: Actor,
    at: datetime,
) -> int:
    minutes = HandOver.objects.create(
        unit_id=by.unit_id,
        from_user_id=from_user,
        to_user_id=to_user,
        reason=why,
        handed_at=at,
        handed_by_id=by.user_id,
    )
    # Of a dossier that is not theirs nothing is told but the code that was asked for.
    HandOverLine.objects.bulk_create(
        _line(minutes, position, code, theirs.get(code), refusal)
        for position, (code, refusal) in enumerate(refusals.items(), 1)
    )
    done = tuple(code for code, refusal in refusals.items() if not refusal)
    record(
        HandedOver(
            subject=f"handover:{minutes.pk}",
            unit=by.unit_name,
            from_user=names[from_user],
            to_user=names[to_user],
            reason=why,
            codes=done,
            refused=tuple(code for code, refusal in refusals.items() if refusal),
        ),
        by=by.user_id,
        at=at,
    )
    if done:
        _tell(minutes, len(done), names, by=by, at=at)
    return minutes.pk


def _line(
    minutes: HandOver, position: int, code: str, row: Row | None, refusal: str
) -> HandOverLine:
    line = HandOverLine(handover=minutes, position=position, code=code[:60], refusal=refusal[:400])
    if row is not None:
        line.procedure_name = row.procedure_name
        line.applicant_name = row.applicant_name
        line.step_name = row.step_name
        line.due = row.due.short[:60]
    return line


def _tell(
    minutes: HandOver, count: int, names: Mapping[int, str], *, by: Actor, at: datetime
) -> None:
    parties = {minutes.from_user_id, minutes.to_user_id} - {by.user_id}
    alerts.tell(
        parties,
        kind=Kind.HANDOVER,
        subject=f"handover:{minutes.pk}",
        text=f"{author_of(by)} đã bàn giao {count} hồ sơ của {names[minutes.from_user_id]} "
        f"cho {names[minutes.to_user_id]}. Lý do: {minutes.reason}",
        key=f"handover:{minutes.pk}",
        at=at,
    )
