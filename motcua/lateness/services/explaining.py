"""The office that was late explains; the leader accepts, or returns it as insufficient."""

from __future__ import annotations

from datetime import date, datetime

from django.db import connection, transaction
from django.utils import timezone

from motcua.alerts import services as alerts
from motcua.alerts.rules import Kind
from motcua.dossiers.errors import StalePage
from motcua.dossiers.queries.lateness import case
from motcua.dossiers.rules.stays import Way
from motcua.journal import services as journal
from motcua.lateness.facts import DelayExplained, ExplanationAccepted, ExplanationReturned
from motcua.lateness.models import Explanation
from motcua.lateness.queries import delays
from motcua.lateness.rules import (
    Delay,
    State,
    Words,
    accepts_own,
    checked,
    checked_field,
    decide_objection,
    explain_objection,
)
from motcua.people import queries as people
from motcua.people.rules import Actor, Role


@transaction.atomic
def explain_delay(
    code: str,
    *,
    reason: str,
    way_forward: str,
    signer: str,
    number: str,
    signed_on: date,
    by: Actor,
    at: datetime,
    expect_version: int | None = None,
) -> int:
    """Hand in the explanation of a late dossier, or of a late step. Returns its id.

    The leader of the agency reads it; what that leader hands in is accepted with it, for nobody in
    the agency stands above. Raises NoSuchDossier, StalePage, WordsRefused and what
    `explain_objection` returns.
    """
    found = case(code, by)
    if expect_version is not None and expect_version != found.version:
        raise StalePage(who="Có người", at="vừa xong")
    last = _locked_last(code)
    judged = found.way
    delay = delays({code: judged}, now=at)[code]
    agency_id = judged.resolving_unit_id
    state = State(last.state) if last else None
    if refusal := explain_objection(by, delay, resolving_unit_id=agency_id, last=state):
        raise refusal
    given = Words(
        reason=reason, way_forward=way_forward, signer=signer, number=number, signed_on=signed_on
    )
    words = checked(given, timezone.localdate(at))
    made = _kept(judged, delay, words, by=by, at=at)
    if accepts_own(by, agency_id):
        _decide(made, State.ACCEPTED, by=by, at=at)
        journal.record(
            ExplanationAccepted(subject=code, explanation_id=made.pk), by=by.user_id, at=at
        )
    else:
        _tell_leaders(made, agency_id, at=at)
    return made.pk


@transaction.atomic
def return_explanation(code: str, *, reason: str, by: Actor, at: datetime) -> None:
    """It does not say enough: another one is owed. Raises WordsRefused too."""
    found = _to_decide(code, by)
    text = checked_field("returned_reason", reason, label="lý do trả lại")
    _decide(found, State.RETURNED, by=by, at=at, reason=text)
    fact = ExplanationReturned(subject=code, explanation_id=found.pk, reason=text)
    journal.record(fact, by=by.user_id, at=at)
    words = f"Văn bản giải trình hồ sơ {code} bị trả lại: {text}"
    _tell_writer(found, words, by=by, at=at)


@transaction.atomic
def accept_explanation(code: str, *, by: Actor, at: datetime) -> None:
    """Raises NoSuchDossier and what `decide_objection` returns."""
    found = _to_decide(code, by)
    _decide(found, State.ACCEPTED, by=by, at=at)
    fact = ExplanationAccepted(subject=code, explanation_id=found.pk)
    journal.record(fact, by=by.user_id, at=at)
    _tell_writer(found, f"Văn bản giải trình hồ sơ {code} đã được chấp nhận.", by=by, at=at)


def _to_decide(code: str, by: Actor) -> Explanation:
    agency_id = case(code, by).way.resolving_unit_id
    last = _locked_last(code)
    state = State(last.state) if last else None
    if refusal := decide_objection(by, resolving_unit_id=agency_id, last=state):
        raise refusal
    assert last is not None
    return last


def _locked_last(code: str) -> Explanation | None:
    """The latest explanation; whoever else writes about this dossier waits, as in the journal."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [code])
    return Explanation.objects.filter(subject=code).order_by("-pk").first()


def _kept(judged: Way, delay: Delay, words: Words, *, by: Actor, at: datetime) -> Explanation:
    worst = delay.worst
    made = Explanation.objects.create(
        subject=judged.code,
        step=worst.step if worst else judged.stays[-1].step,
        unit=worst.unit if worst else judged.stays[-1].unit,
        late_minutes=int((worst.late if worst else delay.whole).total_seconds() // 60),
        reason=words.reason,
        way_forward=words.way_forward,
        signer=words.signer,
        number=words.number,
        signed_on=words.signed_on,
        submitted_at=at,
        submitted_by_id=by.user_id,
    )
    fact = DelayExplained(
        subject=judged.code,
        explanation_id=made.pk,
        step=made.step,
        unit=made.unit,
        reason=words.reason,
        way_forward=words.way_forward,
        signer=words.signer,
        number=words.number,
        signed_on=words.signed_on,
    )
    journal.record(fact, by=by.user_id, at=at)
    return made


def _decide(found: Explanation, state: State, *, by: Actor, at: datetime, reason: str = "") -> None:
    found.state, found.returned_reason = state.value, reason
    found.decided_at, found.decided_by_id = at, by.user_id
    found.save(update_fields=["state", "returned_reason", "decided_at", "decided_by"])


def _tell_leaders(made: Explanation, agency_id: int, *, at: datetime) -> None:
    staff = people.staff_of(agency_id, timezone.localdate(at))
    alerts.tell(
        [post.holder_id for post in staff if Role.LEADER in post.roles],
        kind=Kind.EXPLANATION,
        subject=made.subject,
        text=f"{made.unit} giải trình hồ sơ chậm {made.subject}, chờ ông/bà xem.",
        key=f"explained:{made.pk}",
        at=at,
    )


def _tell_writer(found: Explanation, text: str, *, by: Actor, at: datetime) -> None:
    alerts.tell(
        {found.submitted_by_id} - {by.user_id},
        kind=Kind.EXPLANATION,
        subject=found.subject,
        text=text,
        key=f"explanation:{found.pk}:{found.state}",
        at=at,
    )
