"""Saying who stands in at a post while its holder is absent, and ending it."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from psycopg.errors import ExclusionViolation

from motcua.journal.services import record
from motcua.people.errors import (
    NoSuchPost,
    NoSuchSubstitution,
    NotAColleague,
    PostEnded,
    SubstitutionOver,
    SubstitutionOverlaps,
)
from motcua.people.facts import SubstituteSet, SubstitutionEnded
from motcua.people.models import Account, Post, Substitution
from motcua.people.queries.accounts import held_post, working_posts
from motcua.people.rules import (
    Actor,
    SubstitutionKind,
    substitution_fault,
    substitution_objection,
    tidy,
)


@transaction.atomic
def set_substitute(
    post_id: int,
    *,
    substitute_id: int,
    kind: SubstitutionKind,
    since: date,
    until: date,
    reason: str,
    by: Actor,
    at: datetime,
) -> int:
    """From one day to another, both included, somebody else acts at this post; returns the id.

    Raises NoSuchPost, NotYoursToHandOn, NotYoursToSignOver, NotPassedOn, SubstitutionOverlaps,
    NotAColleague where the substitute has no post of their own in the agency, and what
    `substitution_fault` finds.
    """
    post = _locked_post(post_id)
    held = held_post(post)
    if refusal := substitution_objection(by, held, kind):
        raise refusal
    today = timezone.localdate(at)
    if post.until is not None and post.until < today:
        raise PostEnded(until=post.until)
    if fault := substitution_fault(
        held, kind, substitute_id=substitute_id, since=since, until=until, today=today
    ):
        raise fault
    substitute = _colleague(substitute_id, post, on=max(since, today))
    substitution = _create(
        post=post,
        substitute=substitute,
        kind=kind.value,
        since=since,
        until=until,
        reason=tidy(reason, "lý do", most=300, required=True),
        set_at=at,
        set_by_id=by.user_id,
    )
    record(
        SubstituteSet(
            subject=f"account:{post.account.username}",
            substitution_id=substitution.pk,
            post_id=post.pk,
            unit_code=post.unit.code,
            title=post.title,
            substitute=substitute.username,
            substitute_id=substitute.pk,
            substitution_kind=kind,
            since=since,
            until=until,
            reason=substitution.reason,
        ),
        by=by.user_id,
        at=at,
    )
    return substitution.pk


@transaction.atomic
def end_substitution(substitution_id: int, *, by: Actor, at: datetime) -> None:
    """End it now, before its last day. Raises NoSuchSubstitution, SubstitutionOver."""
    rows = Substitution.objects.select_for_update(of=("self",)).select_related(
        "post__account", "post__unit", "substitute"
    )
    found = rows.filter(pk=substitution_id).first()
    if found is None:
        raise NoSuchSubstitution
    if refusal := substitution_objection(by, held_post(found.post), SubstitutionKind(found.kind)):
        raise refusal
    if found.ended_at is not None or found.until < timezone.localdate(at):
        raise SubstitutionOver
    found.ended_at, found.ended_by_id = at, by.user_id
    found.save(update_fields=["ended_at", "ended_by"])
    record(
        SubstitutionEnded(
            subject=f"account:{found.post.account.username}",
            substitution_id=found.pk,
            post_id=found.post_id,
            unit_code=found.post.unit.code,
            title=found.post.title,
            substitute=found.substitute.username,
            substitute_id=found.substitute_id,
        ),
        by=by.user_id,
        at=at,
    )


def _locked_post(post_id: int) -> Post:
    rows = Post.objects.select_for_update(of=("self",)).select_related("account", "unit__agency")
    post = rows.filter(pk=post_id).first()
    if post is None:
        raise NoSuchPost
    assert isinstance(post, Post)
    return post


def _colleague(substitute_id: int, post: Post, *, on: date) -> Account:
    """Somebody with a post of their own in the agency on the first day."""
    theirs = working_posts(on).filter(account_id=substitute_id)
    found = theirs.filter(unit__agency_id=post.unit.agency_id).first()
    if found is None:
        raise NotAColleague(agency=post.unit.agency.name)
    assert isinstance(found.account, Account)
    return found.account


def _create(**values: object) -> Substitution:
    try:
        with transaction.atomic():
            return Substitution.objects.create(**values)
    except IntegrityError as error:
        if isinstance(error.__cause__, ExclusionViolation):
            raise SubstitutionOverlaps from error
        raise
