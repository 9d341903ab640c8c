"""What runs late or soon will: rows to warn of, lists, ways to judge by, the stock of work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Exists, F, OuterRef, Q, Value
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone

from motcua.coordination import queries as coordination
from motcua.deadlines import queries as deadlines
from motcua.deadlines.rules import HANOI, WorkCalendar, working_time_between
from motcua.dossiers.errors import NoSuchDossier
from motcua.dossiers.models import Dossier, DossierQuerySet, StepRun
from motcua.dossiers.queries.boxes import RUNNING, Box, in_box, in_state
from motcua.dossiers.queries.standing import process_of, standing_of
from motcua.dossiers.queries.walking import stored
from motcua.dossiers.queries.worklist import Row, row_of
from motcua.dossiers.rules import OPEN, Status, TimeState, may_see
from motcua.dossiers.rules.stays import Stay, Way
from motcua.people import queries as people
from motcua.people.queries import UnitCard
from motcua.people.rules import Actor, Role


SHOWN_AT_MOST = 200
SOON_AT_MOST = timedelta(days=14)  # the longest row of days off, and a working day


@dataclass(frozen=True, slots=True, kw_only=True)
class Clocked:
    """An open dossier whose time runs: the step it is at, the whole, or the answer to a filing."""

    pk: int
    code: str
    status: Status
    receiving_unit_id: int
    resolving_unit_id: int
    submitted_at: datetime
    answer_due_at: datetime | None
    due_at: datetime | None
    step_name: str
    step_role: str
    step_unit_id: int | None
    assignee_id: int | None
    step_entered_at: datetime | None
    step_due_at: datetime | None


_CLOCKED = tuple(Clocked.__dataclass_fields__)[1:]


def running_after(mark: tuple[datetime, int] | None, *, limit: int) -> tuple[Clocked, ...]:
    """Dossiers under way in the order of their due moments, a batch at a time. One query."""
    found = Dossier.objects.filter(status__in=RUNNING).order_by("due_at", "pk")
    if mark is not None:
        found = found.filter(Q(due_at__gt=mark[0]) | Q(due_at=mark[0], pk__gt=mark[1]))
    return _clocked(found[:limit])


def waiting_after(mark: tuple[datetime, int] | None, *, limit: int) -> tuple[Clocked, ...]:
    """Filings that wait for an answer, the oldest promise first, a batch at a time. One query."""
    found = Dossier.objects.filter(
        status=Status.REGISTERED.value, answer_due_at__isnull=False
    ).order_by("answer_due_at", "pk")
    if mark is not None:
        found = found.filter(
            Q(answer_due_at__gt=mark[0]) | Q(answer_due_at=mark[0], pk__gt=mark[1])
        )
    return _clocked(found[:limit])


def _clocked(found: DossierQuerySet) -> tuple[Clocked, ...]:
    rows = found.values_list("pk", *_CLOCKED)
    named = (dict(zip(("pk", *_CLOCKED), row, strict=True)) for row in rows)
    return tuple(Clocked(**{**row, "status": Status(row["status"])}) for row in named)


def way(code: str) -> Way:
    """Three queries. Raises NoSuchDossier. Asks nobody's permission: for services."""
    return ways_of([stored(code)])[code]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A dossier as the page of its explanation shows it."""

    way: Way
    version: int
    procedure_name: str
    applicant_name: str
    step_name: str
    reappointed_at: datetime | None


def case(code: str, actor: Actor) -> Case:
    """Four queries. Raises NoSuchDossier, also for one this person may not see."""
    d = stored(code)
    if not may_see(actor, standing_of(d, process_of(d), tie=coordination.tie(code))):
        raise NoSuchDossier()
    return Case(
        way=ways_of([d])[code],
        version=d.version,
        procedure_name=d.procedure_name,
        applicant_name=d.applicant_name,
        step_name=d.step_name or Status(d.status).label,
        reappointed_at=d.reappointed_at,
    )


def ways(codes: Collection[str]) -> dict[str, Way]:
    """Three queries."""
    return ways_of(list(Dossier.objects.filter(code__in=codes).defer("form", "search_key")))


def ways_of(dossiers: Sequence[Dossier]) -> dict[str, Way]:
    """Two queries."""
    runs = _runs_of(dossiers)
    units = people.units(_unit_ids(dossiers, runs))
    return {d.code: way_of(d, runs[d.pk], units) for d in dossiers}


def _runs_of(dossiers: Iterable[Dossier]) -> Mapping[int, list[StepRun]]:
    runs: defaultdict[int, list[StepRun]] = defaultdict(list)
    found = StepRun.objects.filter(dossier__in=[d.pk for d in dossiers])
    for run in found.order_by("entered_at", "pk"):
        runs[run.dossier_id].append(run)
    return runs


def _unit_ids(dossiers: Iterable[Dossier], runs: Mapping[int, list[StepRun]]) -> set[int]:
    ids = {i for d in dossiers for i in (d.receiving_unit_id, d.resolving_unit_id, d.step_unit_id)}
    ids |= {run.unit_id for found in runs.values() for run in found}
    return {i for i in ids if i is not None}


def way_of(d: Dossier, runs: Iterable[StepRun], units: Mapping[int, UnitCard]) -> Way:
    """From what is at hand already. No query."""
    return Way(
        code=d.code,
        status=Status(d.status),
        receiving_unit_id=d.receiving_unit_id,
        receiving_unit=units[d.receiving_unit_id].name,
        resolving_unit_id=d.resolving_unit_id,
        resolving_unit=units[d.resolving_unit_id].name,
        step_unit_id=d.step_unit_id,
        province_code=units[d.resolving_unit_id].province_code,
        submitted_at=d.submitted_at,
        answer_due_at=d.answer_due_at,
        accepted_at=d.accepted_at,
        complete_at=d.complete_at,
        due_at=d.due_at,
        finished_at=d.finished_at,
        stays=tuple(
            Stay(
                order=run.order,
                step=run.name,
                unit_id=run.unit_id,
                unit=units[run.unit_id].name,
                entered_at=run.entered_at,
                due_at=run.due_at,
                left_at=run.left_at,
            )
            for run in runs
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class LateRow:
    """A late dossier, or one that soon will be, with its way."""

    row: Row
    way: Way
    reappointed_at: datetime | None
    finished_at: datetime | None


@dataclass(frozen=True, slots=True)
class Overdue:
    """`late`: under way past their day, `soon`: due within so much working time or past a step's
    time; `finished`: had their result too late, since the day asked for."""

    late: tuple[LateRow, ...]
    soon: tuple[LateRow, ...]
    finished: tuple[LateRow, ...]
    mine: tuple[Row, ...]
    is_cut: bool  # there are more than the SHOWN_AT_MOST oldest
    calendar: WorkCalendar


def overdue(
    actor: Actor,
    *,
    now: datetime,
    soon: timedelta,
    since: date,
    unit_id: int | None = None,
    mine: int = 0,
) -> Overdue:
    """For a leader the agency, or one unit of it; for others their unit. Four queries.

    What has gone on to another unit stays with the one that was late with it. `mine`: so many of
    what waits for this person besides, most urgent first; one query more.
    """
    found = list(_ordered(_overdue(actor, unit_id, now, since))[:SHOWN_AT_MOST])
    own = list(_ordered(in_box(actor, Box.MINE, now))[:mine]) if mine else []
    runs = _runs_of(found)
    units = people.units(_unit_ids([*found, *own], runs))
    names = {d.assignee_id: d.assignee.name for d in (*found, *own) if d.assignee_id and d.assignee}
    province = units[(found or own)[0].resolving_unit_id].province_code if found or own else ""
    calendar = deadlines.work_calendar(province)
    sorted_out: dict[str, list[LateRow]] = {"late": [], "soon": [], "finished": []}
    for d in found:
        row = LateRow(
            row=row_of(d, names, units, calendar, now),
            way=way_of(d, runs[d.pk], units),
            reappointed_at=d.reappointed_at,
            finished_at=d.finished_at,
        )
        if place := _place(row, calendar, soon, now):
            sorted_out[place].append(row)
    return Overdue(
        **{name: tuple(rows) for name, rows in sorted_out.items()},
        is_cut=len(found) == SHOWN_AT_MOST,
        mine=tuple(row_of(d, names, units, calendar, now) for d in own),
        calendar=calendar,
    )


def _overdue(actor: Actor, unit_id: int | None, now: datetime, since: date) -> DossierQuerySet:
    """What is late or was, and what may be soon: the calendar says which of it is."""
    with_it = _answered_for(actor, unit_id, now)
    ended = _finished_late(with_it, since)
    near = Q(due_at__lte=now + SOON_AT_MOST) | Q(step_due_at__lt=now)
    here = _here(actor, unit_id).filter(near, status__in=RUNNING)
    late = with_it.filter(in_state(TimeState.LATE, now))
    keys = late.values("pk").union(here.values("pk"), ended.values("pk"))
    return Dossier.objects.filter(pk__in=keys)


def _place(row: LateRow, calendar: WorkCalendar, soon: timedelta, now: datetime) -> str:
    way = row.way
    if way.finished_at is not None:
        return "finished"
    if way.is_late(now):
        return "late"
    assert way.due_at is not None
    left = working_time_between(min(now, way.due_at), way.due_at, calendar)
    last = way.stays[-1]
    is_step_late = last.due_at is not None and last.due_at < now
    return "soon" if left <= soon or is_step_late else ""


def late_codes(actor: Actor, *, now: datetime, since: date) -> tuple[str, ...]:
    """All that are late now or had their result too late since a day. Two queries."""
    scope = _answered_for(actor, None, now)
    late = scope.filter(in_state(TimeState.LATE, now)).values_list("code", flat=True)
    return (*late, *_finished_late(scope, since).values_list("code", flat=True))


def _here(actor: Actor, unit_id: int | None) -> DossierQuerySet:
    """What lies there now."""
    if not actor.roles - {Role.ADMIN}:
        return Dossier.objects.none()
    if Role.LEADER not in actor.roles:
        return Dossier.objects.filter(step_unit=actor.unit_id)
    found = Dossier.objects.filter(resolving_unit=actor.agency_id)
    return found.filter(step_unit=unit_id) if unit_id else found


def _answered_for(actor: Actor, unit_id: int | None, now: datetime) -> DossierQuerySet:
    """What lies there, or stayed there longer than it should have."""
    if Role.LEADER in actor.roles and unit_id is None:
        return _here(actor, None)
    unit_id = unit_id if unit_id and Role.LEADER in actor.roles else actor.unit_id
    overran = StepRun.objects.annotate(until=Coalesce("left_at", Value(now))).filter(
        dossier=OuterRef("pk"), unit=unit_id, due_at__lt=F("until")
    )
    seen = Dossier.objects.seen_by_agency(actor.agency_id)
    if not actor.roles - {Role.ADMIN}:
        return Dossier.objects.none()
    return seen.filter(Q(step_unit=unit_id) | Exists(overran))


def _ordered(found: DossierQuerySet) -> DossierQuerySet:
    ordered = found.order_by(F("due_at").asc(nulls_last=True), "pk").select_related("assignee")
    return ordered.defer("form", "closing_reason", "search_key")


def _finished_late(scope: DossierQuerySet, since: date) -> DossierQuerySet:
    ended = Q(status=Status.FINISHED.value) | Q(closed_at__gte=_start(since))
    return scope.filter(
        ended,
        finished_at__gte=_start(since),
        finished_at__date__gt=TruncDate("due_at", tzinfo=HANOI),
    )


@dataclass(frozen=True, slots=True)
class Slice:
    """So many open dossiers of one unit, field and age; `age` indexes AGES."""

    unit_id: int | None
    field: str
    age: int
    open: int
    late: int


AGES = (2, 7, 15, 30)  # days since filing; the last slice is what is older


def backlog(actor: Actor, *, now: datetime) -> tuple[Slice, ...]:
    """The open work of the agency or unit, cut by unit, field and age. One query."""
    found = _here(actor, None).filter(status__in=_UNFINISHED)
    days = {f"d{n}": Count("pk", filter=_aged(n, now)) for n in range(len(AGES) + 1)}
    lates = {
        f"l{n}": Count("pk", filter=_aged(n, now) & in_state(TimeState.LATE, now))
        for n in range(len(AGES) + 1)
    }
    cut = found.values("step_unit", "field").annotate(**days, **lates)
    return tuple(
        Slice(row["step_unit"], row["field"], n, row[f"d{n}"], row[f"l{n}"])
        for row in cut
        for n in range(len(AGES) + 1)
        if row[f"d{n}"]
    )


def _aged(n: int, now: datetime) -> Q:
    """Filed so long ago that it belongs to the n-th slice."""
    newest = now - timedelta(days=AGES[n - 1]) if n else None
    oldest = now - timedelta(days=AGES[n]) if n < len(AGES) else None
    younger = Q(submitted_at__gt=oldest) if oldest else Q()
    return younger & (Q(submitted_at__lte=newest) if newest else Q())


@dataclass(frozen=True, slots=True)
class Flow:
    """Open at the start, and received, were given a result or ended since: open now.

    The last is counted from the states, the others from the moments; they must agree.
    """

    before: int
    received: int
    settled: int
    open: int

    @property
    def is_equal(self) -> bool:
        return self.before + self.received - self.settled == self.open


def flow(agency_id: int, *, since: date) -> Flow:
    """Of the dossiers an agency resolves. One query, over what was open at the start or came since.

    Settled is what has its result, picked up or not, or ended without one.
    """
    start = _start(since)
    of_agency = Dossier.objects.filter(resolving_unit=agency_id)
    lived = of_agency.filter(Q(status__in=_OPEN) | Q(closed_at__gte=start))
    alive = lived.annotate(settled_at=Coalesce("finished_at", "closed_at"))
    unsettled_then = Q(settled_at=None) | Q(settled_at__gte=start)
    counted = alive.aggregate(
        before=Count("pk", filter=Q(submitted_at__lt=start) & unsettled_then),
        received=Count("pk", filter=Q(submitted_at__gte=start)),
        settled=Count("pk", filter=Q(settled_at__gte=start)),
        open=Count("pk", filter=Q(status__in=_UNFINISHED)),
    )
    return Flow(**counted)


_OPEN = sorted(s.value for s in OPEN)
_UNFINISHED = sorted(s.value for s in OPEN - {Status.FINISHED})


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min), HANOI)
