"""What a filing leads to under the law of its day: terms, agency, process. Writes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from motcua.catalog import queries as catalog
from motcua.catalog.rules import Procedure, Terms
from motcua.dossiers.errors import CannotBeFiled, NotACounter, NotItsAgency, WrongLevel
from motcua.dossiers.rules import Intake
from motcua.people import queries as people
from motcua.people.queries import UnitCard
from motcua.people.rules import UnitKind
from motcua.process import queries as processes
from motcua.process.rules import Process


LEVELS = (UnitKind.COMMUNE, UnitKind.DISTRICT, UnitKind.PROVINCE)


TWO_LEVELS_SINCE = date(2025, 7, 1)  # law.md §0: no districts from that day


@dataclass(frozen=True, slots=True)
class Plan:
    """What a filing leads to under the law of its day."""

    procedure: Procedure
    terms: Terms
    receiving: UnitCard
    resolving: UnitCard
    process: Process


def plan(intake: Intake, *, on: date) -> Plan:
    """Raises CannotBeFiled, NotACounter, WrongLevel and the refusals of catalog and process."""
    procedure = catalog.procedure(intake.procedure, on=on)
    if not procedure.can_be_filed:
        raise CannotBeFiled(why=procedure.unknown_because.rstrip("."))
    terms = procedure.terms(intake.channel.value)
    if terms.limit is None:
        raise CannotBeFiled(why="chưa rõ thời hạn giải quyết theo cách nộp này")
    receiving = people.unit(intake.receiving_unit_id)
    if receiving.kind is not UnitKind.ONE_STOP:
        raise NotACounter(unit=receiving.name)
    levels = agency_kinds(procedure, on)
    resolving = _resolving(levels, receiving, intake.resolving_unit_id)
    process = processes.process_for(
        procedure.code, level=resolving.kind, on=on, field=procedure.field, limit=terms.limit
    )
    return Plan(procedure, terms, receiving, resolving, process)


def agency_kinds(procedure: Procedure, on: date) -> frozenset[UnitKind]:
    """The kinds of agency that decide it on that day; districts until 30/06/2025."""
    before = procedure.levels_before if on < TWO_LEVELS_SINCE else ()
    levels = before or procedure.levels
    return frozenset(kind for kind in LEVELS if kind.value in {level.value for level in levels})


def _resolving(levels: frozenset[UnitKind], receiving: UnitCard, chosen: int | None) -> UnitCard:
    """The nearest agency, from the counter's own upwards, of a level that may decide.

    NĐ 118/2025/NĐ-CP, Điều 14: a centre may receive for any commune of its province; then the
    official names the agency.
    """
    if chosen is not None:
        return _named(people.unit(chosen), levels, receiving)
    agency: UnitCard | None = people.unit(receiving.agency_id)
    start = agency
    while agency is not None:
        if agency.kind in levels:
            return agency
        agency = people.unit(agency.parent_id) if agency.parent_id else None
    names = " hoặc ".join(kind.label for kind in LEVELS if kind in levels)
    raise WrongLevel(unit=start.name if start else receiving.name, level=names or "cơ quan khác")


def _named(unit: UnitCard, levels: frozenset[UnitKind], receiving: UnitCard) -> UnitCard:
    """The agency an official names: one that decides this, in the province of the counter."""
    if unit.kind not in levels or _top(unit) != _top(receiving):
        raise NotItsAgency(unit=unit.name)
    return unit


def _top(unit: UnitCard) -> str:
    return unit.path.split("/")[1]
