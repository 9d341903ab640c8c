"""The ways through a process, drawn: a line of numbered steps, arcs for jumps and returns.

Legs hang under the step they follow. Nothing is told by colour alone: lines differ in their dashes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from motcua.people.rules import Role
from motcua.process.rules import APPLICANT, Action, Condition, Draft, Next, Step


SPACE: Final = 92
LINE_Y: Final = 56
RADIUS: Final = 15
HEIGHT: Final = 150
LEG_HEIGHT: Final = 30
SHORT: Final[Mapping[Role, str]] = {
    Role.COUNTER: "Một cửa",
    Role.SPECIALIST: "Chuyên viên",
    Role.UNIT_HEAD: "LĐ phòng",
    Role.LEADER: "LĐ cơ quan",
    Role.CLERK: "Văn thư",
    Role.ADMIN: "Quản trị",
}
ON: Final = frozenset({Action.FORWARD, Action.APPROVE, Action.CONCLUDE})


@dataclass(frozen=True, slots=True)
class Node:
    x: int
    order: int
    who: str
    time: str
    is_last: bool


@dataclass(frozen=True, slots=True)
class Arc:
    """`kind` is on, back or by (a condition decides)."""

    path: str
    kind: str


@dataclass(frozen=True, slots=True)
class Box:
    """A leg, hanging at the step it follows."""

    x: int
    y: int
    name: str
    agency: str


@dataclass(frozen=True, slots=True)
class Picture:
    """What the page draws; `words` says the same to who can't see it."""

    title: str
    width: int
    height: int
    y: int
    radius: int
    nodes: tuple[Node, ...]
    arcs: tuple[Arc, ...]
    boxes: tuple[Box, ...]
    words: tuple[str, ...]


def picture_of(process: Draft, labels: Mapping[str, str] | None = None) -> Picture:
    """`labels` names what conditions ask for, by the key of the form's field."""
    steps = sorted(process.steps, key=lambda step: step.order)
    places = {step.order: SPACE // 2 + SPACE * n for n, step in enumerate(steps)}
    ways = {
        (step.order, way.step): _arc(places, step, way)
        for step in steps
        for way in sorted(step.next, key=_is_main)  # of two ways to one step the main one is drawn
        if way.step in places
    }
    boxes = tuple(_boxes(process, places))
    return Picture(
        title=process.title,
        width=SPACE * max(1, len(steps)),
        height=max([HEIGHT, *(box.y + LEG_HEIGHT for box in boxes)]),
        y=LINE_Y,
        radius=RADIUS,
        nodes=tuple(_node(places[step.order], step) for step in steps),
        arcs=tuple(arc for arc in ways.values() if arc is not None),
        boxes=boxes,
        words=(*(_told(step, labels or {}) for step in steps), *_legs_told(process)),
    )


def _is_main(way: Next) -> bool:
    return way.action in ON and way.when is None


def _node(x: int, step: Step) -> Node:
    return Node(
        x=x,
        order=step.order,
        who=SHORT[step.role],
        time=step.allotted.label.removesuffix(" làm việc") if step.allotted else "",
        is_last=step.leads(Action.RETURN_RESULT) is not None,
    )


def _arc(places: Mapping[int, int], step: Step, way: Next) -> Arc | None:
    """Straight to the neighbour, over the line to a later step, under it back to an earlier one."""
    assert way.step is not None
    here, there = places[step.order], places[way.step]
    if there == here or not way.action.is_runnable:
        return None
    if there - here == SPACE and way.action in ON:
        return Arc(f"M{here + RADIUS} {LINE_Y}H{there - RADIUS - 5}", "by" if way.when else "on")
    depth = min(44, 14 + 6 * abs(there - here) // SPACE)
    if there > here:
        top = LINE_Y - RADIUS
        return Arc(
            f"M{here} {top}Q{(here + there) // 2} {top - depth} {there} {top - 4}",
            "by" if way.when else "on",
        )
    low = LINE_Y + RADIUS
    return Arc(f"M{here} {low}Q{(here + there) // 2} {low + depth} {there} {low + 4}", "back")


def _boxes(process: Draft, places: Mapping[int, int]) -> Iterator[Box]:
    hanging: Counter[int] = Counter()
    for leg in process.legs:
        if leg.after_step in places:
            depth = HEIGHT + LEG_HEIGHT * hanging[leg.after_step]
            hanging[leg.after_step] += 1
            yield Box(places[leg.after_step], depth, leg.id, leg.agency)


def _told(step: Step, labels: Mapping[str, str]) -> str:
    """«Bước 4 Duyệt: chuyển đến bước 5; trả lại bước 3.»"""
    ways = dict.fromkeys(_way_told(way, labels) for way in step.next if way.action.is_runnable)
    told = "; ".join(ways) or "không có việc tiếp theo"
    return f"Bước {step.order} {step.name}: {told}."


def _way_told(way: Next, labels: Mapping[str, str]) -> str:
    if way.action in ON and way.step:
        told = f"chuyển đến bước {way.step}"
    elif way.action is Action.SEND_BACK and way.step:
        told = f"trả lại bước {way.step}"
    else:
        told = way.action.label[:1].lower() + way.action.label[1:]
        told += f" (bước {way.step})" if way.step else ""
        told += " (người nộp)" if way.to == APPLICANT else ""
    return f"nếu {condition_told(way.when, labels)} thì {told}" if way.when else told


def condition_told(when: Condition, labels: Mapping[str, str]) -> str:
    """«Loại việc là Cấp mới»."""
    return f"«{labels.get(when.field, when.field)}» {when.operator.label} {when.value}".rstrip()


def _legs_told(process: Draft) -> Iterator[str]:
    for leg in process.legs:
        how = "song song" if leg.parallel else "lần lượt"
        time = f", {leg.allotted.label}" if leg.allotted else ""
        level = leg.level.label.lower()
        yield f"{leg.id} sau bước {leg.after_step}: {leg.agency} ({level}, {how}{time})."
