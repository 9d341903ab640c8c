"""Where nodes, lanes and flows stand on the sheet, in points from its upper left. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from motcua.process.rules.bpmn.graph import Flow, Graph, Message, Node, NodeKind


LEFT, TOP = 160, 80
TITLE: Final = 30  # the band with the name, of a pool and of a lane
COLUMN, LANE, BESIDE = 290, 220, 140
POOL_HEIGHT: Final = 60
SIZES: Final[Mapping[NodeKind, tuple[int, int]]] = {
    NodeKind.START: (36, 36),
    NodeKind.TASK: (130, 80),
    NodeKind.GATEWAY: (50, 50),
    NodeKind.WAIT: (36, 36),
    NodeKind.STOP: (36, 36),
}
Point = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Bounds:
    x: int
    y: int
    width: int
    height: int

    @property
    def middle(self) -> Point:
        return self.x + self.width // 2, self.y + self.height // 2


@dataclass(frozen=True, slots=True)
class Drawing:
    """Bounds by id of the pool ("house"), lanes ("lane_1"), other agencies and nodes; ways."""

    bounds: Mapping[str, Bounds]
    ways: Mapping[str, tuple[Point, ...]]


def drawing_of(graph: Graph) -> Drawing:
    columns = max(node.column for node in graph.nodes) + 1
    width = 2 * TITLE + 110 + columns * COLUMN
    height = len(graph.lanes) * LANE
    bounds = {"house": Bounds(LEFT, TOP, width, height)}
    for number in range(len(graph.lanes)):
        lane = Bounds(LEFT + TITLE, TOP + number * LANE, width - TITLE, LANE)
        bounds[f"lane_{number + 1}"] = lane
    for number in range(len(graph.pools)):
        y = TOP + height + 60 + number * (POOL_HEIGHT + 20)
        bounds[f"agency_{number + 1}"] = Bounds(LEFT, y, width, POOL_HEIGHT)
    bounds |= {node.id: _bounds(node, graph.lanes.index(node.lane)) for node in graph.nodes}
    ways = {flow.id: _way(flow, bounds) for flow in graph.flows}
    return Drawing(bounds, ways | {m.id: _message(m, bounds) for m in graph.messages})


def _bounds(node: Node, lane: int) -> Bounds:
    width, height = SIZES[node.kind]
    x = LEFT + 2 * TITLE + 110 + node.column * COLUMN
    y = TOP + lane * LANE
    match node.kind:
        case NodeKind.START:
            return Bounds(x - 80, y + 52, width, height)
        case NodeKind.TASK:
            return Bounds(x, y + 30, width, height)
        case NodeKind.GATEWAY:
            return Bounds(x + 170, y + 45, width, height)
        case _:
            return Bounds(x + 50 + 80 * node.rank, y + BESIDE, width, height)


def _way(flow: Flow, bounds: Mapping[str, Bounds]) -> tuple[Point, ...]:
    """Right to what stands right, along the bottom of the lane to what stands left or beneath."""
    source, target = bounds[flow.source], bounds[flow.target]
    if target.x > source.x + source.width:
        return _onward(source, target)
    if target.y > source.y + source.height and target.y < source.y + LANE - 40:
        x, y = target.middle[0], source.y + source.height
        return (source.middle[0], y), (source.middle[0], y + 20), (x, y + 20), (x, target.y)
    if source.y > target.y and abs(source.middle[0] - target.middle[0]) < COLUMN // 2:
        return (source.middle[0], source.y), (source.middle[0], target.y + target.height)
    low = max(source.y + source.height, target.y + target.height) + 25
    return (
        (source.middle[0], source.y + source.height),
        (source.middle[0], low),
        (target.middle[0], low),
        (target.middle[0], target.y + target.height),
    )


def _onward(source: Bounds, target: Bounds) -> tuple[Point, ...]:
    begin = (source.x + source.width, source.middle[1])
    end = (target.x, target.middle[1])
    if begin[1] == end[1]:
        return begin, end
    bend = end[0] - 20
    return begin, (bend, begin[1]), (bend, end[1]), end


def _message(message: Message, bounds: Mapping[str, Bounds]) -> tuple[Point, ...]:
    """Straight down from the task to the agency's pool and up again beside it, no two in one."""
    goes_out = message.source.startswith("step_")
    task = bounds[message.source if goes_out else message.target]
    pool = bounds[message.target if goes_out else message.source]
    number = int(message.id.rpartition("_")[2]) - 1
    x = task.x + 8 + (2 * number % 10 + (not goes_out)) * 12
    ends = (x, task.y + task.height), (x, pool.y)
    return ends if goes_out else ends[::-1]
