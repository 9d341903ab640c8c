"""Work lists: which dossiers an official sees where, in the order of their due moments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Exists, F, OuterRef, Q, Value
from django.utils import timezone

from motcua.deadlines import queries as deadlines
from motcua.deadlines.rules import WorkCalendar
from motcua.dossiers.models import Dossier, DossierQuerySet, StepRun
from motcua.dossiers.queries.due_words import DueWords, due_words
from motcua.dossiers.rules import Channel, Status, TimeState
from motcua.people import queries as people
from motcua.people.rules import Actor, Role, fold, sort_key


RUNNING = (Status.ACCEPTED.value, Status.IN_PROCESS.value)
CLOCK_STANDS = (Status.AWAITING_SUPPLEMENT.value, Status.AWAITING_PAYMENT.value)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
FOUND_AT_MOST = 50


class Box(StrEnum):
    """A list in the rail of the desk."""

    MINE = "mine"
    INTAKE = "intake"
    WAITING = "waiting"
    SENT = "sent"
    POOL = "pool"
    UNIT = "unit"
    RETURNS = "returns"
    AGENCY = "agency"
    DONE = "done"

    @property
    def label(self) -> str:
        return _BOX_LABELS[self]


_BOX_LABELS = {
    Box.MINE: "Việc của tôi",
    Box.INTAKE: "Chờ tiếp nhận",
    Box.WAITING: "Chờ bổ sung",
    Box.SENT: "Đã chuyển đi",
    Box.POOL: "Chưa phân công",
    Box.UNIT: "Đang ở đơn vị",
    Box.RETURNS: "Chờ trả kết quả",
    Box.AGENCY: "Toàn cơ quan",
    Box.DONE: "Xong tháng này",
}


@dataclass(frozen=True, slots=True)
class Filter:
    """What the bar above the list says; it lives in the page's address."""

    state: TimeState | None = None
    field: str = ""
    channel: Channel | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A dossier as a list shows it: all decided, nothing left for the template to query."""

    code: str
    version: int
    procedure_name: str
    applicant_name: str
    channel: Channel
    status: Status
    state: TimeState
    due: DueWords
    step_name: str
    assignee_name: str
    unit_name: str
    submitted_at: datetime


@dataclass(frozen=True, slots=True)
class Page:
    rows: tuple[Row, ...]
    next_cursor: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of a box are in each state, and its fields for the filter."""

    total: int
    by_state: Mapping[TimeState, int]
    fields: tuple[str, ...]


def work_list(
    actor: Actor,
    box: Box,
    *,
    now: datetime,
    chosen: Filter | None = None,
    cursor: str = "",
    limit: int = 50,
) -> Page:
    """A page of a box, most urgent first. Four queries, however long the list."""
    found = _filtered(in_box(actor, box, now), chosen or Filter(), now)
    found = _after(found, cursor).order_by(F("due_at").asc(nulls_last=True), "pk")
    dossiers = list(found.defer("form", "closing_reason", "search_key")[: limit + 1])
    page, more = dossiers[:limit], len(dossiers) > limit
    return Page(rows=rows_of(page, now), next_cursor=_cursor(page[-1]) if more else "")


def rows_of(dossiers: Sequence[Dossier], now: datetime) -> tuple[Row, ...]:
    """Rows of one province: their words are counted by its calendar."""
    names = people.names_of([d.assignee_id for d in dossiers if d.assignee_id])
    units = people.units(
        {d.step_unit_id for d in dossiers if d.step_unit_id}
        | {d.resolving_unit_id for d in dossiers}
    )
    province = units[dossiers[0].resolving_unit_id].province_code if dossiers else ""
    calendar = deadlines.work_calendar(province)
    return tuple(_row(d, names, units, calendar, now) for d in dossiers)


def _row(
    d: Dossier,
    names: Mapping[int, str],
    units: Mapping[int, people.UnitCard],
    calendar: WorkCalendar,
    now: datetime,
) -> Row:
    due = due_words(
        Status(d.status),
        due_at=d.due_at,
        started_at=d.complete_at,
        finished_at=d.finished_at,
        calendar=calendar,
        now=now,
    )
    return Row(
        code=d.code,
        version=d.version,
        procedure_name=d.procedure_name,
        applicant_name=d.applicant_name,
        channel=Channel(d.channel),
        status=Status(d.status),
        state=due.state,
        due=due,
        step_name=d.step_name or Status(d.status).label,
        assignee_name=names.get(d.assignee_id or 0, ""),
        unit_name=units[d.step_unit_id].short_name if d.step_unit_id else "",
        submitted_at=d.submitted_at,
    )


def in_box(actor: Actor, box: Box, now: datetime) -> DossierQuerySet:
    """The one place that says what belongs to a list; counts and pages ask it."""
    if not actor.roles - {Role.ADMIN}:
        return Dossier.objects.none()
    if box is Box.DONE:
        return Dossier.objects.filter(
            _handled_by(actor), finished_at__gte=_month_start(now), outcome__gt=""
        )
    if box is Box.SENT:
        return Dossier.objects.open().filter(_handled_by(actor)).exclude(_mine(actor))
    return Dossier.objects.open().filter(_conditions(actor)[box])


def _conditions(actor: Actor) -> dict[Box, Q]:
    running = Q(status__in=RUNNING)
    at_unit = Q(step_unit=actor.unit_id)
    received = Q(receiving_unit=actor.unit_id)
    return {
        Box.MINE: _mine(actor),
        Box.INTAKE: received & Q(status=Status.REGISTERED.value),
        Box.WAITING: Q(status__in=CLOCK_STANDS) & (at_unit | received),
        Box.POOL: running & at_unit & Q(assignee=None),
        Box.UNIT: at_unit,
        Box.RETURNS: Q(status=Status.FINISHED.value, returning_unit=actor.unit_id),
        Box.AGENCY: Q(resolving_unit=actor.agency_id),
    }


def _mine(actor: Actor) -> Q:
    roles = [role.value for role in actor.roles]
    mine = Q(assignee=actor.user_id) | Q(assignee=None, step_role__in=roles)
    return Q(status__in=RUNNING, step_unit=actor.unit_id) & mine


def _handled_by(actor: Actor) -> Exists:
    return Exists(StepRun.objects.filter(dossier=OuterRef("pk"), left_by=actor.user_id))


def box_counts(actor: Actor) -> dict[Box, int]:
    """How many in each box of the rail whose dossiers are open. One query."""
    conditions = _conditions(actor)
    here = Q(step_unit=actor.unit_id) | Q(receiving_unit=actor.unit_id)
    here |= Q(returning_unit=actor.unit_id) | Q(resolving_unit=actor.agency_id)
    counted = (
        Dossier.objects.open()
        .filter(here)
        .aggregate(
            **{box.value: Count("pk", filter=condition) for box, condition in conditions.items()}
        )
    )
    return {box: counted[box.value] for box in conditions}


def find(actor: Actor, text: str, *, now: datetime) -> tuple[Row, ...]:
    """Dossiers of the official's agency by code, name or number; the newest first."""
    if not actor.roles - {Role.ADMIN}:
        return ()
    found = Dossier.objects.seen_by_agency(actor.agency_id).filter(matching(text))
    found = found.defer("form", "closing_reason", "search_key").order_by("-pk")
    return rows_of(list(found[:FOUND_AT_MOST]), now)


def state_counts(actor: Actor, box: Box, *, now: datetime) -> Counts:
    """How many of a box are late, due today, in time, and with a clock that stands. One query."""
    wanted = (TimeState.LATE, TimeState.SOON, TimeState.OK, TimeState.WAIT, TimeState.PAUSE)
    counted = in_box(actor, box, now).aggregate(
        total=Count("pk"),
        fields=ArrayAgg("field", distinct=True, default=Value([])),
        **{state.value: Count("pk", filter=_in_state(state, now)) for state in wanted},
    )
    return Counts(
        total=counted["total"],
        by_state={state: counted[state.value] for state in wanted},
        fields=tuple(sorted(counted["fields"], key=sort_key)),
    )


def _in_state(state: TimeState, now: datetime) -> Q:
    today = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    tomorrow = today + timedelta(days=1)
    running = Q(status__in=RUNNING)
    return {
        TimeState.LATE: running & Q(due_at__lt=today),
        TimeState.SOON: running & Q(due_at__gte=today, due_at__lt=tomorrow),
        TimeState.OK: running & Q(due_at__gte=tomorrow),
        TimeState.WAIT: Q(status=Status.AWAITING_SUPPLEMENT.value),
        TimeState.PAUSE: Q(status=Status.AWAITING_PAYMENT.value),
        TimeState.NEW: Q(status=Status.REGISTERED.value),
        TimeState.DONE: Q(status__in=[Status.FINISHED.value, Status.RETURNED.value]),
        TimeState.REFUSED: Q(status=Status.DECLINED.value),
    }[state]


def _filtered(found: DossierQuerySet, chosen: Filter, now: datetime) -> DossierQuerySet:
    if chosen.state is not None:
        found = found.filter(_in_state(chosen.state, now))
    if chosen.field:
        found = found.filter(field=chosen.field)
    if chosen.channel is not None:
        found = found.filter(channel=chosen.channel.value)
    if chosen.text:
        found = found.filter(matching(chosen.text))
    return found


def matching(text: str) -> Q:
    """Codes by their beginning, names and numbers anywhere, without marks."""
    return Q(code__startswith=text.strip().upper()[:60]) | Q(search_key__contains=fold(text)[:200])


def _after(found: DossierQuerySet, cursor: str) -> DossierQuerySet:
    if not cursor:
        return found
    moment, _, pk = cursor.rpartition("_")
    if not (pk.isascii() and pk.isdigit() and len(pk) < 18):
        return found
    if not moment:
        return found.filter(due_at=None, pk__gt=int(pk))
    if not (moment.isascii() and moment.isdigit() and len(moment) < 18):
        return found
    due_at = EPOCH + timedelta(microseconds=int(moment))
    return found.filter(Q(due_at__gt=due_at) | Q(due_at=due_at, pk__gt=int(pk)) | Q(due_at=None))


def _cursor(dossier: Dossier) -> str:
    moment = (dossier.due_at - EPOCH) // timedelta(microseconds=1) if dossier.due_at else ""
    return f"{moment}_{dossier.pk}"


def _month_start(now: datetime) -> datetime:
    return timezone.localtime(now).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
