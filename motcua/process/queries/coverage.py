"""How many procedures have an approved internal process on a day, for the form of the one-stop."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from motcua.people.rules import UnitKind
from motcua.process.models import ProcessVersion


@dataclass(frozen=True, slots=True)
class ProcessCount:
    """Procedures with a process of their own, each once; `linked`: those with legs elsewhere."""

    total: int
    by_level: dict[UnitKind, int]
    linked: int


def process_counts(on: date, levels: Collection[UnitKind]) -> ProcessCount:
    """Approved and in force on the day; a process for all procedures is none of any. One query."""
    wanted = sorted(level.value for level in levels)
    found = ProcessVersion.objects.approved().in_force(on).filter(level__in=wanted)
    by_level: defaultdict[UnitKind, set[str]] = defaultdict(set)
    linked = set()
    for procedure, level, legs in found.exclude(procedure="").values_list(
        "procedure", "level", "legs"
    ):
        by_level[UnitKind(level)].add(procedure)
        if legs:
            linked.add(procedure)
    every = frozenset().union(*by_level.values())
    return ProcessCount(
        len(every), {level: len(codes) for level, codes in by_level.items()}, len(linked)
    )
