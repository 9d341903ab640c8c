"""Requests as pages and papers show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from motcua.coordination.errors import NoSuchRequest
from motcua.coordination.models import Request
from motcua.coordination.rules import (
    ASKED,
    OPEN,
    TRANSITIONS,
    Charge,
    Course,
    Deed,
    Kind,
    Result,
    State,
    charged,
)
from motcua.deadlines.rules import Limit, LimitUnit, WorkCalendar, working_time_between
from motcua.people import queries as people


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestCard:
    """A request with all names; `asked` is the unit or the agency outside the system."""

    id: int
    subject: str
    kind: Kind
    state: State
    batch: int
    leg: str
    is_parallel: bool
    counts: bool
    after_id: int | None
    from_unit_id: int
    from_unit: str
    asked_unit_id: int | None
    asked: str
    via_unit_id: int | None
    via: str
    content: str
    papers: tuple[str, ...]
    limit: Limit
    if_silent: str
    asked_at: datetime
    asked_by_id: int
    asked_by: str
    sent_at: datetime | None
    due_at: datetime | None
    handed_on_at: datetime | None
    handed_on_by: str
    taken_at: datetime | None
    taken_by_id: int | None
    taken_by: str
    reminders: int
    reminded_at: datetime | None
    answered_at: datetime | None
    answered_by: str
    result: Result | None
    result_number: str
    answer: str
    silent_at: datetime | None
    silent_by: str
    cancelled_at: datetime | None
    cancelled_by: str
    end_note: str

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_outside(self) -> bool:
        """Asked is an agency without accounts here: who asks writes the answer down."""
        return self.asked_unit_id is None

    @property
    def ended_at(self) -> datetime | None:
        return self.answered_at or self.silent_at or self.cancelled_at

    @property
    def holder(self) -> str:
        """Who has it now: the one-stop before the office, the office, or the person there."""
        if self.state is State.AT_ONE_STOP:
            return self.via
        return self.taken_by or self.asked

    def has_deed(self, deed: Deed) -> bool:
        return (self.state, deed) in TRANSITIONS

    def is_overdue(self, now: datetime) -> bool:
        due_now = self.state in ASKED or self.state is State.AT_ONE_STOP
        return due_now and self.due_at is not None and now > self.due_at

    def late_by(self, calendar: WorkCalendar, now: datetime) -> timedelta:
        """Working time past the due moment, until the answer or until now."""
        end = self.ended_at or now
        if self.due_at is None or end <= self.due_at or self.state is State.WAITING:
            return timedelta()
        return working_time_between(self.due_at, end, calendar)

    @property
    def course(self) -> Course:
        return Course(
            unit_id=self.asked_unit_id,
            unit=self.asked,
            via_unit_id=self.via_unit_id,
            via_unit=self.via,
            sent_at=self.sent_at,
            handed_on_at=self.handed_on_at,
            due_at=self.due_at,
            answered_at=self.answered_at,
            silent_at=self.silent_at,
            cancelled_at=self.cancelled_at,
        )


@dataclass(frozen=True, slots=True)
class Unnamed:
    """Requests without the names of their units and people, for who has those at hand."""

    rows: tuple[Request, ...]

    @property
    def unit_ids(self) -> set[int]:
        ids = (i for r in self.rows for i in (r.from_unit_id, r.asked_unit_id, r.via_unit_id))
        return {i for i in ids if i is not None}

    @property
    def user_ids(self) -> set[int]:
        return {i for row in self.rows for i in _people(row) if i is not None}

    def named(self, units: Mapping[int, str], names: Mapping[int, str]) -> tuple[RequestCard, ...]:
        return tuple(_card(row, units, names) for row in self.rows)


def unnamed_of(subject: str) -> Unnamed:
    """All of one dossier, in the order they were made. One query."""
    return Unnamed(tuple(Request.objects.filter(subject=subject).order_by("pk")))


def subject_of(request_id: int) -> str:
    """One query. Raises NoSuchRequest."""
    rows = Request.objects.filter(pk=request_id) if request_id < 2**63 else Request.objects.none()
    subject = rows.values_list("subject", flat=True).first()
    if subject is None:
        raise NoSuchRequest()
    return subject


def request_card(request_id: int) -> RequestCard:
    """Three queries. Raises NoSuchRequest."""
    if request_id >= 2**63:
        raise NoSuchRequest()
    found = cards(Request.objects.filter(pk=request_id))
    if not found:
        raise NoSuchRequest()
    return found[0]


def requests_of(subject: str) -> tuple[RequestCard, ...]:
    """All of one dossier, in the order they were made. Three queries at most."""
    return _named(unnamed_of(subject))


def charges(
    found: Sequence[RequestCard], calendar: WorkCalendar, *, now: datetime
) -> tuple[Charge, ...]:
    """The working time of each office asked, and how late it is, with its name."""
    return charged((card.course for card in found), calendar, now=now)


def cards(rows: Iterable[Request]) -> tuple[RequestCard, ...]:
    return _named(Unnamed(tuple(rows)))


def _named(found: Unnamed) -> tuple[RequestCard, ...]:
    units = {pk: unit.name for pk, unit in people.units(found.unit_ids).items()}
    return found.named(units, people.names_of(found.user_ids))


def _people(row: Request) -> tuple[int | None, ...]:
    return (
        row.asked_by_id,
        row.handed_on_by_id,
        row.taken_by_id,
        row.answered_by_id,
        row.silent_by_id,
        row.cancelled_by_id,
    )


def _card(row: Request, units: Mapping[int, str], names: Mapping[int, str]) -> RequestCard:
    return RequestCard(
        id=row.pk,
        subject=row.subject,
        kind=Kind(row.kind),
        state=State(row.state),
        batch=row.batch,
        leg=row.leg,
        is_parallel=row.is_parallel,
        counts=row.counts,
        after_id=row.after_id,
        from_unit_id=row.from_unit_id,
        from_unit=units[row.from_unit_id],
        asked_unit_id=row.asked_unit_id,
        asked=row.asked_agency or units[row.asked_unit_id or 0],
        via_unit_id=row.via_unit_id,
        via=units.get(row.via_unit_id or 0, ""),
        content=row.content,
        papers=tuple(row.papers),
        limit=Limit(row.limit_amount.normalize(), LimitUnit(row.limit_unit), row.limit_source),
        if_silent=row.if_silent,
        asked_at=row.asked_at,
        asked_by_id=row.asked_by_id,
        asked_by=names.get(row.asked_by_id, ""),
        sent_at=row.sent_at,
        due_at=row.due_at,
        handed_on_at=row.handed_on_at,
        handed_on_by=names.get(row.handed_on_by_id or 0, ""),
        taken_at=row.taken_at,
        taken_by_id=row.taken_by_id,
        taken_by=names.get(row.taken_by_id or 0, ""),
        reminders=row.reminders,
        reminded_at=row.reminded_at,
        answered_at=row.answered_at,
        answered_by=names.get(row.answered_by_id or 0, ""),
        result=Result(row.result) if row.result else None,
        result_number=row.result_number,
        answer=row.answer,
        silent_at=row.silent_at,
        silent_by=names.get(row.silent_by_id or 0, ""),
        cancelled_at=row.cancelled_at,
        cancelled_by=names.get(row.cancelled_by_id or 0, ""),
        end_note=row.end_note,
    )
