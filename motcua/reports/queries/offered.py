"""Procedures at the one-stop and their processes, for II.07b."""

from __future__ import annotations

from datetime import date
from typing import Final

from motcua.catalog.queries.levels import level_counts
from motcua.catalog.rules import Level
from motcua.people.rules import UnitKind
from motcua.process.queries import process_counts
from motcua.reports.queries.narrowing import unit_of
from motcua.reports.queries.scopes import Scope
from motcua.reports.rules.forms import ByLevel, Offered, levels


_LEVELS: Final = {
    Level.PROVINCE: UnitKind.PROVINCE,
    Level.DISTRICT: UnitKind.DISTRICT,
    Level.COMMUNE: UnitKind.COMMUNE,
}


def offered(of: Scope, on: date) -> tuple[Offered, ...]:
    """One row: the levels of the agencies that are at work on the day. Two queries."""
    kinds = {card.kind for card in of.in_force(on)}
    known = {name for name, _ in levels(on)}
    asked = [at for at, kind in _LEVELS.items() if kind in kinds and at.value in known]
    procedures = level_counts(on, asked)
    processes = process_counts(on, [_LEVELS[at] for at in asked])
    total = {at.value: counts[0] for at, counts in procedures.by_level.items()}
    fileable = {at.value: counts[1] for at, counts in procedures.by_level.items()}
    approved = {kind.value: count for kind, count in processes.by_level.items()}
    return (
        Offered(
            unit_of(of).name,
            ByLevel(procedures.total, total),
            ByLevel(procedures.fileable, fileable),
            ByLevel(processes.total, approved),
            processes.linked,
        ),
    )
