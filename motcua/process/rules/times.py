"""Times of steps: what a limit is worth in working hours, and how it is shared out. Pure.

Sources
    Internal processes in force give times in fractions of a day (0,25; 0,5; 1 ngày làm việc) whose
    total is the legal or the reduced limit (QĐ 2022/QĐ-UBND Cao Bằng, 27/11/2025; law.md §1.7).
    A day has 8 working hours; the hours of a same-day procedure must still fit after its cut-off
    at 15:00 (law.md §1.6), which leaves 2.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import ROUND_FLOOR, Decimal
from fractions import Fraction
from typing import Final

from motcua.deadlines.rules import Limit, LimitUnit
from motcua.process.rules.values import ONWARD, Draft, Step


HOURS_A_DAY: Final = Decimal(8)
SAME_DAY_HOURS: Final = Decimal(2)
LEAST_WORKING_DAYS_A_MONTH: Final = 20  # four whole weeks: true of the shortest month
QUARTER: Final = Decimal("0.25")


def least_working_days(calendar_days: int) -> int:
    """The fewest working days that so many days in a row can hold, holidays not deducted."""
    weeks, rest = divmod(calendar_days, 7)
    return weeks * 5 + max(0, rest - 2)


def working_hours(limit: Limit) -> Decimal:
    """The working hours that are certainly within the limit."""
    match limit.unit:
        case LimitUnit.WORKING_HOUR:
            return limit.amount
        case LimitUnit.WORKING_DAY:
            return limit.amount * HOURS_A_DAY or SAME_DAY_HOURS
        case LimitUnit.CALENDAR_DAY:
            return least_working_days(int(limit.amount)) * HOURS_A_DAY or SAME_DAY_HOURS
        case LimitUnit.MONTH:
            return limit.amount * LEAST_WORKING_DAYS_A_MONTH * HOURS_A_DAY


def counted(process: Draft) -> tuple[Step, ...]:
    """The steps whose time is within the limit, those of legs that count among them."""
    return tuple(s for s in process.steps if s.counts)


def total_hours(process: Draft) -> Decimal:
    """Of all steps; where conditions choose between ways, of the longest way."""
    return longest_way(process, _hours(process))


def _hours(process: Draft) -> dict[int, Decimal]:
    return {s.order: working_hours(s.allotted) for s in counted(process) if s.allotted}


def longest_way(process: Draft, times: Mapping[int, Decimal]) -> Decimal:
    if not has_conditions(process):
        return sum(times.values(), Decimal(0))
    return sum((times.get(order, Decimal(0)) for order in longest(process, times)), Decimal(0))


def has_conditions(process: Draft) -> bool:
    return any(n.when for s in process.steps for n in s.next)


def longest(process: Draft, times: Mapping[int, Decimal]) -> tuple[int, ...]:
    """The steps of the way on that takes most time. Only ways to later rows are ways on."""
    best: dict[int, tuple[Decimal, tuple[int, ...]]] = {}
    for s in sorted(process.steps, key=lambda s: s.order, reverse=True):
        onward = [
            best[n.step]
            for n in s.next
            if n.action in ONWARD and n.step is not None and n.step > s.order and n.step in best
        ]
        rest, way = max(onward, key=lambda found: found[0], default=(Decimal(0), ()))
        best[s.order] = (times.get(s.order, Decimal(0)) + rest, (s.order, *way))
    return best[min(best)][1] if best else ()


def shared_out(limit: Limit, weights: Sequence[Decimal]) -> tuple[Limit, ...]:
    """Parts of the limit by weight that add up exactly to its working hours.

    In quarter days where every part gets at least one; otherwise, as within one day, in quarter
    hours. What no quarter holds goes to the heaviest part.
    """
    hours = working_hours(limit)
    days = hours / HOURS_A_DAY
    if days >= QUARTER * len(weights):
        whole, unit = days, LimitUnit.WORKING_DAY
    else:
        whole, unit = hours, LimitUnit.WORKING_HOUR
    amounts = [part * QUARTER for part in _portions(int(whole / QUARTER), weights)]
    heaviest = max(range(len(weights)), key=lambda i: weights[i])
    amounts[heaviest] += whole - sum(amounts)
    return tuple(Limit(amount, unit, limit.source) for amount in amounts)


def _portions(whole: int, weights: Sequence[Decimal]) -> list[int]:
    """`whole` in integers by weight, the largest remainders rounded up.

    Where it is enough for all, a part too light for one gets one, and the others share the rest.
    """
    light: set[int] = set()
    if whole >= len(weights):
        while lighter := _too_light(whole - len(light), weights, light):
            light |= lighter
    heavy = [i for i in range(len(weights)) if i not in light]
    exact = _exact(whole - len(light), weights, heavy)
    parts = [1 if i in light else int(exact[i]) for i in range(len(weights))]
    by_remainder = sorted(heavy, key=lambda i: (int(exact[i]) - exact[i], i))
    for i in by_remainder[: whole - sum(parts)]:
        parts[i] += 1
    return parts


def _too_light(whole: int, weights: Sequence[Decimal], light: set[int]) -> set[int]:
    heavy = [i for i in range(len(weights)) if i not in light]
    return {i for i, share in _exact(whole, weights, heavy).items() if share < 1}


def _exact(whole: int, weights: Sequence[Decimal], parts: Sequence[int]) -> dict[int, Fraction]:
    total = Fraction(sum((weights[i] for i in parts), Decimal(0))) or Fraction(1)
    return {i: Fraction(weights[i]) * whole / total for i in parts}


def fitted(process: Draft, limit: Limit | None) -> tuple[Step, ...]:
    """The steps with times that fit a dossier's own limit.

    They stay as approved where the limit is the one they were approved for. For another limit, of
    another channel or of a place that reduces it, the same shares are kept. A default without any
    limit has no times; a process whose source gives none keeps none.
    """
    timed = [s for s in counted(process) if s.allotted]
    if limit is None:
        return _untimed(process.steps) if process.is_default else process.steps
    if not timed or _holds(process, limit):
        return process.steps
    if has_conditions(process):
        times = _by_longest_way(process, limit)
    else:
        weights = [working_hours(s.allotted) for s in timed if s.allotted]
        times = dict(zip((s.order for s in timed), shared_out(limit, weights), strict=True))
    return tuple(replace(s, allotted=times.get(s.order, s.allotted)) for s in process.steps)


def _by_longest_way(process: Draft, limit: Limit) -> dict[int, Limit]:
    """The longest way is given the whole limit; the steps beside it shrink or grow like it."""
    hours = _hours(process)
    way = [order for order in longest(process, hours) if order in hours]
    times = dict(zip(way, shared_out(limit, [hours[order] for order in way]), strict=True))
    ratio = working_hours(limit) / (sum(hours[order] for order in way) or 1)
    for order in hours.keys() - times.keys():
        amount = (hours[order] * ratio / QUARTER).to_integral_value(ROUND_FLOOR) * QUARTER
        times[order] = Limit(max(amount, QUARTER), LimitUnit.WORKING_HOUR, limit.source)
    return times


def _holds(process: Draft, limit: Limit) -> bool:
    """Whether the approved times already are the times of this limit."""
    hours = working_hours(limit)
    if process.limit is None:
        return False
    return hours == working_hours(process.limit) or hours == total_hours(process)


def _untimed(steps: Sequence[Step]) -> tuple[Step, ...]:
    return tuple(replace(s, allotted=None) for s in steps)
