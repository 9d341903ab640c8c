"""Whether the times of a process are the time of its limit. Pure.

A source that divides no time at all is taken as it is: only the whole is then bounded. Where
conditions choose between ways, no dossier passes all steps: the longest way is what counts.
"""

from __future__ import annotations

from decimal import Decimal

from motcua.deadlines.rules import Limit, LimitUnit
from motcua.process.rules.times import (
    HOURS_A_DAY,
    counted,
    longest_way,
    total_hours,
    working_hours,
)
from motcua.process.rules.values import Draft, Step


def untimed(draft: Draft) -> list[int]:
    """The steps that count in the limit and have no time, though others have."""
    if draft.limit is None or not _timed(draft):
        return []
    return [s.order for s in counted(draft) if s.allotted is None]


def what_adds_up(draft: Draft, limit: Limit) -> bool:
    """Working days must be equal; hours of one day and the days of a calendar limit must hold."""
    timed = _timed(draft)
    if not timed:
        return True
    total = total_hours(draft)
    if limit.unit is LimitUnit.WORKING_DAY and limit.amount:
        return total == working_hours(limit)
    if limit.unit is LimitUnit.CALENDAR_DAY and _in_calendar_days(timed):
        days = {s.order: s.allotted.amount for s in timed if s.allotted}
        return longest_way(draft, days) == limit.amount
    return total <= (working_hours(limit) if limit.amount else HOURS_A_DAY)


def total_as_text(draft: Draft, limit: Limit) -> str:
    hours = total_hours(draft)
    if limit.unit is LimitUnit.WORKING_HOUR or not limit.amount:
        return Limit(hours, LimitUnit.WORKING_HOUR, "").label
    return Limit((hours / HOURS_A_DAY).quantize(Decimal("0.001")), LimitUnit.WORKING_DAY, "").label


def _timed(draft: Draft) -> list[Step]:
    return [s for s in counted(draft) if s.allotted]


def _in_calendar_days(timed: list[Step]) -> bool:
    return all(s.allotted and s.allotted.unit is LimitUnit.CALENDAR_DAY for s in timed)
