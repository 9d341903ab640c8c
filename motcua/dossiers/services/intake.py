"""From the filing to its acceptance: submit, accept, decline."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from motcua.deadlines import queries as deadlines
from motcua.deadlines.rules import WorkCalendar, answer_due
from motcua.dossiers.errors import (
    PapersIncomplete,
    ReasonNeeded,
)
from motcua.dossiers.facts import DossierAccepted, DossierDeclined, DossierSubmitted
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries.standing import timing_of
from motcua.dossiers.rules import (
    Action,
    Channel,
    ComponentLine,
    Intake,
    Money,
    PaperForm,
    arrival_objection,
    checked_intake,
    checked_text,
    complete_moment,
    dossier_code,
    due_moment,
)
from motcua.dossiers.services import ground
from motcua.dossiers.services.keeping import keep
from motcua.dossiers.services.numbers import enter_in_register, issue, next_of_day
from motcua.dossiers.services.planning import Plan, plan
from motcua.journal import services as journal
from motcua.papers import queries as papers
from motcua.papers import services as paper_services
from motcua.papers.rules import Mark
from motcua.people.rules import Actor, fold
from motcua.process import rules as process_rules


LONGEST_REASON = 4000


@transaction.atomic
def submit(intake: Intake, *, by: int | None, at: datetime) -> str:
    """Register a filing; returns its code. `by` is the official's account, None for a portal.

    Raises FieldRefused, what `plan` raises and what `arrival_objection` returns; nothing is
    written then.
    """
    intake = checked_intake(intake)
    on = timezone.localdate(at)
    planned = plan(intake, on=on)
    lines = intake.components or tuple(
        ComponentLine(name=c.name, copies=max(1, c.originals + c.copies))
        for c in planned.procedure.components
    )
    filed_at = _filed_at(intake, planned, at)
    code = dossier_code(planned.resolving.code, on, next_of_day(planned.resolving.code, on))
    filed_row(code, intake, planned, at=filed_at, calendar=_counter_calendar(planned)).save()
    paper_services.lay_out(
        code,
        [
            paper_services.Line(name=x.name, mark=x.mark.value, kind=x.kind.value, copies=x.copies)
            for x in lines
        ],
    )
    fact = DossierSubmitted(
        subject=code,
        procedure=planned.procedure.code,
        channel=intake.channel.value,
        receiving_unit=planned.receiving.code,
        resolving_unit=planned.resolving.code,
        arrived_at=intake.arrived_at,
        was_on_paper=intake.was_on_paper,
        note=intake.arrival_note,
    )
    journal.record(fact, by=by, at=at)
    return code


def filed_row(
    code: str, intake: Intake, planned: Plan, *, at: datetime, calendar: WorkCalendar
) -> Dossier:
    """The dossier as it is filed, not saved; `calendar` is that of the counter."""
    person, limit, fee = intake.applicant, planned.terms.limit, planned.terms.fee
    assert limit is not None  # plan() saw to it
    return Dossier(
        code=code,
        procedure=planned.procedure.code,
        procedure_version=planned.procedure.version_id,
        procedure_name=planned.procedure.name,
        field=planned.procedure.field,
        process_id=planned.process.id,
        channel=intake.channel.value,
        assistance=intake.assistance.value,
        receiving_unit_id=planned.receiving.id,
        receiving_agency_id=planned.receiving.agency_id,
        resolving_unit_id=planned.resolving.id,
        returning_unit_id=planned.receiving.id,
        applicant_kind=person.kind.value,
        applicant_name=person.name,
        applicant_id_number=person.id_number,
        applicant_phone=person.phone,
        applicant_email=person.email,
        applicant_address=person.address,
        search_key=fold(f"{person.name} {person.id_number} {person.phone} {code}"),
        summary=intake.summary,
        form=dict(intake.form),
        submitted_at=at,
        was_on_paper=intake.was_on_paper,
        answer_due_at=_answer_due(intake.channel, calendar, at),
        limit_amount=limit.amount,
        limit_unit=limit.unit.value,
        limit_source=limit.source[:300],
        cutoff=planned.terms.cutoff,
        result_name=planned.procedure.result[:500],
        fee=fee,
        money_state=(Money.OWED if fee else Money.NOTHING_OWED).value,
        delivery=intake.delivery.value,
        delivery_address=intake.delivery_address,
    )


def _filed_at(intake: Intake, planned: Plan, at: datetime) -> datetime:
    """The moment it arrived, though it is entered later (law.md §1.6, Start)."""
    if intake.arrived_at is None:
        return at
    if refusal := arrival_objection(
        intake.channel,
        intake.arrived_at,
        at=at,
        note=intake.arrival_note,
        calendar=_counter_calendar(planned),
    ):
        raise refusal
    return intake.arrived_at


def _counter_calendar(planned: Plan) -> WorkCalendar:
    return deadlines.work_calendar(planned.receiving.province_code)


def _answer_due(channel: Channel, calendar: WorkCalendar, at: datetime) -> datetime | None:
    """By when an official must accept or answer what came without a person at the counter."""
    return None if channel is Channel.DIRECT else answer_due(at, calendar)


@transaction.atomic
def accept(code: str, *, by: Actor, at: datetime, expect_version: int | None = None) -> None:
    """Take a dossier in: from here on the legal clock runs and the first step begins.

    NĐ 118/2025/NĐ-CP, Điều 17. Raises NoSuchDossier, StalePage, PapersIncomplete and what
    `objection` returns.
    """
    dossier, process = ground.locked(code, Action.ACCEPT, by=by, expect_version=expect_version)
    if missing := papers.missing_names(code):
        raise PapersIncomplete(count=len(missing))
    calendar = ground.calendar_of(dossier)
    dossier.accepted_at, dossier.accepted_by_id = at, by.user_id
    dossier.complete_at = complete_moment(
        Channel(dossier.channel),
        submitted_at=dossier.submitted_at,
        supplied_at=dossier.supplied_at,
        accepted_at=at,
        was_on_paper=dossier.was_on_paper,
    )
    dossier.due_at = due_moment(timing_of(dossier), calendar).due_at
    dossier.first_due_at = dossier.due_at
    dossier.calendar_known_at = calendar.known_at
    enter_in_register(dossier, at=at)
    step = process_rules.first(process)
    unit = ground.enter_step(
        dossier, step, at=at, calendar=calendar, assignee_id=_own(dossier, step.role.value, by)
    )
    keep(dossier, at=at)
    fact = DossierAccepted(
        subject=code,
        complete_at=dossier.complete_at,
        due_at=dossier.due_at,
        limit=f"{dossier.limit_amount.normalize():f} {dossier.limit_unit}",
        limit_source=dossier.limit_source,
        step=step.name,
        unit=unit.name,
        assignee_id=dossier.assignee_id,
    )
    journal.record(fact, by=by, at=at)


def _own(dossier: Dossier, role: str, by: Actor) -> int | None:
    """Who accepts keeps the first step, when it is the counter's."""
    return by.user_id if role == "counter" and by.unit_id == dossier.receiving_unit_id else None


@transaction.atomic
def decline(
    code: str, *, reason: str, by: Actor, at: datetime, expect_version: int | None = None
) -> None:
    """Refuse to accept, with a reason a person can read (Mẫu 03). NĐ 61/2018, Điều 17.1."""
    dossier, _process = ground.locked(code, Action.DECLINE, by=by, expect_version=expect_version)
    dossier.closing_reason, dossier.closed_at = written_reason(reason), at
    if dossier.money_state == Money.OWED:  # what was paid already is given back by itself
        dossier.money_state = Money.NOTHING_OWED.value
    close_requests(dossier, at=at)
    dossier.save()
    number = issue(
        dossier, PaperForm.REFUSAL, unit_id=dossier.receiving_unit_id, by=by.user_id, at=at
    )
    fact = DossierDeclined(subject=code, reason=dossier.closing_reason, number=number)
    journal.record(fact, by=by, at=at)


def close_requests(dossier: Dossier, *, at: datetime) -> None:
    """A request for a supplement that nobody needs to answer any more."""
    dossier.supplements.filter(supplied_at=None, closed_at=None).update(closed_at=at)


def written_reason(reason: str) -> str:
    text = checked_text("reason", reason, longest=LONGEST_REASON, many_lines=True)
    if not text:
        raise ReasonNeeded()
    return text


def missing_lines(intake: Intake) -> list[str]:
    return [line.name for line in intake.components if line.mark is Mark.MISSING]
