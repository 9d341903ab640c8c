"""One dossier goes again through what was done with it; what the services would write is kept.

Each method does what the service of its action does, on rows that are written later and together.
`tests/dossiers/test_importing.py` holds both beside each other, row by row.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar

from motcua.deadlines.rules import Span, WorkCalendar, close_on, supplement_latest
from motcua.dossiers import facts
from motcua.dossiers.models import ClockSpan, Dossier, IssuedPaper, Supplement
from motcua.dossiers.queries.figuring import stand_of
from motcua.dossiers.queries.standing import limit_of
from motcua.dossiers.rules import (
    Action,
    Channel,
    Delivery,
    DeliveryState,
    Outcome,
    PaperForm,
    SpanReason,
    Status,
    Timing,
    complete_moment,
    due_moment,
    hand_over,
    status_after,
    timeliness,
)
from motcua.dossiers.rules.clock import HANOI
from motcua.dossiers.services import ground
from motcua.dossiers.services.importing.numbers import Numbers
from motcua.dossiers.services.importing.values import Act, History, Run
from motcua.journal.rules import Fact
from motcua.ledger.rules import Stand
from motcua.papers.services.importing import are_digitised
from motcua.people.queries import UnitCard
from motcua.people.rules import Role
from motcua.process import rules as process_rules
from motcua.process.rules import Step, SupplementMode


Happened = tuple[Fact, int | None, datetime]


@dataclass(slots=True)
class Replay:
    """`offices`: the unit of each step; `names` of people; `dossier` as filed, with its numbers."""

    history: History
    dossier: Dossier
    calendar: WorkCalendar
    offices: Mapping[int, UnitCard]
    names: Mapping[int, str]
    numbers: Numbers
    runs: list[Run] = field(default_factory=list)
    spans: list[ClockSpan] = field(default_factory=list)
    supplements: list[Supplement] = field(default_factory=list)
    issued: list[IssuedPaper] = field(default_factory=list)
    stood: list[tuple[date, Stand]] = field(default_factory=list)
    happened: list[Happened] = field(default_factory=list)

    def run(self) -> None:
        """Raises KeyError for an action that histories do not hold, and what the process says."""
        plan, code = self.history.plan, self.dossier.code
        fact = facts.DossierSubmitted(
            subject=code,
            procedure=plan.procedure.code,
            channel=self.dossier.channel,
            receiving_unit=plan.receiving.code,
            resolving_unit=plan.resolving.code,
        )
        self.happened.append((fact, self.history.filed_by, self.history.filed_at))
        for act in self.history.acts:
            was_accepted = self.dossier.accepted_at is not None
            status = Status(self.dossier.status)
            self.dossier.status = status_after(status, act.action, was_accepted=was_accepted).value
            self.dossier.version += 1
            self._DOING[act.action](self, act)

    def _accept(self, act: Act) -> None:
        dossier, process = self.dossier, self.history.plan.process
        dossier.accepted_at, dossier.accepted_by_id = act.at, act.by
        dossier.complete_at = complete_moment(
            Channel(dossier.channel),
            submitted_at=dossier.submitted_at,
            supplied_at=dossier.supplied_at,
            accepted_at=act.at,
        )
        dossier.due_at = dossier.first_due_at = self._due()
        dossier.calendar_known_at = self.calendar.known_at
        step = process_rules.first(process)
        unit = self._enter(step, act.at, act.by if step.role is Role.COUNTER else None)
        self._keep(act.at)
        fact = facts.DossierAccepted(
            subject=dossier.code,
            complete_at=dossier.complete_at,
            due_at=dossier.due_at,
            limit=f"{dossier.limit_amount.normalize():f} {dossier.limit_unit}",
            limit_source=dossier.limit_source,
            step=step.name,
            unit=unit.name,
            assignee_id=dossier.assignee_id,
        )
        self._tell(fact, act)

    def _move(self, act: Act) -> None:
        if act.action in (Action.APPROVE, Action.REFUSE):
            granted = act.action is Action.APPROVE
            self.dossier.outcome = (Outcome.GRANTED if granted else Outcome.REFUSED).value
            self.dossier.closing_reason = "" if granted else act.note
        target = ground.next_step(self.dossier, self.history.plan.process, act.action)
        left = self._leave(act)
        unit = self._enter(target, act.at, act.to)
        self._keep(act.at)
        fact = facts.StepTaken(
            subject=self.dossier.code,
            action=act.action.value,
            from_step=left,
            to_step=target.name,
            unit=unit.name,
            assignee=self.names[act.to] if act.to else "",
            note=act.note,
            assignee_id=self.dossier.assignee_id,
        )
        self._tell(fact, act)

    def _ask(self, act: Act) -> None:
        dossier, rule = self.dossier, self.history.plan.process.supplement
        started = dossier.accepted_at or dossier.submitted_at
        asked = Supplement(
            dossier_id=dossier.pk,
            items=list(act.items),
            reason=act.note,
            asked_at=act.at,
            asked_by_id=act.by,
            answer_until=close_on(act.at, self.calendar),
            is_extra=dossier.supplements_asked >= rule.most,
            is_late=dossier.accepted_at is not None
            and act.at > supplement_latest(started, self.calendar),
        )
        self.supplements.append(asked)
        dossier.supplements_asked += 1
        if dossier.accepted_at is not None:
            self._leave(act)
            self._stop_clock(act, rule.source, rule.mode is not SupplementMode.SUSPEND)
        self._keep(act.at)
        fact = facts.SupplementAsked(
            subject=dossier.code,
            items=act.items,
            reason=act.note,
            step=dossier.step_name,
            answer_until=asked.answer_until,
            is_extra=asked.is_extra,
            is_late=asked.is_late,
            number=self._issue(PaperForm.SUPPLEMENT, act),
        )
        self._tell(fact, act)

    def _stop_clock(self, act: Act, source: str, restarts: bool) -> None:
        span = ClockSpan(
            dossier_id=self.dossier.pk,
            reason=SpanReason.SUPPLEMENT.value,
            source=source,
            started_at=act.at,
            restarts=restarts,
        )
        self.spans.append(span)
        self.dossier.due_at = self.dossier.step_due_at = None

    def _supply(self, act: Act) -> None:
        dossier, mode = self.dossier, "intake"
        self.supplements[-1].supplied_at = act.at
        if dossier.accepted_at is None:
            dossier.supplied_at = act.at
        else:
            mode = "restart" if self._start_clock(act.at) else "suspend"
        self._keep(act.at)
        fact = facts.SupplementSupplied(subject=dossier.code, due_at=dossier.due_at, mode=mode)
        self._tell(fact, act)

    def _start_clock(self, at: datetime) -> bool:
        dossier, span = self.dossier, self.spans[-1]
        span.ended_at = at
        if span.restarts:
            dossier.complete_at = at
        else:
            dossier.has_stood_still = True
        dossier.due_at = self._due()
        self._stay(process_rules.step(self.history.plan.process, dossier.step_order), at)
        return span.restarts

    def _conclude(self, act: Act) -> None:
        dossier = self.dossier
        assert dossier.due_at is not None
        dossier.result_number = act.note
        dossier.outcome = dossier.outcome or Outcome.GRANTED.value
        dossier.finished_at = act.at
        dossier.delivery_state = DeliveryState.WAITING.value
        target = ground.next_step(dossier, self.history.plan.process, Action.CONCLUDE)
        self._leave(act, note="")
        self._enter(target, act.at, None)
        self._keep(act.at)
        fact = facts.DossierConcluded(
            subject=dossier.code,
            outcome=dossier.outcome,
            result_number=act.note,
            timeliness=timeliness(act.at, dossier.due_at).value,
            is_digitised=self.stood[-1][1].is_digitised,
        )
        self._tell(fact, act)

    def _return(self, act: Act) -> None:
        dossier = self.dossier
        given = hand_over(agreed=Delivery(dossier.delivery), handed_to=dossier.applicant_name)
        dossier.handed_to, dossier.returned_how = given.handed_to, given.how.value
        dossier.returned_at, dossier.returned_by_id = act.at, act.by
        dossier.closed_at = act.at
        dossier.delivery_state = DeliveryState.DELIVERED.value
        self._leave(act)
        dossier.step_due_at = dossier.assignee_id = None
        fact = facts.ResultReturned(
            subject=dossier.code, delivery=dossier.delivery, how=given.how.value
        )
        self._tell(fact, act)

    def _enter(self, step: Step, at: datetime, assignee_id: int | None) -> UnitCard:
        dossier, unit = self.dossier, self.offices[step.order]
        dossier.step_order, dossier.step_name = step.order, step.name
        dossier.step_role, dossier.step_unit_id = step.role.value, unit.id
        dossier.assignee_id = assignee_id
        self._stay(step, at)
        return unit

    def _stay(self, step: Step, at: datetime) -> None:
        dossier, process = self.dossier, self.history.plan.process
        assert dossier.step_unit_id is not None
        dossier.step_entered_at = at
        dossier.step_due_at = ground.due_of_stay(process, step, at, self.calendar)
        run = Run(
            dossier_id=dossier.pk,
            order=step.order,
            name=step.name,
            role=step.role.value,
            unit_id=dossier.step_unit_id,
            assignee_id=dossier.assignee_id,
            entered_at=at,
            due_at=dossier.step_due_at,
        )
        self.runs.append(run)

    def _leave(self, act: Act, *, note: str | None = None) -> str:
        run = self.runs[-1]
        run.left_at, run.left_by_id, run.action = act.at, act.by, act.action.value
        run.note = act.note if note is None else note
        return run.name

    def _keep(self, at: datetime) -> None:
        has_result = self.dossier.status == Status.FINISHED.value
        scanned = has_result and are_digitised(self.history.papers)
        stand = stand_of(self.dossier, is_digitised=scanned)
        if stand is not None:
            self.stood.append((_day(at), stand))

    def _due(self) -> datetime:
        dossier = self.dossier
        assert dossier.complete_at is not None
        spans = tuple(
            Span(span.started_at, span.ended_at)
            for span in self.spans
            if not span.restarts and span.ended_at is not None
        )
        timing = Timing(dossier.complete_at, limit_of(dossier), dossier.cutoff, spans)
        return due_moment(timing, self.calendar).due_at

    def _issue(self, form: PaperForm, act: Act) -> int:
        unit_id, year = self.dossier.receiving_unit_id, _day(act.at).year
        paper = IssuedPaper(
            dossier_id=self.dossier.pk,
            form=form.value,
            unit_id=unit_id,
            year=year,
            number=self.numbers.of_year(unit_id, form.value, year),
            issued_at=act.at,
            issuer_id=act.by,
        )
        self.issued.append(paper)
        return paper.number

    def _tell(self, fact: Fact, act: Act) -> None:
        self.happened.append((fact, act.by, act.at))

    _DOING: ClassVar[Mapping[Action, Callable[[Replay, Act], None]]] = {
        Action.ACCEPT: _accept,
        Action.FORWARD: _move,
        Action.APPROVE: _move,
        Action.REFUSE: _move,
        Action.ASK_SUPPLEMENT: _ask,
        Action.SUPPLY: _supply,
        Action.CONCLUDE: _conclude,
        Action.RETURN_RESULT: _return,
    }


def _day(moment: datetime) -> date:
    """In Vietnam; what Django's own answer costs is too much a million times."""
    return moment.astimezone(HANOI).date()
