"""One dossier as the desk shows it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from motcua.deadlines import queries as deadlines
from motcua.deadlines.rules import Limit, WorkCalendar, working_time_between
from motcua.dossiers.errors import NoSuchDossier
from motcua.dossiers.models import Dossier, StepRun
from motcua.dossiers.queries.due_words import DueWords, due_words
from motcua.dossiers.queries.standing import (
    agency_of,
    limit_of,
    office_of,
    process_of,
    standing_of,
    step_actions,
    timing_of,
)
from motcua.dossiers.rules import (
    OPEN,
    Action,
    ApplicantKind,
    Channel,
    Delivery,
    Money,
    Outcome,
    Standing,
    Status,
    due_moment,
    may_see,
    objection,
)
from motcua.papers import queries as papers
from motcua.people import queries as people
from motcua.people.queries import UnitCard
from motcua.people.rules import Actor, Role
from motcua.process import rules as process_rules
from motcua.process.rules import Process


@dataclass(frozen=True, slots=True)
class ActionCard:
    """A button: what it does, and why it can't be pressed now (empty: it can)."""

    action: Action
    label: str
    why: str


@dataclass(frozen=True, slots=True)
class StepCell:
    order: int
    name: str
    state: str  # done, now, todo
    who: str
    words: str

    @property
    def short(self) -> str:
        """The name up to its first comma or bracket: what fits under a dot of the track."""
        return re.split(r"[,;(]", self.name)[0].strip()


@dataclass(frozen=True, slots=True)
class Asked:
    items: tuple[str, ...]
    reason: str
    asked_at: datetime
    asked_by: str
    supplied_at: datetime | None


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
    accepted_at: datetime | None
    accepted_by: str
    complete_at: datetime | None
    due_at: datetime | None
    first_due_at: datetime | None
    finished_at: datetime | None
    returned_at: datetime | None
    closed_at: datetime | None
    handed_to: str
    limit: Limit
    explanation: tuple[str, ...]
    result_name: str
    result_number: str
    closing_reason: str
    due: DueWords
    step_order: int
    step_name: str
    assignee_name: str
    steps: tuple[StepCell, ...]
    missing_papers: tuple[str, ...]
    supplements: tuple[Asked, ...]
    actions: tuple[ActionCard, ...]

    @property
    def allowed(self) -> frozenset[Action]:
        return frozenset(card.action for card in self.actions if not card.why)

    @property
    def can_forward(self) -> bool:
        return Action.FORWARD in self.allowed


def dossier_page(code: str, actor: Actor, *, now: datetime) -> DossierPage:
    """Raises NoSuchDossier, also for one this person may not see. Eight queries at most."""
    d = _dossier(code)
    process = process_of(d)
    runs = list(d.steps.order_by("entered_at", "pk"))
    asked = list(d.supplements.order_by("asked_at")) if d.supplements_asked else []
    names = people.names_of(_people_in(d, runs) | {s.asked_by_id for s in asked})
    standing = standing_of(d, process, assignee_name=names.get(d.assignee_id or 0, ""))
    if not may_see(actor, standing):
        raise NoSuchDossier()
    units = people.units(
        {d.receiving_unit_id, d.receiving_agency_id, d.resolving_unit_id, d.returning_unit_id}
        | {run.unit_id for run in runs}
    )
    calendar = deadlines.work_calendar(units[d.resolving_unit_id].province_code)
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
        accepted_at=d.accepted_at,
        accepted_by=names.get(d.accepted_by_id or 0, ""),
        complete_at=d.complete_at,
        due_at=d.due_at,
        first_due_at=d.first_due_at,
        finished_at=d.finished_at,
        returned_at=d.returned_at,
        closed_at=d.closed_at,
        handed_to=d.handed_to,
        limit=limit_of(d),
        explanation=_explanation(d, calendar),
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
        assignee_name=names.get(d.assignee_id or 0, ""),
        steps=_cells(process, d, runs, names, units, calendar, now),
        missing_papers=tuple(papers.missing_names(d.code)) if d.accepted_at is None else (),
        supplements=tuple(
            Asked(tuple(s.items), s.reason, s.asked_at, names[s.asked_by_id], s.supplied_at)
            for s in asked
        ),
        actions=_actions(actor, standing),
    )


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """The step a dossier stands at, as its house needs it to go on by itself."""

    status: Status
    step_unit_id: int | None
    step_role: Role | None
    assignee_id: int | None
    step_entered_at: datetime | None
    step_due_at: datetime | None
    supplements_asked: int
    actions: frozenset[Action]


def whereabouts(code: str) -> Whereabouts:
    """Raises NoSuchDossier. Asks nobody's permission: for services and the demonstration."""
    d = _dossier(code)
    return Whereabouts(
        status=Status(d.status),
        step_unit_id=d.step_unit_id,
        step_role=Role(d.step_role) if d.step_role else None,
        assignee_id=d.assignee_id,
        step_entered_at=d.step_entered_at,
        step_due_at=d.step_due_at,
        supplements_asked=d.supplements_asked,
        actions=step_actions(process_of(d), d.step_order),
    )


def next_offices(
    code: str, action: Action = Action.FORWARD, *, on: date | None = None
) -> list[people.Holder]:
    """Who could take the step that the action leads to: the holders of its role in its office."""
    d = _dossier(code)
    process = process_of(d)
    following = process_rules.after(process, d.step_order, action.value)
    if following is None or following.step is None:
        return []
    step, on = process_rules.step(process, following.step), on or timezone.localdate()
    unit_id = office_of(
        step,
        receiving_unit_id=d.receiving_unit_id,
        returning_unit_id=d.returning_unit_id,
        agency=agency_of(d, on),
        resolving_unit_id=d.resolving_unit_id,
    )
    return people.holders(unit_id, step.role, on)


def step_holders(page: DossierPage) -> list[people.Holder]:
    """Who else could do the current step."""
    d = _dossier(page.code)
    if d.step_unit_id is None:
        return []
    return people.holders(d.step_unit_id, Role(d.step_role), timezone.localdate())


def receiving_unit_id(code: str) -> int:
    return _dossier(code).receiving_unit_id


def missing_papers(code: str) -> list[str]:
    return papers.missing_names(code)


def recomputed_due(code: str) -> datetime | None:
    """The due moment from nothing but what is stored; always equal to the stored one."""
    d = _dossier(code)
    if d.due_at is None or d.complete_at is None:
        return None
    calendar = deadlines.work_calendar(people.unit(d.resolving_unit_id).province_code)
    return due_moment(timing_of(d), calendar).due_at


def _dossier(code: str) -> Dossier:
    try:
        return Dossier.objects.get(code=code)
    except Dossier.DoesNotExist:
        raise NoSuchDossier() from None


def _people_in(d: Dossier, runs: list[StepRun]) -> set[int]:
    ids = {d.assignee_id, d.accepted_by_id}
    ids |= {run.left_by_id for run in runs} | {run.assignee_id for run in runs}
    return {i for i in ids if i is not None}


def _explanation(d: Dossier, calendar: WorkCalendar) -> tuple[str, ...]:
    if d.complete_at is None or d.due_at is None:
        return ()
    return tuple(due_moment(timing_of(d), calendar).explanation)


def _actions(actor: Actor, standing: Standing) -> tuple[ActionCard, ...]:
    """What the step is about, allowed or not; what the status has no use for is left out."""
    cards = []
    for action in Action:
        refusal = objection(actor, action, standing)
        if refusal is None or _belongs(action, standing):
            cards.append(ActionCard(action, action.label, str(refusal or "")))
    return tuple(sorted(cards, key=lambda card: (bool(card.why), card.action not in _MAIN)))


# The way on comes first; then what else may be done; what may not, last.
_MAIN = frozenset(
    {
        Action.ACCEPT,
        Action.SUPPLY,
        Action.FORWARD,
        Action.APPROVE,
        Action.CONCLUDE,
        Action.RETURN_RESULT,
    }
)


def _belongs(action: Action, standing: Standing) -> bool:
    """Shown dashed with its reason although not allowed: the step has it, somebody else does it."""
    if standing.status is Status.REGISTERED:
        return action in (Action.ACCEPT, Action.DECLINE, Action.ASK_SUPPLEMENT)
    if standing.status in (Status.ACCEPTED, Status.IN_PROCESS):
        return action in standing.step_actions
    return {
        Status.AWAITING_SUPPLEMENT: Action.SUPPLY,
        Status.FINISHED: Action.RETURN_RESULT,
    }.get(standing.status) is action


def _cells(
    process: Process,
    d: Dossier,
    runs: list[StepRun],
    names: Mapping[int, str],
    units: Mapping[int, UnitCard],
    calendar: WorkCalendar,
    now: datetime,
) -> tuple[StepCell, ...]:
    last = {run.order: run for run in runs}
    cells = []
    for step in process_rules.main_path(process):
        run = last.get(step.order)
        if run is None or step.order > d.step_order:
            allowed = f"cho phép {step.allotted.label}" if step.allotted else "không tính giờ"
            cells.append(StepCell(step.order, step.name, "todo", step.role.label, allowed))
            continue
        who = names.get(run.left_by_id or run.assignee_id or 0, units[run.unit_id].short_name)
        state = "now" if step.order == d.step_order and Status(d.status) in OPEN else "done"
        cells.append(StepCell(step.order, step.name, state, who, _used(run, calendar, now)))
    return tuple(cells)


def _used(run: StepRun, calendar: WorkCalendar, now: datetime) -> str:
    end = run.left_at or now
    used = hours_words(working_time_between(run.entered_at, max(end, run.entered_at), calendar))
    if run.due_at is None:
        return used
    allowed = hours_words(working_time_between(run.entered_at, run.due_at, calendar))
    return f"{used} trên {allowed}"


def hours_words(spent: timedelta) -> str:
    """Working time in words: «20 phút», «2 giờ 30», «1,5 ngày» of eight hours."""
    minutes = int(spent.total_seconds() // 60)
    if minutes < 60:
        return f"{minutes} phút"
    if minutes < 8 * 60:
        return f"{minutes // 60} giờ" + (f" {minutes % 60:02d}" if minutes % 60 else "")
    return f"{minutes / 480:.1f} ngày".replace(".0", "").replace(".", ",")
