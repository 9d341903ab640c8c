"""Checking a process against what it will meet: the procedure's form, the people in the units."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from motcua.eforms import queries as eforms
from motcua.people import queries as people
from motcua.people.queries import UnitCard
from motcua.people.rules import Role, UnitKind
from motcua.process.rules import Draft, Finding, findings, unit_for


@dataclass(frozen=True, slots=True)
class Vacancy:
    """A unit in which nobody holds the role that these steps ask for."""

    agency: str
    unit_id: int
    unit: str
    role: Role
    steps: tuple[int, ...]


def form_fields(procedure: str) -> dict[str, str]:
    """Labels by key of what a condition may ask for; empty where the procedure has no form."""
    form = eforms.form_for(procedure) if procedure else None
    return {f.key: f.label for f in form.fields() if not f.fields} if form else {}


def findings_of(draft: Draft) -> tuple[Finding, ...]:
    """All that keeps a process from being approved, its conditions held against the form."""
    fields = None if draft.is_default else form_fields(draft.procedure).keys()
    return findings(draft, fields)


def vacancies(draft: Draft, *, on: date) -> list[Vacancy]:
    """The units of this level in which a step would find nobody that day, by agency.

    A warning, not a fault: a person may be appointed at any time. At most three queries.
    """
    held = people.roles_held(on)
    found: dict[tuple[int, Role], Vacancy] = {}
    for agency, units in _agencies(draft.level, on):
        names = {unit.id: unit.name for unit in (agency, *units)}
        for s in draft.steps:
            if s.leg:  # another agency's
                continue
            unit_id = unit_for(s.office, s.role, agency, units)
            if s.role in held.get(unit_id, ()):
                continue
            before = found.get((unit_id, s.role))
            steps = (*before.steps, s.order) if before else (s.order,)
            found[unit_id, s.role] = Vacancy(
                agency.name, unit_id, names[unit_id], s.role, tuple(dict.fromkeys(steps))
            )
    return list(found.values())


def _agencies(level: UnitKind, on: date) -> list[tuple[UnitCard, tuple[UnitCard, ...]]]:
    """Each agency of a level with its units, and the vertical agencies at its side."""
    cards = [node.card for node in people.unit_tree(on)]
    agency_of = {card.id: card.agency_id for card in cards}
    units: defaultdict[int, list[UnitCard]] = defaultdict(list)
    for card in cards:
        if card.kind is UnitKind.VERTICAL and card.parent_id in agency_of:
            units[agency_of[card.parent_id]].append(card)
        else:
            units[card.agency_id].append(card)
    return [(card, tuple(units[card.id])) for card in cards if card.kind is level]
