"""A process as nodes and flows of BPMN: what there is, before it gets a place on the sheet. Pure.

Steps are user tasks in the lane of who does them; where there is a choice an exclusive gateway
follows. Waiting for the applicant is a catching event. Other agencies are pools that nothing is
known of but what is sent to them and comes back.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from motcua.process.rules.path import first
from motcua.process.rules.values import APPLICANT, END, Action, Draft, Leg, Next, Step


class NodeKind(StrEnum):
    START = "startEvent"
    TASK = "userTask"
    GATEWAY = "exclusiveGateway"
    WAIT = "intermediateCatchEvent"
    STOP = "endEvent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """`column` is the place of its step in the table; `rank` the one among ends of a step."""

    id: str
    kind: NodeKind
    name: str
    lane: str
    column: int
    rank: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Flow:
    id: str
    source: str
    target: str
    name: str = ""
    condition: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """What goes to another agency, or comes back from it."""

    id: str
    source: str
    target: str
    name: str


@dataclass(frozen=True, slots=True)
class Graph:
    name: str
    lanes: tuple[str, ...]
    nodes: tuple[Node, ...]
    flows: tuple[Flow, ...]
    pools: tuple[Leg, ...]
    messages: tuple[Message, ...]


def graph_of(draft: Draft) -> Graph:
    """Raises NoSuchStep for a process without steps."""
    start = first(draft)
    steps = sorted(draft.steps, key=lambda s: s.order)
    orders = {s.order for s in steps}
    nodes = [Node(id="start", kind=NodeKind.START, name="Nộp hồ sơ", lane=lane_of(start), column=0)]
    flows = [Flow("flow_start", "start", _task(start.order))]
    for column, s in enumerate(steps):
        nodes += _nodes(s, column, orders)
        flows += _flows(s, orders)
    legs = tuple(leg for leg in draft.legs if leg.after_step in orders)
    return Graph(
        name=draft.title,
        lanes=tuple(dict.fromkeys(lane_of(s) for s in steps)),
        nodes=tuple(nodes),
        flows=tuple(flows),
        pools=legs,
        messages=tuple(_messages(legs)),
    )


def lane_of(step: Step) -> str:
    """«Chuyên viên – Phòng Văn hóa»."""
    return f"{step.role.label} – {step.unit}" if step.unit else step.role.label


def _task(order: int) -> str:
    return f"step_{order}"


def _ways(step: Step, orders: set[int]) -> list[Next]:
    """Ways that can be drawn: to a step, to the applicant, to the end; not those to legs."""
    known = [n for n in step.next if n.action.is_runnable]
    return [n for n in known if n.step in orders or n.to in (APPLICANT, END)]


def _nodes(step: Step, column: int, orders: set[int]) -> Iterator[Node]:
    lane = lane_of(step)
    time = step.allotted.label if step.allotted else ""
    yield Node(
        id=_task(step.order),
        kind=NodeKind.TASK,
        name=f"{step.order}. {step.name}" + (f" ({time})" if time else ""),
        lane=lane,
        column=column,
        note="\n".join(part for part in (step.output, step.note) if part),
    )
    ways = _ways(step, orders)
    if len(ways) > 1:
        yield Node(
            id=f"choice_{step.order}", kind=NodeKind.GATEWAY, name="", lane=lane, column=column
        )
    beside = {_target(step, way): way for way in ways if way.step is None}
    for rank, (target, way) in enumerate(beside.items()):
        yield _beside(way, target, lane, column, rank)
    if not ways:
        yield _beside(Next(Action.STOP, END), f"end_{step.order}", lane, column, 0)


def _beside(way: Next, target: str, lane: str, column: int, rank: int) -> Node:
    waits = way.action is Action.ASK_SUPPLEMENT
    return Node(
        id=target,
        kind=NodeKind.WAIT if waits else NodeKind.STOP,
        name="Chờ người nộp bổ sung" if waits else _ending(way),
        lane=lane,
        column=column,
        rank=rank,
    )


def _ending(way: Next) -> str:
    return "Trả lại người nộp" if way.to == APPLICANT else "Kết thúc"


def _target(step: Step, way: Next) -> str:
    if way.step is not None:
        return _task(way.step)
    if way.action is Action.ASK_SUPPLEMENT:
        return f"wait_{step.order}"
    return f"{'returned' if way.to == APPLICANT else 'end'}_{step.order}"


def _flows(step: Step, orders: set[int]) -> Iterator[Flow]:
    task, ways = _task(step.order), _ways(step, orders)
    source = f"choice_{step.order}" if len(ways) > 1 else task
    if len(ways) > 1:
        yield Flow(f"flow_{step.order}_choice", task, source)
    if not ways:
        yield Flow(f"flow_{step.order}_end", task, f"end_{step.order}")
    for number, way in enumerate(ways, 1):
        yield Flow(
            f"flow_{step.order}_{number}",
            source,
            _target(step, way),
            way.action.label if len(ways) > 1 else "",
            _condition(way),
        )
    if any(way.step is None and way.action is Action.ASK_SUPPLEMENT for way in ways):
        yield Flow(f"flow_{step.order}_supplied", f"wait_{step.order}", task)


def _condition(way: Next) -> str:
    when = way.when
    return f"{when.field} {when.operator.label} {when.value}".rstrip() if when else ""


def _messages(legs: Sequence[Leg]) -> Iterator[Message]:
    for number, leg in enumerate(legs, 1):
        task, pool = _task(leg.after_step), f"agency_{number}"
        yield Message(f"request_{number}", task, pool, leg.request or "Gửi hồ sơ")
        yield Message(f"response_{number}", pool, task, leg.response or "Trả lời")
