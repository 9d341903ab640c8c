"""Versions of processes. Two queries each: the versions, their steps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q

from motcua.deadlines.rules import Limit, LimitUnit
from motcua.people.rules import Role, UnitKind
from motcua.process.errors import NoProcess, NoSuchProcess
from motcua.process.models import ProcessStep, ProcessVersion
from motcua.process.rules import (
    Office,
    Process,
    State,
    Step,
    default_steps,
    fitted,
    leg_from,
    options_from,
    supplement_from,
    ways_from,
)


# A vertical agency of a commune (police, tax) works by the processes of the commune.
_LEVELS = {UnitKind.VERTICAL: UnitKind.COMMUNE}


@dataclass(frozen=True, slots=True)
class ProcessCard:
    """A version in the administrator's list."""

    id: int
    procedure: str
    title: str
    case: str
    level: UnitKind
    version: int
    state: State
    since: date
    until: date | None
    limit: str
    steps: int
    source: str


def process_for(
    procedure_code: str,
    *,
    level: UnitKind,
    on: date,
    case: str = "",
    field: str = "",
    limit: Limit | None = None,
) -> Process:
    """The approved process of that day: of the case, of every case, of any case, or the default.

    `limit` is the dossier's own: times of steps are fitted to it (see rules.fitted). `field` (lĩnh
    vực) chooses the handling office of a default. Raises NoProcess. Two queries.
    """
    at = _LEVELS.get(level, level)
    versions = ProcessVersion.objects.approved().in_force(on)
    found = list(versions.filter(level=at.value, procedure__in=[procedure_code, ""]))
    if not found:
        raise NoProcess(procedure=procedure_code, level=at.label, on=on)
    best = min(found, key=lambda v: (not v.procedure, v.case != case, v.case != "", v.pk))
    return _finished(best, list(best.steps.order_by("order")), field=field, limit=limit)


def process(process_id: int, *, field: str = "", limit: Limit | None = None) -> Process:
    """One version, whatever its state: a dossier keeps the version it began with.

    Give `field` and `limit` as to process_for, for the same answer. Raises NoSuchProcess.
    """
    found = processes([process_id])
    if process_id not in found:
        raise NoSuchProcess()
    return with_times(found[process_id], field=field, limit=limit)


def processes(ids: Iterable[int]) -> dict[int, Process]:
    """Versions by id as they are kept, for lists; `with_times` gives one a dossier's times."""
    versions = ProcessVersion.objects.in_bulk(list(ids))
    steps: dict[int, list[ProcessStep]] = defaultdict(list)
    for row in ProcessStep.objects.filter(process__in=versions).order_by("process", "order"):
        steps[row.process_id].append(row)
    return {pk: _kept(version, steps[pk]) for pk, version in versions.items()}


def with_times(kept: Process, *, field: str = "", limit: Limit | None = None) -> Process:
    """A kept process with the times and offices it has for one dossier. No query."""
    if kept.is_default:
        return replace(kept, steps=default_steps(kept, limit, field), limit=limit)
    return replace(kept, steps=fitted(kept, limit))


def process_cards(
    *,
    text: str = "",
    state: State | None = None,
    limit: int = 50,
    after: tuple[str, int] | None = None,
) -> list[ProcessCard]:
    """Versions by procedure, then as they were made; `after` is (procedure, id) of the last one.

    `text` is the beginning of a procedure's code, or part of a title. Two queries.
    """
    found = ProcessVersion.objects.all()
    if text:
        found = found.filter(Q(procedure__startswith=text) | Q(title__icontains=text))
    if state is not None:
        found = found.filter(state=state.value)
    if after is not None:
        found = found.filter(Q(procedure__gt=after[0]) | Q(procedure=after[0], pk__gt=after[1]))
    return _cards(list(found.order_by("procedure", "pk")[:limit]))


def successors(process_id: int) -> list[ProcessCard]:
    """Approved later versions for the same procedure, level and case, the latest first.

    A dossier that runs under this version may be moved to one of them, with a reason; where it
    would stand there says `rules.counterpart`. Raises NoSuchProcess. Three queries at most.
    """
    own = ProcessVersion.objects.filter(pk=process_id).first()
    if own is None:
        raise NoSuchProcess()
    later = ProcessVersion.objects.approved().of_same_case(own).filter(version__gt=own.version)
    return _cards(list(later.order_by("-since", "-version")))


def predecessors(process: Process) -> list[int]:
    """The ids of earlier versions for the same case: dossiers may still run by them. One query."""
    same = ProcessVersion.objects.filter(
        procedure=process.procedure, level=process.level.value, case=process.case
    )
    earlier = same.filter(version__lt=process.version).exclude(state=State.DRAFT.value)
    return list(earlier.values_list("pk", flat=True))


def _cards(versions: list[ProcessVersion]) -> list[ProcessCard]:
    if not versions:
        return []
    steps = ProcessStep.objects.filter(process__in=versions).values_list("process")
    counts = dict(steps.annotate(count=Count("pk")))
    return [_card(v, counts.get(v.pk, 0)) for v in versions]


def _card(version: ProcessVersion, steps: int) -> ProcessCard:
    limit = _limit(version.limit_amount, version.limit_unit, version.limit_source)
    return ProcessCard(
        id=version.pk,
        procedure=version.procedure,
        title=version.title,
        case=version.case,
        level=UnitKind(version.level),
        version=version.version,
        state=State(version.state),
        since=version.since,
        until=version.until,
        limit=limit.label if limit else "",
        steps=steps,
        source=version.source,
    )


def _finished(
    version: ProcessVersion, steps: list[ProcessStep], *, field: str, limit: Limit | None
) -> Process:
    return with_times(_kept(version, steps), field=field, limit=limit)


def _kept(version: ProcessVersion, steps: list[ProcessStep]) -> Process:
    return Process(
        id=version.pk,
        version=version.version,
        state=State(version.state),
        procedure=version.procedure,
        title=version.title,
        case=version.case,
        level=UnitKind(version.level),
        since=version.since,
        until=version.until,
        limit=_limit(version.limit_amount, version.limit_unit, version.limit_source),
        source=version.source,
        supplement=supplement_from(version.supplement, version.supplement["source"]),
        cutoff=version.cutoff,
        transfer_cutoff=version.transfer_cutoff,
        pauses=tuple(version.pauses),
        legs=tuple(leg_from(leg, leg["source"]) for leg in version.legs),
        notes=tuple(version.notes),
        options=options_from(version.options),
        steps=tuple(_step(row, version.source) for row in steps),
    )


def _step(row: ProcessStep, source: str) -> Step:
    return Step(
        order=row.order,
        name=row.name,
        role=Role(row.role),
        unit=row.unit,
        office=Office.parse(row.office),
        allotted=_limit(row.amount, row.amount_unit, source),
        counts=row.counts,
        output=row.output,
        next=ways_from(row.next),
        leg=row.leg,
        note=row.note,
    )


def _limit(amount: Decimal | None, unit: str, source: str) -> Limit | None:
    return Limit(amount.normalize(), LimitUnit(unit), source) if amount is not None else None
