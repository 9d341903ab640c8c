"""Dossiers as the API gives them, and the drafts and previews of the counter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Q
from django.utils import timezone

from motcua.coordination import queries as coordination
from motcua.deadlines import queries as deadlines
from motcua.deadlines.rules import Due, Limit
from motcua.dossiers.errors import NoSuchDossier, NoSuchDraft
from motcua.dossiers.models import Dossier, IntakeDraft, Supplement
from motcua.dossiers.queries.boxes import RUNNING
from motcua.dossiers.queries.coordinating import may_start_legs
from motcua.dossiers.queries.standing import handlers_of, process_of, standing_of
from motcua.dossiers.queries.walking import stored
from motcua.dossiers.queries.worklist import matching
from motcua.dossiers.rules import (
    Action,
    Channel,
    Status,
    Timing,
    complete_moment,
    due_moment,
    may_see,
    open_actions,
)
from motcua.dossiers.rules.coordinating import SideAction, side_actions
from motcua.people import queries as people
from motcua.people.rules import Actor, Role


@dataclass(frozen=True, slots=True)
class ApplicantCard:
    kind: str
    name: str
    id_number: str
    phone: str
    email: str
    address: str


@dataclass(frozen=True, slots=True)
class DossierCard:
    """Field for field what the published contract promises of a dossier."""

    code: str
    procedure: str
    channel: str
    status: str
    national_status: int
    received_at: datetime | None
    due_at: datetime | None
    first_due_at: datetime | None
    finished_at: datetime | None
    returned_at: datetime | None
    returned_how: str
    tracking_number: str
    receiving_unit: str
    resolving_unit: str
    returning_unit: str
    step: str
    assignee: str
    applicant: ApplicantCard
    actions: tuple[Action | SideAction, ...]
    version: int


@dataclass(frozen=True, slots=True)
class CardFilter:
    unit: str = ""
    status: str = ""
    overdue: bool | None = None
    assignee: str = ""
    text: str = ""


def dossier_card(code: str, actor: Actor) -> DossierCard:
    """Raises NoSuchDossier, also for one this person may not see."""
    return _cards([stored(code)], actor)[0]


def dossier_cards(
    actor: Actor, chosen: CardFilter, *, now: datetime, after: int = 0, limit: int = 50
) -> tuple[list[DossierCard], int | None]:
    """A page of the agency's dossiers, oldest first, and where the next page starts."""
    found = Dossier.objects.none()
    if actor.roles - {Role.ADMIN}:
        found = Dossier.objects.seen_by_agency(actor.agency_id).filter(
            _chosen(chosen, now), pk__gt=after
        )
    dossiers = list(found.order_by("pk")[: limit + 1])
    more = dossiers[limit - 1].pk if len(dossiers) > limit else None
    return _cards(dossiers[:limit], actor), more


def _chosen(chosen: CardFilter, now: datetime) -> Q:
    wanted = Q()
    if chosen.unit:
        ids = people.unit_ids(chosen.unit)
        wanted &= Q(receiving_unit__in=ids) | Q(resolving_unit__in=ids) | Q(step_unit__in=ids)
    if chosen.status:
        wanted &= Q(status=chosen.status)
    if chosen.overdue is not None:
        today = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
        late = Q(status__in=RUNNING, due_at__lt=today)
        wanted &= late if chosen.overdue else ~late
    if chosen.assignee:
        wanted &= Q(assignee__username=chosen.assignee)
    if chosen.text:
        wanted &= matching(chosen.text)
    return wanted


def _cards(dossiers: Sequence[Dossier], actor: Actor) -> list[DossierCard]:
    unit_ids: set[int] = set()
    for d in dossiers:
        unit_ids |= {d.receiving_unit_id, d.resolving_unit_id, d.returning_unit_id}
    units = people.units(unit_ids)
    names = people.names_of([d.assignee_id for d in dossiers if d.assignee_id])
    handlers = handlers_of(dossiers)
    ties = coordination.ties([d.code for d in dossiers])
    cards = []
    for d in dossiers:
        handled_by = handlers.get(d.pk, frozenset())
        tie = ties.get(d.code, coordination.NO_TIE)
        standing = standing_of(d, process_of(d), handled_by=handled_by, tie=tie)
        if not may_see(actor, standing):
            raise NoSuchDossier()
        sides = side_actions(actor, standing, answerers=tie.answerers, has_legs=may_start_legs(d))
        actions: tuple[Action | SideAction, ...] = (*open_actions(actor, standing), *sides)
        cards.append(_card(d, units, names, actions))
    return cards


def _card(
    d: Dossier,
    units: Mapping[int, people.UnitCard],
    names: Mapping[int, str],
    actions: tuple[Action | SideAction, ...],
) -> DossierCard:
    return DossierCard(
        code=d.code,
        procedure=d.procedure,
        channel=d.channel,
        status=d.status,
        national_status=Status(d.status).national_code,
        received_at=d.accepted_at,
        due_at=d.due_at,
        first_due_at=d.first_due_at,
        finished_at=d.finished_at,
        returned_at=d.returned_at,
        returned_how=d.returned_how,
        tracking_number=d.tracking_number,
        receiving_unit=units[d.receiving_unit_id].code,
        resolving_unit=units[d.resolving_unit_id].code,
        returning_unit=units[d.returning_unit_id].code,
        step=d.step_name,
        assignee=names.get(d.assignee_id or 0, ""),
        applicant=ApplicantCard(
            kind=d.applicant_kind,
            name=d.applicant_name,
            id_number=d.applicant_id_number,
            phone=d.applicant_phone,
            email=d.applicant_email,
            address=d.applicant_address,
        ),
        actions=actions,
        version=d.version,
    )


def assert_seen(code: str, actor: Actor) -> None:
    """Raises NoSuchDossier unless this person may see it; for what hangs on a dossier's code."""
    dossier_card(code, actor)


def answer_until(code: str) -> datetime | None:
    """Until when the applicant may answer the open request for a supplement. One query."""
    open_requests = Supplement.objects.filter(dossier__code=code, supplied_at=None, closed_at=None)
    return open_requests.values_list("answer_until", flat=True).first()


@dataclass(frozen=True, slots=True)
class DraftCard:
    id: int
    content: Mapping[str, Any]
    created_at: datetime
    updated_at: datetime
    dossier_code: str


def draft(draft_id: int, actor: Actor) -> DraftCard:
    """The official's own draft, received or not. Raises NoSuchDraft."""
    found = (
        IntakeDraft.objects.select_related("dossier")
        .filter(pk=draft_id, owner_id=actor.user_id)
        .first()
    )
    if found is None:
        raise NoSuchDraft()
    return _draft(found)


def drafts(actor: Actor, *, limit: int = 20) -> list[DraftCard]:
    """Intakes under way, the latest first."""
    found = IntakeDraft.objects.filter(owner_id=actor.user_id, dossier=None)
    return [_draft(d) for d in found.order_by(F("updated_at").desc())[:limit]]


def _draft(found: IntakeDraft) -> DraftCard:
    return DraftCard(
        id=found.pk,
        content=found.content,
        created_at=found.created_at,
        updated_at=found.updated_at,
        dossier_code=found.dossier.code if found.dossier else "",
    )


def due_preview(
    limit: Limit, cutoff: Any, province_code: str, *, channel: Channel, at: datetime
) -> Due:
    """What would be promised if the dossier were complete and accepted at this moment."""
    complete_at = complete_moment(channel, submitted_at=at, supplied_at=None, accepted_at=at)
    calendar = deadlines.work_calendar(province_code)
    return due_moment(Timing(complete_at=complete_at, limit=limit, cutoff=cutoff), calendar)
