"""The ways through a process, drawn: a line of numbered steps, arcs for jumps and returns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from motcua.people.rules import Role
from motcua.process.rules import Action, Draft, Next, Step


SPACE: Final = 92
LINE_Y: Final = 56
RADIUS: Final = 15
HEIGHT: Final = 150
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
    path: str
    is_back: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """What the page draws; `words` says the same to who can't see it."""

    width: int
    height: int
    y: int
    radius: int
    nodes: tuple[Node, ...]
    arcs: tuple[Arc, ...]
    words: str


def picture_of(process: Draft) -> Picture:
    steps = sorted(process.steps, key=lambda step: step.order)
    places = {step.order: SPACE // 2 + SPACE * n for n, step in enumerate(steps)}
    ways = {
        (step.order, way.step): _arc(places, step, way)
        for step in steps
        for way in sorted(step.next, key=_is_main)  # of two ways to one step the main one is drawn
        if way.step in places
    }
    return Picture(
        width=SPACE * max(1, len(steps)),
        height=HEIGHT,
        y=LINE_Y,
        radius=RADIUS,
        nodes=tuple(_node(places[step.order], step) for step in steps),
        arcs=tuple(arc for arc in ways.values() if arc is not None),
        words=_words(steps),
    )


def _is_main(way: Next) -> bool:
    return way.action in ON


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
        return Arc(f"M{here + RADIUS} {LINE_Y}H{there - RADIUS - 5}", is_back=False)
    depth = min(44, 14 + 6 * abs(there - here) // SPACE)
    if there > here:
        top = LINE_Y - RADIUS
        return Arc(f"M{here} {top}Q{(here + there) // 2} {top - depth} {there} {top - 4}", False)
    low = LINE_Y + RADIUS
    return Arc(f"M{here} {low}Q{(here + there) // 2} {low + depth} {there} {low + 4}", True)


def _words(steps: list[Step]) -> str:
    told = []
    for step in steps:
        onward = [str(way.step) for way in step.next if way.action in ON and way.step]
        back = [str(way.step) for way in step.next if way.action is Action.SEND_BACK and way.step]
        parts = [f"bước {step.order} {step.name}"]
        parts += [f"chuyển đến bước {', '.join(dict.fromkeys(onward))}"] if onward else []
        parts += [f"trả lại bước {', '.join(back)}"] if back else []
        told.append(", ".join(parts))
    return "Đường đi của hồ sơ: " + "; ".join(told) + "."
