"""What is wrong with a process, all at once, in words for the person who wrote it. Pure.

Sources
    The times of an internal process add up to the limit of the procedure, the legal or the
    reduced one (law.md §1.7; QĐ 2022/QĐ-UBND Cao Bằng, 27/11/2025).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from motcua.deadlines.rules import Limit, LimitUnit
from motcua.process.rules.offices import is_known
from motcua.process.rules.path import actions, after, first
from motcua.process.rules.times import (
    HOURS_A_DAY,
    counted,
    total_hours,
    working_hours,
)
from motcua.process.rules.values import APPLICANT, END, Action, Draft, Step


# A place in a process: the step, and whether the result has been issued.
Place = tuple[int, bool]


def faults(draft: Draft) -> tuple[str, ...]:
    """Sentences, each naming its step; empty when the process can be approved."""
    if not draft.steps:
        return ("Quy trình chưa có bước nào.",)
    of_shape = (*_of_rows(draft), *_of_targets(draft))
    if of_shape:  # ways through a broken table can't be followed
        return (*of_shape, *_of_period(draft), *_of_times(draft))
    return (*_of_ways(draft), *_of_period(draft), *_of_times(draft))


def _of_rows(draft: Draft) -> Iterator[str]:
    for order, times in Counter(s.order for s in draft.steps).items():
        if times > 1:
            yield f"Có {times} bước cùng mang số {order}."
    for s in draft.steps:
        if not s.name.strip():
            yield f"Bước {s.order} chưa có tên."
        if not is_known(s.office):
            yield f"Bước {s.order}: không nhận ra nơi thực hiện “{s.office}”."
        for action, times in Counter(n.action for n in s.next).items():
            if action.is_runnable and times > 1:
                yield f"Bước {s.order}: “{action.label}” chỉ được dẫn đến một nơi."


def _of_targets(draft: Draft) -> Iterator[str]:
    orders = {s.order for s in draft.steps}
    names = {APPLICANT, END} | {leg.id for leg in draft.legs}
    for s in draft.steps:
        for n in s.next:
            if n.to not in (orders if isinstance(n.to, int) else names):
                yield f"Bước {s.order}: “{n.action.label}” dẫn đến {n.to}, là nơi không có."


def _of_ways(draft: Draft) -> Iterator[str]:
    """Every place that can be reached must lead to the hand-over, and every step be reached."""
    start: Place = (first(draft).order, False)
    ways = _ways_from(draft, start)
    good: set[Place] = {place for place in ways if _hands_over(draft, place)}
    grown = True
    while grown:
        more = {place for place, to in ways.items() if place not in good and to & good}
        good |= more
        grown = bool(more)
    for order in sorted({place[0] for place in ways} - {place[0] for place in good}):
        yield f"Bước {order} không có đường đến bước trả kết quả."
    for order in sorted({p[0] for p in ways if p[1] and p not in good}):
        yield f"Kết quả đã phát hành đến bước {order} nhưng bước này không trả kết quả."
    for order in sorted({s.order for s in draft.steps} - {place[0] for place in ways}):
        yield f"Bước {order} không có bước nào dẫn đến."


def _ways_from(draft: Draft, start: Place) -> dict[Place, set[Place]]:
    """From each place that can be reached: where one action leads."""
    ways: dict[Place, set[Place]] = {}
    waiting = [start]
    while waiting:
        place = waiting.pop()
        if place in ways:
            continue
        order, concluded = place
        found: set[Place] = set()
        for action in () if concluded else actions(draft, order):
            leads = after(draft, order, action)
            if leads is not None and leads.step is not None:
                found.add((leads.step, action is Action.CONCLUDE))
        ways[place] = found
        waiting.extend(found)
    return ways


def _hands_over(draft: Draft, place: Place) -> bool:
    order, concluded = place
    return concluded and after(draft, order, Action.RETURN_RESULT) is not None


def _of_period(draft: Draft) -> Iterator[str]:
    if draft.until is not None and draft.until < draft.since:
        yield "Ngày hết áp dụng đứng trước ngày áp dụng."


def _of_times(draft: Draft) -> Iterator[str]:
    """A source that divides no time at all is taken as it is: only the whole is then bounded."""
    timed = [s for s in counted(draft) if s.allotted]
    if draft.limit is None or not timed:
        return
    for s in counted(draft):
        if s.allotted is None:
            yield f"Bước {s.order} tính vào thời hạn nhưng chưa có thời gian."
    if not _adds_up(draft, draft.limit, timed):
        yield (
            f"Tổng thời gian các bước là {_as_text(draft, draft.limit)}, "
            f"không khớp thời hạn {draft.limit.label}."
        )


def _adds_up(draft: Draft, limit: Limit, timed: list[Step]) -> bool:
    """Working days must be equal; hours of one day and the days of a calendar limit must hold."""
    total = total_hours(draft)
    if limit.unit is LimitUnit.WORKING_DAY and limit.amount:
        return total == working_hours(limit)
    if limit.unit is LimitUnit.CALENDAR_DAY and _in_calendar_days(timed):
        return sum(s.allotted.amount for s in timed if s.allotted) == limit.amount
    return total <= (working_hours(limit) if limit.amount else HOURS_A_DAY)


def _in_calendar_days(timed: list[Step]) -> bool:
    return all(s.allotted and s.allotted.unit is LimitUnit.CALENDAR_DAY for s in timed)


def _as_text(draft: Draft, limit: Limit) -> str:
    hours = total_hours(draft)
    if limit.unit is LimitUnit.WORKING_HOUR or not limit.amount:
        return Limit(hours, LimitUnit.WORKING_HOUR, "").label
    return Limit((hours / HOURS_A_DAY).quantize(Decimal("0.001")), LimitUnit.WORKING_DAY, "").label
