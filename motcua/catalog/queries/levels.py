"""How many procedures each level of government has on a day, for the form of the one-stop."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from motcua.catalog.models import ProcedureVersion
from motcua.catalog.rules import Level


@dataclass(frozen=True, slots=True)
class LevelCount:
    """`total` and `fileable` count a procedure of several levels once; `by_level` at each."""

    total: int
    fileable: int
    by_level: dict[Level, tuple[int, int]]


def level_counts(on: date, levels: Collection[Level]) -> LevelCount:
    """Procedures of these levels in force on the day, and those that can be filed. One query.

    Those of vertical agencies are not counted: they have reports of their own.
    """
    wanted = sorted(level.value for level in levels)
    found = ProcedureVersion.objects.in_force(on).filter(levels__overlap=wanted, is_vertical=False)
    rows = list(found.values_list("levels", "can_be_filed"))
    at = {
        Level(level): (
            sum(level in own for own, _ in rows),
            sum(level in own and can for own, can in rows),
        )
        for level in wanted
    }
    return LevelCount(len(rows), sum(can for _, can in rows), at)
