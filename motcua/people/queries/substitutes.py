"""Who stands in for whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from motcua.people.errors import NoSuchSubstitution
from motcua.people.models import Substitution
from motcua.people.models.substitutions import SubstitutionQuerySet
from motcua.people.queries.accounts import PostCard, held_post, post_card
from motcua.people.rules import HeldPost, SubstitutionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class SubstitutionCard:
    """Who is absent (`post.holder_name`), who stands in, when and why."""

    id: int
    post: PostCard
    held: HeldPost
    substitute_id: int
    substitute_name: str
    kind: SubstitutionKind
    since: date
    until: date
    reason: str
    is_over: bool


def substitution(substitution_id: int, on: date) -> SubstitutionCard:
    """One query. Raises NoSuchSubstitution."""
    found = _rows().filter(pk=substitution_id).first()
    if found is None:
        raise NoSuchSubstitution
    return _card(found, on)


def substitutions_of_agency(agency_id: int, on: date) -> tuple[SubstitutionCard, ...]:
    """Those in force and to come at posts of an agency, the first to begin first. One query."""
    found = _rows().to_come(on).filter(post__unit__agency_id=agency_id)
    return tuple(_card(each, on) for each in found.order_by("since", "pk"))


def substitutes_of(user_ids: set[int], on: date) -> dict[int, int]:
    """Who stands in that day for each of these people, where somebody does. One query."""
    found = Substitution.objects.standing(on).filter(post__account_id__in=user_ids)
    return dict(found.values_list("post__account_id", "substitute_id"))


def _rows() -> SubstitutionQuerySet:
    return Substitution.objects.select_related("substitute", "post__account", "post__unit__agency")


def _card(found: Substitution, on: date) -> SubstitutionCard:
    return SubstitutionCard(
        id=found.pk,
        post=post_card(found.post),
        held=held_post(found.post),
        substitute_id=found.substitute_id,
        substitute_name=found.substitute.name,
        kind=SubstitutionKind(found.kind),
        since=found.since,
        until=found.until,
        reason=found.reason,
        is_over=found.ended_at is not None or found.until < on,
    )
