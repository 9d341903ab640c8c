"""Classifications as pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Exists, OuterRef, QuerySet

from motcua.people import queries as people
from motcua.people.queries import PostCard
from motcua.people.rules import Actor, Role
from motcua.staff.errors import NoSuchGrading, NotInYourHands
from motcua.staff.models import Grading
from motcua.staff.rules import (
    Case,
    Evidence,
    Grade,
    Graded,
    State,
    cases_of,
    evidence_of,
    sign_objection,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class GradingCard:
    """`is_replaced`: a later decision stands in its place."""

    id: int
    person_id: int
    name: str
    post_id: int
    title: str
    unit_id: int
    unit: str
    agency_id: int
    agency: str
    year: int
    grade: Grade
    comment: str
    score: Decimal | None
    band: str
    case_count: int
    state: State
    is_replaced: bool
    replaces_reason: str
    proposed_at: datetime
    proposed_by: str
    signed_at: datetime | None
    signed_by: str
    returned_at: datetime | None
    returned_by: str
    returned_reason: str

    def may_sign(self, actor: Actor) -> bool:
        return (
            sign_objection(
                actor, person_id=self.person_id, agency_id=self.agency_id, state=self.state
            )
            is None
        )


@dataclass(frozen=True, slots=True)
class Frozen:
    """One with its evidence and dossiers as they were when it was proposed."""

    card: GradingCard
    evidence: Evidence
    cases: tuple[Case, ...]


def graded_of(post_id: int, actor: Actor) -> tuple[PostCard, Graded]:
    """A post of the actor's agency. One query. Raises NoSuchPost, NotInYourHands."""
    card = people.post(post_id)
    if card.agency_id != actor.agency_id:
        raise NotInYourHands
    return card, Graded(card.holder_id, card.unit_id, card.agency_id, card.roles)


def gradings_of_post(post_id: int, year: int) -> tuple[GradingCard, ...]:
    """The newest first. One query."""
    return _cards(Grading.objects.filter(post=post_id, year=year))


def gradings_of_agency(
    agency_id: int, year: int, *, unit_id: int | None = None
) -> tuple[GradingCard, ...]:
    """The newest first. One query."""
    found = Grading.objects.filter(agency=agency_id, year=year)
    return _cards(found if unit_id is None else found.filter(unit=unit_id))


def own_gradings(actor: Actor) -> tuple[GradingCard, ...]:
    """What waits and what was decided of the actor, not what was sent back. One query."""
    found = Grading.objects.filter(person=actor.user_id).exclude(state=State.RETURNED.value)
    return _cards(found.order_by("-year", "-pk"))


def frozen(grading_id: int, actor: Actor) -> Frozen:
    """For the person, the head of the unit, the leader of the agency. One query.

    Raises NoSuchGrading for everybody else. What was sent back is not the person's to see.
    """
    found = _read(Grading.objects.filter(pk=grading_id)).first()
    if found is None or not _may_see(found, actor):
        raise NoSuchGrading
    return Frozen(_card(found), evidence_of(found.evidence), cases_of(found.cases))


def _may_see(found: Grading, actor: Actor) -> bool:
    if found.person_id == actor.user_id:
        return found.state != State.RETURNED.value
    leads = Role.LEADER in actor.roles and actor.agency_id == found.agency_id
    heads = Role.UNIT_HEAD in actor.roles and actor.unit_id == found.unit_id
    return leads or heads


def _read(found: QuerySet[Grading]) -> QuerySet[Grading]:
    later = Grading.objects.filter(replaces=OuterRef("pk"), state=State.SIGNED.value)
    return found.select_related(
        "person", "unit", "agency", "proposed_by", "signed_by", "returned_by"
    ).annotate(replaced=Exists(later))


def _cards(found: QuerySet[Grading]) -> tuple[GradingCard, ...]:
    """Without the evidence, which is long."""
    ordered = found if found.ordered else found.order_by("-pk")
    return tuple(map(_card, _read(ordered).defer("evidence", "cases")))


def _card(found: Grading) -> GradingCard:
    return GradingCard(
        id=found.pk,
        person_id=found.person_id,
        name=found.person.name,
        post_id=found.post_id,
        title=found.title,
        unit_id=found.unit_id,
        unit=found.unit.name,
        agency_id=found.agency_id,
        agency=found.agency.name,
        year=found.year,
        grade=Grade(found.grade),
        comment=found.comment,
        score=found.score,
        band=found.band,
        case_count=found.case_count,
        state=State(found.state),
        is_replaced=bool(getattr(found, "replaced", False)),
        replaces_reason=found.replaces_reason,
        proposed_at=found.proposed_at,
        proposed_by=found.proposed_by.name,
        signed_at=found.signed_at,
        signed_by=found.signed_by.name if found.signed_by else "",
        returned_at=found.returned_at,
        returned_by=found.returned_by.name if found.returned_by else "",
        returned_reason=found.returned_reason,
    )
