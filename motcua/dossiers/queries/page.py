"""One dossier as the desk shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime
from itertools import zip_longest

from django.utils import timezone

from motcua.coordination import queries as coordination
from motcua.deadlines import queries as deadlines
from motcua.deadlines.rules import Limit, WorkCalendar
from motcua.dossiers.errors import NoSuchDossier
from motcua.dossiers.facts import DossierDeclined, SupplementAsked, SupplementSupplied
from motcua.dossiers.models import Dossier, StepRun
from motcua.dossiers.queries.coordinating import may_start_legs
from motcua.dossiers.queries.due_words import DueWords, due_words
from motcua.dossiers.queries.history import Moment, actors_in, moments
from motcua.dossiers.queries.lateness import way_of
from motcua.dossiers.queries.offers import SELDOM, ActionCard, offers
from motcua.dossiers.queries.records import Records, records_in
from motcua.dossiers.queries.standing import (
    explanation_of,
    handlers_of,
    limit_of,
    process_of,
    standing_of,
)
from motcua.dossiers.queries.stays import Stay, stays_in
from motcua.dossiers.queries.track import StepCell, cells
from motcua.dossiers.queries.walking import holders_after, stored_with_token
from motcua.dossiers.rules import (
    Action,
    ApplicantKind,
    Assistance,
    Channel,
    Delivery,
    Money,
    Outcome,
    Shown,
    Status,
    may_see,
    scan_objection,
    time_state,
)
from motcua.dossiers.rules.stays import Way
from motcua.journal import queries as journal
from motcua.journal.rules import Event
from motcua.papers import queries as papers
from motcua.people import queries as people
from motcua.people.queries import UnitCard
from motcua.people.rules import Actor, Role
from motcua.process.rules import Process


@dataclass(frozen=True, slots=True)
class Asked:
    items: tuple[str, ...]
    reason: str
    asked_at: datetime
    asked_by: str
    supplied_at: datetime | None
    answer_until: datetime | None
    is_extra: bool
    is_late: bool
    number: int


@dataclass(frozen=True, slots=True)
class DossierPage:
    code: str
    version: int
    procedure: str
    procedure_name: str
    field: str
    summary: str
    status: Status
    outcome: Outcome | None
    channel: Channel
    assistance: Assistance
    process_id: int
    register_year: int | None
    register_number: int | None
    money: Money
    fee: int | None
    delivery: Delivery
    delivery_address: str
    applicant_kind: ApplicantKind
    applicant_name: str
    applicant_id_number: str
    applicant_phone: str
    applicant_email: str
    applicant_address: str
    form: Mapping[str, str]
    receiving_unit: UnitCard
    receiving_agency: UnitCard
    resolving_unit: UnitCard
    returning_unit: UnitCard
    submitted_at: datetime
    answer_due_at: datetime | None
    accepted_at: datetime | None
    accepted_by: str
    complete_at: datetime | None
    received_at: datetime
    due_at: datetime | None
    first_due_at: datetime | None
    reappointed_at: datetime | None
    is_being_corrected: bool
    finished_at: datetime | None
    returned_at: datetime | None
    closed_at: datetime | None
    declined_by: str
    handed_to: str
    returned_how: Delivery | None
    tracking_number: str
    taker_showed: Shown | None
    taker_authority: str
    limit: Limit
    explanation: tuple[str, ...]
    result_name: str
    result_number: str
    closing_reason: str
    due: DueWords
    step_order: int
    step_name: str
    step_unit_id: int | None
    step_role: Role | None
    assignee_name: str
    steps: tuple[StepCell, ...]
    stays: tuple[Stay, ...]
    missing_papers: tuple[str, ...]
    supplements: tuple[Asked, ...]
    records: Records
    requests: tuple[coordination.RequestCard, ...]
    way: Way
    has_legs: bool
    calendar: WorkCalendar  # by which the working time of its offices is counted
    actions: tuple[ActionCard, ...]
    can_scan: bool
    next_people: tuple[people.Holder, ...]  # who may take the next step, where it may be taken
    moments: tuple[Moment, ...]

    @property
    def main_actions(self) -> tuple[ActionCard, ...]:
        """What the step is about; the rest is one click further away."""
        return tuple(card for card in self.actions if card.action not in SELDOM)

    @property
    def other_actions(self) -> tuple[ActionCard, ...]:
        return tuple(card for card in self.actions if card.action in SELDOM)

    @property
    def allowed(self) -> frozenset[Action]:
        return frozenset(card.action for card in self.actions if not card.why)


def dossier_page(code: str, actor: Actor, *, now: datetime) -> DossierPage:
    """All that the page shows. Raises NoSuchDossier, also for one this person may not see.

    Seven queries, eight where the next step may be taken or the clock stood still, nine for both.
    """
    d, token = stored_with_token(code)
    process = process_of(d)
    runs = list(d.steps.order_by("entered_at", "pk"))
    events = journal.history(d.code)
    asked = coordination.unnamed_of(d.code)
    names = people.names_of(_people_in(d, runs) | actors_in(events) | asked.user_ids)
    units = _units(d, runs, asked.unit_ids, timezone.localdate(now))
    requests = asked.named({pk: unit.name for pk, unit in units.items()}, names)
    standing = standing_of(
        d,
        process,
        assignee_name=names.get(d.assignee_id or 0, ""),
        handled_by=handlers_of([d]).get(d.pk, frozenset()),
        tie=coordination.tie_of(requests),
    )
    if not may_see(actor, standing):
        raise NoSuchDossier()
    actions = offers(actor, standing, time_state(Status(d.status), d.due_at, now))
    province = units[d.resolving_unit_id].province_code
    calendar = deadlines.work_calendar(province, token=token)
    status = Status(d.status)
    return DossierPage(
        code=d.code,
        version=d.version,
        procedure=d.procedure,
        procedure_name=d.procedure_name,
        field=d.field,
        summary=d.summary,
        status=status,
        outcome=Outcome(d.outcome) if d.outcome else None,
        channel=Channel(d.channel),
        assistance=Assistance(d.assistance),
        process_id=d.process_id,
        register_year=d.register_year,
        register_number=d.register_number,
        money=Money(d.money_state),
        fee=d.fee,
        delivery=Delivery(d.delivery),
        delivery_address=d.delivery_address,
        applicant_kind=ApplicantKind(d.applicant_kind),
        applicant_name=d.applicant_name,
        applicant_id_number=d.applicant_id_number,
        applicant_phone=d.applicant_phone,
        applicant_email=d.applicant_email,
        applicant_address=d.applicant_address,
        form=d.form,
        receiving_unit=units[d.receiving_unit_id],
        receiving_agency=units[d.receiving_agency_id],
        resolving_unit=units[d.resolving_unit_id],
        returning_unit=units[d.returning_unit_id],
        submitted_at=d.submitted_at,
        answer_due_at=d.answer_due_at,
        accepted_at=d.accepted_at,
        accepted_by=names.get(d.accepted_by_id or 0, ""),
        complete_at=d.complete_at,
        received_at=d.received_at,
        due_at=d.due_at,
        first_due_at=d.first_due_at,
        reappointed_at=d.reappointed_at,
        is_being_corrected=d.is_being_corrected,
        finished_at=d.finished_at,
        returned_at=d.returned_at,
        closed_at=d.closed_at,
        declined_by=next(
            (names.get(e.by_id or 0, "") for e in events if e.kind == DossierDeclined.kind), ""
        ),
        handed_to=d.handed_to,
        returned_how=Delivery(d.returned_how) if d.returned_how else None,
        tracking_number=d.tracking_number,
        taker_showed=Shown(d.taker_showed) if d.taker_showed else None,
        taker_authority=d.taker_authority,
        limit=limit_of(d),
        explanation=explanation_of(d, calendar),
        result_name=d.result_name,
        result_number=d.result_number,
        closing_reason=d.closing_reason,
        due=due_words(
            status,
            due_at=d.due_at,
            started_at=d.complete_at,
            finished_at=d.finished_at,
            calendar=calendar,
            now=now,
        ),
        step_order=d.step_order,
        step_name=d.step_name,
        step_unit_id=d.step_unit_id,
        step_role=Role(d.step_role) if d.step_role else None,
        assignee_name=names.get(d.assignee_id or 0, ""),
        steps=cells(process, d, runs, names, units, calendar, now),
        stays=stays_in(runs, names, units),
        missing_papers=tuple(papers.missing_names(d.code)) if d.accepted_at is None else (),
        supplements=_asked(events, names),
        records=records_in(events, names),
        requests=requests,
        way=way_of(d, runs, units),
        has_legs=may_start_legs(d),
        calendar=calendar,
        actions=actions,
        can_scan=scan_objection(actor, standing) is None,
        next_people=_next_people(d, process, units, actions, timezone.localdate(now)),
        moments=tuple(moments(events, names)),
    )


def _units(d: Dossier, runs: Sequence[StepRun], others: Set[int], on: date) -> dict[int, UnitCard]:
    """The units of the resolving agency, and what others the dossier has to do with."""
    found = {card.id: card for card in people.agency_tree(d.resolving_unit_id, on)}
    places = {d.receiving_unit_id, d.receiving_agency_id, d.resolving_unit_id, d.returning_unit_id}
    wanted = places | {run.unit_id for run in runs} | others
    return found | people.units(wanted - set(found))


def _asked(events: Sequence[Event], names: Mapping[int, str]) -> tuple[Asked, ...]:
    """Requests for a supplement with their answers, from the journal."""
    supplied = [event.at for event in events if event.kind == SupplementSupplied.kind]
    requests = [event for event in events if event.kind == SupplementAsked.kind]
    return tuple(
        Asked(
            items=tuple(request.facts["items"]),
            reason=request.facts["reason"],
            asked_at=request.at,
            asked_by=names.get(request.by_id or 0, ""),
            supplied_at=answered,
            answer_until=_moment(request.facts.get("answer_until")),
            is_extra=request.facts.get("is_extra", False),
            is_late=request.facts.get("is_late", False),
            number=request.facts.get("number", 0),
        )
        for request, answered in zip_longest(requests, supplied[: len(requests)])
    )


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _next_people(
    d: Dossier,
    process: Process,
    units: Mapping[int, UnitCard],
    actions: Sequence[ActionCard],
    on: date,
) -> tuple[people.Holder, ...]:
    if not any(card.action is Action.FORWARD and not card.why for card in actions):
        return ()
    return tuple(holders_after(d, process, Action.FORWARD, tuple(units.values()), on))


def _people_in(d: Dossier, runs: list[StepRun]) -> set[int]:
    ids = {d.assignee_id, d.accepted_by_id}
    ids |= {run.left_by_id for run in runs} | {run.assignee_id for run in runs}
    return {i for i in ids if i is not None}
