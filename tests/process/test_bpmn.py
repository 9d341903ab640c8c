"""What a standard modeller needs of a BPMN file, checked for every process there is."""

from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from motcua.process import queries, rules
from motcua.process.models import ProcessVersion
from motcua.process.rules import Action, Condition, Leg, LegLevel, Next, Operator
from motcua.process.rules.bpmn.writing import SPACES
from motcua.process.services import load_processes
from tests import factories
from tests.process.samples import draft


MODEL, DI = f"{{{SPACES['bpmn']}}}", f"{{{SPACES['bpmndi']}}}"
NODES = {"startEvent", "userTask", "exclusiveGateway", "intermediateCatchEvent", "endEvent"}


def local(element):
    return element.tag.rpartition("}")[2]


def nodes_of(root):
    return {e.get("id"): e for e in root.iter() if local(e) in NODES}


def flaws(content):
    """Everything that the structure of the format forbids or a modeller stumbles over."""
    root = ET.fromstring(content)
    ids = [e.get("id") for e in root.iter() if e.get("id")]
    yield from (f"id twice: {name}" for name in set(ids) if ids.count(name) > 1)
    yield from broken_references(root, set(ids))
    yield from badly_drawn(root)
    yield from badly_joined(root)
    yield from left_alone(root)


def broken_references(root, ids):
    for element in root.iter():
        for name in ("sourceRef", "targetRef", "processRef", "bpmnElement", "default"):
            if element.get(name) and element.get(name) not in ids:
                yield f"{local(element)}.{name}: {element.get(name)}"
        if local(element) in ("flowNodeRef", "incoming", "outgoing") and element.text not in ids:
            yield f"{local(element)}: {element.text}"


def badly_drawn(root):
    shapes = [e.get("bpmnElement") for e in root.iter(f"{DI}BPMNShape")]
    edges = {e.get("bpmnElement"): e for e in root.iter(f"{DI}BPMNEdge")}
    wanted = [*nodes_of(root)]
    wanted += [e.get("id") for e in root.iter() if local(e) in ("lane", "participant")]
    if sorted(shapes) != sorted(wanted):
        yield f"shapes: {set(shapes) ^ set(wanted)}"
    flows = [e.get("id") for e in root.iter() if local(e) in ("sequenceFlow", "messageFlow")]
    if sorted(edges) != sorted(flows):
        yield f"edges: {set(edges) ^ set(flows)}"
    for name, edge in edges.items():
        if len(edge) < 2:
            yield f"{name} has no two points"


def badly_joined(root):
    nodes = nodes_of(root)
    in_lanes = [e.text for e in root.iter(f"{MODEL}flowNodeRef")]
    if sorted(in_lanes) != sorted(nodes):
        yield "a node stands in no lane, or in two"
    for flow in root.iter(f"{MODEL}sequenceFlow"):
        source, target = nodes.get(flow.get("sourceRef")), nodes.get(flow.get("targetRef"))
        if source is None or target is None:
            yield f"{flow.get('id')} leads out of its pool"
            continue
        if flow.get("id") not in [e.text for e in source.iter(f"{MODEL}outgoing")]:
            yield f"{flow.get('id')} is not among what leaves {source.get('id')}"
        if flow.get("id") not in [e.text for e in target.iter(f"{MODEL}incoming")]:
            yield f"{flow.get('id')} is not among what comes to {target.get('id')}"


def left_alone(root):
    for name, node in nodes_of(root).items():
        kinds = {local(e) for e in node}
        if local(node) != "startEvent" and "incoming" not in kinds:
            yield f"nothing comes to {name}"
        if local(node) != "endEvent" and "outgoing" not in kinds:
            yield f"nothing leaves {name}"


def branched_with_legs():
    usual = draft()
    when = Condition("kind", Operator.EQUALS, ("Cấp <mới> & đổi",))
    ways = (Next(Action.FORWARD, 5, when), *usual.steps[2].next)
    steps = [replace(s, next=ways) if s.order == 3 else s for s in usual.steps]
    legs = tuple(
        Leg(
            id=f"L{n}", agency=f"Cơ quan {n}", request="", response="", allotted=None,
            after_step=3, parallel=True, counts=False, level=LegLevel.SAME,
        )
        for n in (1, 2)
    )  # fmt: skip
    return replace(usual, steps=tuple(steps), legs=legs)


def test_a_process_with_branches_and_legs():
    content = rules.bpmn_of(branched_with_legs())

    assert list(flaws(content)) == []
    root = ET.fromstring(content)
    assert len(list(root.iter(f"{MODEL}userTask"))) == 7
    assert [e.text for e in root.iter(f"{MODEL}conditionExpression")] == ["kind là Cấp <mới> & đổi"]
    assert [e.get("name") for e in root.iter(f"{MODEL}participant")][1:] == [
        "L1. Cơ quan 1",
        "L2. Cơ quan 2",
    ]
    assert len(list(root.iter(f"{MODEL}messageFlow"))) == 4


def test_a_lane_for_each_who_and_where():
    root = ET.fromstring(rules.bpmn_of(draft()))

    lanes = [lane.get("name") for lane in root.iter(f"{MODEL}lane")]
    assert lanes[0].endswith(" – Bộ phận Một cửa")
    assert len(lanes) == len(set(lanes)) == 5


@pytest.mark.django_db
def test_every_process_of_the_data_can_be_opened():
    load_processes(at=factories.MORNING)
    kept = queries.processes(ProcessVersion.objects.values_list("pk", flat=True))

    found = {p.title: list(flaws(rules.bpmn_of(p))) for p in kept.values() if p.steps}

    assert len(found) > 50
    assert {title: wrong for title, wrong in found.items() if wrong} == {}


@pytest.mark.django_db
def test_nodes_do_not_cover_one_another():
    load_processes(at=factories.MORNING)
    kept = queries.processes(ProcessVersion.objects.values_list("pk", flat=True))

    for process in kept.values():
        root = ET.fromstring(rules.bpmn_of(process))
        nodes, boxes = nodes_of(root), []
        for shape in root.iter(f"{DI}BPMNShape"):
            if shape.get("bpmnElement") in nodes:
                boxes.append({key: int(value) for key, value in shape[0].attrib.items()})
        for n, one in enumerate(boxes):
            for other in boxes[n + 1 :]:
                assert apart(one, other), process.title


def apart(one, other):
    return (
        one["x"] + one["width"] <= other["x"]
        or other["x"] + other["width"] <= one["x"]
        or one["y"] + one["height"] <= other["y"]
        or other["y"] + other["height"] <= one["y"]
    )
