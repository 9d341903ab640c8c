"""The head proposes, the leader signs or returns. All by name and in the journal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from motcua.journal import services as journal
from motcua.people.queries import PostCard
from motcua.people.rules import Actor
from motcua.staff.errors import NoSuchGrading, NothingToSign
from motcua.staff.facts import GradeProposed, GradeReturned, GradeSigned
from motcua.staff.models import Grading
from motcua.staff.queries import evidence, graded_of
from motcua.staff.rules import (
    Attitude,
    Grade,
    State,
    as_data,
    cases_data,
    checked,
    propose_objection,
    sign_objection,
)


@transaction.atomic
def propose_grade(
    post_id: int,
    year: int,
    *,
    grade: Grade,
    comment: str,
    by: Actor,
    at: datetime,
    attitude: Attitude | None = None,
    replaces_reason: str = "",
) -> int:
    """Propose, with the evidence of this moment frozen beside it. Returns the id.

    Where one is signed already, the new decision would replace it, and `replaces_reason` says why.
    Raises NoSuchPost, NotInYourHands, WordsRefused and what `propose_objection` returns.
    """
    card, graded = graded_of(post_id, by)
    _alone(_subject(post_id, year))
    before = list(
        Grading.objects.filter(post=post_id, year=year).defer("evidence", "cases").order_by("-pk")
    )
    states = {State(each.state) for each in before}
    today = timezone.localdate(at)
    if refusal := propose_objection(by, graded, year, today=today, states=states):
        raise refusal
    replaced = next((each for each in before if each.state == State.SIGNED.value), None)
    words = checked("nhận xét", comment)
    reason = checked("lý do thay quyết định đã ký", replaces_reason) if replaced else ""
    made = _made(card, year, grade, words, attitude, by=by, at=at, replaces=(replaced, reason))
    fact = GradeProposed(
        subject=_subject(post_id, year),
        grading_id=made.pk,
        person_id=made.person_id,
        grade=grade,
        comment=words,
        score=made.score,
        cases=made.case_count,
        replaces_id=made.replaces_id,
        replaces_reason=reason,
    )
    journal.record(fact, by=by, at=at)
    return made.pk


@transaction.atomic
def sign_grades(grading_ids: Sequence[int], *, by: Actor, at: datetime) -> int:
    """Sign those the leader has read, all or none. Returns how many.

    Raises NothingToSign, NoSuchGrading and what `sign_objection` returns.
    """
    wanted = sorted(set(grading_ids))
    if not wanted:
        raise NothingToSign
    found = _locked(wanted, by)
    for each in found:
        _refuse_unless_signable(each, by)
    for each in found:
        each.state, each.signed_at, each.signed_by_id = State.SIGNED.value, at, by.user_id
        each.save(update_fields=["state", "signed_at", "signed_by"])
        fact = GradeSigned(
            subject=_subject(each.post_id, each.year),
            grading_id=each.pk,
            person_id=each.person_id,
            grade=Grade(each.grade),
        )
        journal.record(fact, by=by, at=at)
    return len(found)


@transaction.atomic
def return_grade(grading_id: int, *, reason: str, by: Actor, at: datetime) -> None:
    """Send it back; another may be proposed. Raises what signing raises, and WordsRefused."""
    (found,) = _locked([grading_id], by)
    _refuse_unless_signable(found, by)
    words = checked("lý do trả lại", reason)
    found.state, found.returned_reason = State.RETURNED.value, words
    found.returned_at, found.returned_by_id = at, by.user_id
    found.save(update_fields=["state", "returned_at", "returned_by", "returned_reason"])
    fact = GradeReturned(
        subject=_subject(found.post_id, found.year),
        grading_id=found.pk,
        person_id=found.person_id,
        reason=words,
    )
    journal.record(fact, by=by, at=at)


def _subject(post_id: int, year: int) -> str:
    return f"grading:{post_id}:{year}"


def _alone(subject: str) -> None:
    """Whoever else proposes for this person and year waits, as in the journal."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [subject])


def _made(
    card: PostCard,
    year: int,
    grade: Grade,
    comment: str,
    attitude: Attitude | None,
    *,
    by: Actor,
    at: datetime,
    replaces: tuple[Grading | None, str],
) -> Grading:
    known, cases = evidence(card.holder_id, card.unit_id, year, attitude=attitude, now=at)
    return Grading.objects.create(
        person_id=card.holder_id,
        post_id=card.id,
        title=card.title,
        unit_id=card.unit_id,
        agency_id=card.agency_id,
        year=year,
        grade=grade.value,
        comment=comment,
        evidence=as_data(known),
        cases=cases_data(cases),
        score=known.whole.score,
        band=known.whole.band,
        case_count=known.whole.cases,
        replaces=replaces[0],
        replaces_reason=replaces[1],
        proposed_at=at,
        proposed_by_id=by.user_id,
    )


def _locked(wanted: Sequence[int], by: Actor) -> list[Grading]:
    """Of the actor's agency, in one order, so that two leaders never wait for each other."""
    rows = Grading.objects.select_for_update().filter(pk__in=wanted, agency=by.agency_id)
    found = list(rows.defer("evidence", "cases").order_by("pk"))
    if len(found) != len(wanted):
        raise NoSuchGrading
    return found


def _refuse_unless_signable(found: Grading, by: Actor) -> None:
    if refusal := sign_objection(
        by, person_id=found.person_id, agency_id=found.agency_id, state=State(found.state)
    ):
        raise refusal
