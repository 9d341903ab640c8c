"""BPMN 2.0 XML with its diagram (OMG formal/2011-01-03, clauses 10 and 12). Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from xml.etree import ElementTree as ET

from motcua.process.rules.bpmn.drawing import Bounds, Drawing, Point, drawing_of
from motcua.process.rules.bpmn.graph import Flow, Graph, Node, NodeKind, graph_of
from motcua.process.rules.values import Draft


SPACES: Final = {
    "bpmn": "http://www.omg.org/spec/BPMN/20100524/MODEL",
    "bpmndi": "http://www.omg.org/spec/BPMN/20100524/DI",
    "dc": "http://www.omg.org/spec/DD/20100524/DC",
    "di": "http://www.omg.org/spec/DD/20100524/DI",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
for _prefix, _uri in SPACES.items():
    ET.register_namespace(_prefix, _uri)


def bpmn_of(draft: Draft) -> bytes:
    """The process as a collaboration with its drawing. Raises NoSuchStep without steps."""
    graph = graph_of(draft)
    drawing = drawing_of(graph)
    root = ET.Element(
        _tag("bpmn:definitions"),
        {"id": "definitions", "targetNamespace": "https://motcua/quy-trinh", "exporter": "motcua"},
    )
    _collaboration(root, graph)
    _process(root, graph, draft)
    _diagram(root, graph, drawing)
    ET.indent(root)
    return bytes(ET.tostring(root, encoding="UTF-8", xml_declaration=True))


def _tag(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{SPACES[prefix]}}}{local}"


def _add(parent: ET.Element, kind: str, text: str = "", /, **attributes: str) -> ET.Element:
    """A child; attributes without a value are left out."""
    kept = {key: value for key, value in attributes.items() if value}
    child = ET.SubElement(parent, _tag(kind), kept)
    child.text = text or None
    return child


def _collaboration(root: ET.Element, graph: Graph) -> None:
    whole = _add(root, "bpmn:collaboration", id="collaboration")
    _add(whole, "bpmn:participant", id="house", name=graph.name, processRef="process")
    for number, leg in enumerate(graph.pools, 1):
        _add(whole, "bpmn:participant", id=f"agency_{number}", name=f"{leg.id}. {leg.agency}")
    for m in graph.messages:
        _add(
            whole, "bpmn:messageFlow",
            id=m.id, name=m.name, sourceRef=m.source, targetRef=m.target,
        )  # fmt: skip


def _process(root: ET.Element, graph: Graph, draft: Draft) -> None:
    process = _add(root, "bpmn:process", id="process", name=graph.name, isExecutable="false")
    if draft.source:
        _add(process, "bpmn:documentation", draft.source)
    lanes = _add(process, "bpmn:laneSet", id="lanes")
    for number, name in enumerate(graph.lanes, 1):
        lane = _add(lanes, "bpmn:lane", id=f"lane_{number}", name=name)
        for node in graph.nodes:
            if node.lane == name:
                _add(lane, "bpmn:flowNodeRef", node.id)
    for node in graph.nodes:
        _node(process, node, graph.flows)
    for flow in graph.flows:
        _flow(process, flow)


def _node(process: ET.Element, node: Node, flows: Iterable[Flow]) -> None:
    element = _add(process, f"bpmn:{node.kind.value}", id=node.id, name=node.name)
    if node.note:
        _add(element, "bpmn:documentation", node.note)
    for flow in flows:
        if flow.target == node.id:
            _add(element, "bpmn:incoming", flow.id)
    for flow in flows:
        if flow.source == node.id:
            _add(element, "bpmn:outgoing", flow.id)
    if node.kind is NodeKind.WAIT:
        _add(element, "bpmn:messageEventDefinition", id=f"{node.id}_message")


def _flow(process: ET.Element, flow: Flow) -> None:
    named = " – ".join(part for part in (flow.name, flow.condition) if part)
    element = _add(
        process, "bpmn:sequenceFlow",
        id=flow.id, name=named, sourceRef=flow.source, targetRef=flow.target,
    )  # fmt: skip
    if flow.condition:
        expression = _add(element, "bpmn:conditionExpression", flow.condition)
        expression.set(_tag("xsi:type"), "bpmn:tFormalExpression")


def _diagram(root: ET.Element, graph: Graph, drawing: Drawing) -> None:
    diagram = _add(root, "bpmndi:BPMNDiagram", id="diagram")
    plane = _add(diagram, "bpmndi:BPMNPlane", id="plane", bpmnElement="collaboration")
    kinds = {node.id: node.kind for node in graph.nodes}
    for name, bounds in drawing.bounds.items():
        _shape(plane, name, bounds, kinds.get(name))
    for name, points in drawing.ways.items():
        _edge(plane, name, points)


def _shape(plane: ET.Element, name: str, bounds: Bounds, kind: NodeKind | None) -> None:
    shape = _add(plane, "bpmndi:BPMNShape", id=f"{name}_di", bpmnElement=name)
    if kind is None:  # a pool or a lane
        shape.set("isHorizontal", "true")
    if kind is NodeKind.GATEWAY:
        shape.set("isMarkerVisible", "true")
    _add(
        shape, "dc:Bounds",
        x=str(bounds.x), y=str(bounds.y), width=str(bounds.width), height=str(bounds.height),
    )  # fmt: skip


def _edge(plane: ET.Element, name: str, points: tuple[Point, ...]) -> None:
    edge = _add(plane, "bpmndi:BPMNEdge", id=f"{name}_di", bpmnElement=name)
    for x, y in points:
        _add(edge, "di:waypoint", x=str(x), y=str(y))
