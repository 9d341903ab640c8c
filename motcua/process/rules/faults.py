"""What is wrong with a process, all at once, in words for the person who wrote it. Pure.

Sources
    The times of an internal process add up to the limit of the procedure, the legal or the
    reduced one (law.md §1.7; QĐ 2022/QĐ-UBND Cao Bằng, 27/11/2025).
    Agencies of one level are asked side by side by the agency in the chair; those of another
    level through the one-stop above (NĐ 61/2018/NĐ-CP, Điều 19.6, 19.7).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from motcua.process.rules.adding_up import total_as_text, untimed, what_adds_up
from motcua.process.rules.conditions import Operator, number
from motcua.process.rules.offices import is_known
from motcua.process.rules.path import after, first
from motcua.process.rules.values import (
    APPLICANT,
    END,
    Action,
    Draft,
    Leg,
    LegLevel,
    Next,
    Step,
)


# A step, and whether the result has been issued on the way to it: only then may it be handed over.
Place = tuple[int, bool]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, and the row it stands in: a step by its number, a leg by its id."""

    text: str
    step: int | None = None
    leg: str = ""


def faults(draft: Draft, fields: Collection[str] | None = None) -> tuple[str, ...]:
    """Sentences, each naming its step; empty when the process can be approved."""
    return tuple(finding.text for finding in findings(draft, fields))


def findings(draft: Draft, fields: Collection[str] | None = None) -> tuple[Finding, ...]:
    """All that is wrong. `fields` are the keys of the procedure's form that conditions may name;
    None where they are not known."""
    if not draft.steps:
        return (Finding("Quy trình chưa có bước nào."),)
    rest = (*_of_legs(draft), *_of_period(draft), *_of_times(draft))
    of_shape = (*_of_rows(draft), *_of_targets(draft), *_of_conditions(draft, fields))
    if of_shape:  # ways through a broken table can't be followed
        return (*of_shape, *rest)
    return (*_of_ways(draft), *rest)


def _of_rows(draft: Draft) -> Iterator[Finding]:
    for order, times in Counter(s.order for s in draft.steps).items():
        if times > 1:
            yield Finding(f"Có {times} bước cùng mang số {order}.", order)
    for s in draft.steps:
        if not s.name.strip():
            yield Finding(f"Bước {s.order} chưa có tên.", s.order)
        if not is_known(s.office):
            text = f"Bước {s.order}: không nhận ra nơi thực hiện “{s.office}”."
            yield Finding(text, s.order)
        for action in dict.fromkeys(n.action for n in s.next if n.action.is_runnable):
            yield from _of_alternatives(s, action)


def _of_alternatives(step: Step, action: Action) -> Iterator[Finding]:
    """Of the ways of one action exactly one has no condition: the way of all others.

    Legs are started side by side: any number of them.
    """
    ways = [n for n in step.next if n.action is action and not _is_leg(n)]
    if not ways:
        return
    open_ways = [n for n in ways if n.when is None]
    if len(open_ways) > 1:
        text = f"Bước {step.order}: “{action.label}” chỉ được dẫn đến một nơi."
        yield Finding(text, step.order)
    if not open_ways:
        text = (
            f"Bước {step.order}: “{action.label}” chỉ có đường kèm điều kiện. "
            "Thêm một đường không điều kiện cho mọi hồ sơ còn lại."
        )
        yield Finding(text, step.order)


def _is_leg(way: Next) -> bool:
    return way.step is None and way.to not in (APPLICANT, END)


def _of_targets(draft: Draft) -> Iterator[Finding]:
    orders = {s.order for s in draft.steps}
    names = {APPLICANT, END} | {leg.id for leg in draft.legs}
    for s in draft.steps:
        for n in s.next:
            if n.to not in (orders if isinstance(n.to, int) else names):
                text = f"Bước {s.order}: “{n.action.label}” dẫn đến {n.to}, là nơi không có."
                yield Finding(text, s.order)


def _of_conditions(draft: Draft, fields: Collection[str] | None) -> Iterator[Finding]:
    for s in draft.steps:
        for n in s.next:
            for what in _of_condition(n, fields):
                yield Finding(f"Bước {s.order}: điều kiện của “{n.action.label}” {what}", s.order)


def _of_condition(n: Next, fields: Collection[str] | None) -> Iterator[str]:
    when = n.when
    if when is None:
        return
    if fields is not None and when.field not in fields:
        yield f"hỏi «{when.field}», là mục không có trong tờ khai điện tử của thủ tục."
    if when.operator is Operator.ANSWERED:
        return
    if not any(value.strip() for value in when.values):
        yield "chưa ghi giá trị để so sánh."
    elif len(when.values) > 1 and when.operator is not Operator.AMONG:
        yield "chỉ so sánh được với một giá trị; nhiều giá trị thì chọn «là một trong»."
    elif when.operator in (Operator.MORE, Operator.LESS) and not _has_order(when.values[0]):
        yield f"so lớn nhỏ với «{when.values[0]}», không phải số hay ngày."


def _has_order(text: str) -> bool:
    return number(text) is not None or text[:4].isdigit()


def _of_ways(draft: Draft) -> Iterator[Finding]:
    """Every place that can be reached must lead to the hand-over, and every step be reached.

    Whichever condition holds: each way on must lead there, not only one of them.
    """
    ways = _ways_from(draft, (first(draft).order, False))
    good: set[Place] = {place for place in ways if _hands_over(draft, place)}
    grown = True
    while grown:
        more = {place for place, to in ways.items() if place not in good and to & good}
        good |= more
        grown = bool(more)
    for order in sorted({place[0] for place in ways} - {place[0] for place in good}):
        yield Finding(f"Bước {order} không có đường đến bước trả kết quả.", order)
    for order in sorted({p[0] for p in ways if p[1] and p not in good}):
        text = f"Kết quả đã phát hành đến bước {order} nhưng bước này không trả kết quả."
        yield Finding(text, order)
    for order in sorted({s.order for s in draft.steps} - {place[0] for place in ways}):
        yield Finding(f"Bước {order} không có bước nào dẫn đến.", order)


def _ways_from(draft: Draft, start: Place) -> dict[Place, set[Place]]:
    """From each place that can be reached: where one action leads, whatever its condition."""
    by_order = {s.order: s for s in draft.steps}
    ways: dict[Place, set[Place]] = {}
    waiting = [start]
    while waiting:
        place = waiting.pop()
        if place in ways:
            continue
        order, concluded = place
        ways[place] = {
            (n.step, n.action is Action.CONCLUDE)
            for n in (() if concluded else by_order[order].next)
            if n.action.is_runnable and n.step is not None
        }
        waiting.extend(ways[place])
    return ways


def _hands_over(draft: Draft, place: Place) -> bool:
    order, concluded = place
    return concluded and after(draft, order, Action.RETURN_RESULT) is not None


def _of_legs(draft: Draft) -> Iterator[Finding]:
    orders = {s.order for s in draft.steps}
    for name, times in Counter(leg.id for leg in draft.legs).items():
        if times > 1:
            yield Finding(f"Có {times} nhánh liên thông cùng mang tên {name}.", leg=name)
    for leg in draft.legs:
        for what in _of_leg(leg, orders):
            yield Finding(f"Nhánh liên thông {leg.id}: {what}", leg=leg.id)


def _of_leg(leg: Leg, orders: set[int]) -> Iterator[str]:
    if not leg.agency.strip():
        yield "chưa ghi cơ quan được hỏi."
    if leg.after_step not in orders:
        yield f"đi sau bước {leg.after_step}, là bước không có."
    if leg.parallel and leg.level is not LegLevel.SAME:
        yield "cơ quan khác cấp đi qua một cửa của cấp đó, không lấy ý kiến song song."


def _of_period(draft: Draft) -> Iterator[Finding]:
    if draft.until is not None and draft.until < draft.since:
        yield Finding("Ngày hết áp dụng đứng trước ngày áp dụng.")


def _of_times(draft: Draft) -> Iterator[Finding]:
    for order in untimed(draft):
        yield Finding(f"Bước {order} tính vào thời hạn nhưng chưa có thời gian.", order)
    if draft.limit is not None and not what_adds_up(draft, draft.limit):
        yield Finding(
            f"Tổng thời gian các bước là {total_as_text(draft, draft.limit)}, "
            f"không khớp thời hạn {draft.limit.label}."
        )
