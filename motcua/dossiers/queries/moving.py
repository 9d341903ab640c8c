"""What runs on and could follow a change: of the calendar, or of the process it goes by.

For those who administer: codes, procedures and days, no applicants.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final

from django.db.models import Q
from django.utils import timezone

from motcua.deadlines import queries as deadlines
from motcua.deadlines.rules.changes import Changes
from motcua.dossiers.models import Dossier, DossierQuerySet
from motcua.dossiers.queries.boxes import RUNNING
from motcua.dossiers.queries.standing import process_of, timings_of
from motcua.dossiers.rules import due_moment
from motcua.people import queries as people
from motcua.process import queries as processes
from motcua.process import rules as process_rules
from motcua.process.rules import Process


LOOKED_AT_MOST: Final = 10_000
MANY_DAYS: Final = 40  # beyond, the stretch between the first and the last is asked for


@dataclass(frozen=True, slots=True)
class Shifted:
    """A running dossier whose due moment by the calendar of today is another one."""

    code: str
    version: int
    procedure: str
    procedure_name: str
    due_at: datetime
    new_due_at: datetime


@dataclass(frozen=True, slots=True)
class Running:
    """A running dossier and the step where it would stand; `why` it can't be moved (or empty)."""

    code: str
    version: int
    procedure: str
    procedure_name: str
    unit_name: str
    step_name: str
    new_step_name: str
    why: str


def shifted(province_code: str) -> tuple[Shifted, ...]:
    """Of a province, the most urgent first. Six queries, whatever their number.

    Only those are counted anew in whose days the calendar has changed since they were promised;
    of these at most `LOOKED_AT_MOST` at a time.
    """
    found = _touched(province_code)
    if found is None:
        return ()
    rows = list(found.order_by("due_at", "pk").defer("form", "search_key")[:LOOKED_AT_MOST])
    calendar, timings = deadlines.work_calendar(province_code), timings_of(rows)
    return tuple(
        Shifted(d.code, d.version, d.procedure, d.procedure_name, d.due_at, new)
        for d in rows
        if d.due_at and (new := due_moment(timings[d.pk], calendar).due_at) != d.due_at
    )


def _touched(province_code: str) -> DossierQuerySet | None:
    """None where no running dossier was promised by an older calendar."""
    running = Dossier.objects.filter(status__in=RUNNING, calendar_known_at__isnull=False)
    pairs = set(running.values_list("resolving_unit", "calendar_known_at").distinct())
    units = people.units({unit_id for unit_id, _ in pairs})
    here = {unit_id for unit_id, card in units.items() if card.province_code == province_code}
    asked = Q()
    for known_at in {at for unit_id, at in pairs if unit_id in here and at is not None}:
        changes = deadlines.changes_between(province_code, known_at)
        if changes.exist:
            asked |= Q(calendar_known_at=known_at) & _within(changes)
    return running.filter(asked, resolving_unit__in=here) if asked else None


def _within(changes: Changes) -> Q:
    """Promised over one of the days that changed; `Changes.touches`, asked of the database."""
    days = [change.on for change in changes.days]
    stretches = [(day, day) for day in days]
    if len(days) > MANY_DAYS:
        stretches = [(days[0], days[-1])]
    if changes.hours_since and changes.hours_until:
        stretches.append((changes.hours_since, changes.hours_until))
    found = Q()
    for first, last in stretches:
        begins = timezone.make_aware(datetime.combine(first, time.min))
        ends = timezone.make_aware(datetime.combine(last + timedelta(days=1), time.min))
        found |= Q(complete_at__lt=ends, due_at__gte=begins)
    return found


def running_under(process_ids: Collection[int], *, agency_id: int | None = None) -> int:
    """How many running dossiers go by these versions. One query."""
    return _under(process_ids, agency_id).count() if process_ids else 0


def movable(
    process_ids: Collection[int], new: Process, *, agency_id: int | None = None, limit: int
) -> tuple[Running, ...]:
    """Those dossiers and where each would stand by the new version. Four queries at most."""
    if not process_ids:
        return ()
    rows = _under(process_ids, agency_id).defer("form", "search_key").order_by("due_at", "pk")
    found = list(rows[:limit])
    units = people.units({d.step_unit_id for d in found if d.step_unit_id})
    return tuple(_running(found, new, units, processes.processes(process_ids)))


def _running(
    found: Sequence[Dossier],
    new: Process,
    units: dict[int, people.UnitCard],
    kept: dict[int, Process],
) -> Iterator[Running]:
    for d in found:
        old = process_of(d, kept.get(d.process_id))
        fitted = process_of(d, new)
        order = process_rules.counterpart(old, fitted, d.step_order)
        yield Running(
            code=d.code,
            version=d.version,
            procedure=d.procedure,
            procedure_name=d.procedure_name,
            unit_name=units[d.step_unit_id].short_name if d.step_unit_id else "",
            step_name=d.step_name,
            new_step_name=process_rules.step(fitted, order).name if order else "",
            why="" if order else f"Quy trình mới không có bước ứng với “{d.step_name}”.",
        )


def _under(process_ids: Collection[int], agency_id: int | None) -> DossierQuerySet:
    found = Dossier.objects.filter(status__in=RUNNING, process_id__in=process_ids)
    return found if agency_id is None else found.filter(resolving_unit=agency_id)
