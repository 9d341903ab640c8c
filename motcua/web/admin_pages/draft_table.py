"""The rows of a draft as steps: the numbers of steps follow the order of the rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from motcua.deadlines.rules import Limit, LimitUnit
from motcua.people.rules import Role
from motcua.process.rules import (
    RUNNABLE,
    Action,
    Assignment,
    Condition,
    Draft,
    Leg,
    LegLevel,
    Next,
    Office,
    Operator,
    Options,
    Process,
    Step,
    SupplementMode,
)
from motcua.web.admin_pages.process_fields import WAY, WAYS
from motcua.web.admin_pages.table_forms import Row


@dataclass(frozen=True, slots=True)
class Tables:
    """What was typed, cleaned: the head, the steps, the ways by condition, the legs."""

    head: Mapping[str, Any]
    steps: Sequence[Row]
    branches: Sequence[Row]
    legs: Sequence[Row]


def draft_of(before: Process, typed: Tables) -> Draft:
    """The draft as typed; what the page does not show stays as it was."""
    head, source = typed.head, typed.head["source"]
    known = {step.order: step for step in before.steps}
    moved = {row["was"]: order for order, row in enumerate(typed.steps, 1) if row["was"]}
    legs = _legs(before, typed.legs, source)
    gone = {leg.id for leg in before.legs} - {leg.id for leg in legs}
    branches = _branches(typed.branches)
    steps = (
        _step(
            order,
            row,
            known.get(row["was"] or 0),
            (*branches[order], *_typed_ways(row)),
            source=source,
            moved=moved,
            gone=gone,
        )
        for order, row in enumerate(typed.steps, 1)
    )
    return Draft(
        procedure=before.procedure,
        title=head["title"],
        case=before.case,
        level=before.level,
        since=head["since"],
        until=head["until"],
        limit=_limit(head, head["limit_source"] or source),
        source=source,
        supplement=replace(before.supplement, mode=SupplementMode(head["supplement"])),
        cutoff=head["cutoff"],
        transfer_cutoff=head["transfer_cutoff"],
        pauses=before.pauses,
        legs=legs,
        notes=tuple(line.strip() for line in head["notes"].splitlines() if line.strip()),
        steps=_led_to_legs(tuple(steps), before, legs),
        options=Options(four_eyes=head["four_eyes"], assignment=Assignment(head["assignment"])),
    )


def _step(
    order: int,
    row: Row,
    before: Step | None,
    ways: tuple[Next, ...],
    *,
    source: str,
    moved: Mapping[int, int],
    gone: set[str],
) -> Step:
    return Step(
        order=order,
        name=row["name"],
        role=Role(row["role"]),
        unit=row["place"],
        office=Office.parse(row["office"]),
        allotted=_limit(row, source),
        counts=row["counts"],
        output=row["output"],
        next=(*ways, *_kept_ways(before, moved, gone)),
        leg=before.leg if before and before.leg not in gone else "",
        note=before.note if before else "",
    )


def _typed_ways(row: Row) -> tuple[Next, ...]:
    return tuple(Next(action, to) for action in WAYS for to in row[WAY + action.value])


def _branches(rows: Iterable[Row]) -> Mapping[int, list[Next]]:
    """The ways by condition of each step, in the order of their rows."""
    found: defaultdict[int, list[Next]] = defaultdict(list)
    for row in rows:
        when = Condition(row["field"], Operator(row["operator"]), row["values"])
        found[row["step"]].append(Next(Action(row["action"]), row["to"], when))
    return found


def _kept_ways(before: Step | None, moved: Mapping[int, int], gone: set[str]) -> tuple[Next, ...]:
    """Ways that nothing runs yet stay as the source has them, at the numbers that hold now."""
    ways = [n for n in before.next if n.action not in RUNNABLE] if before else []
    return tuple(
        n if n.step is None else replace(n, to=moved[n.step])
        for n in ways
        if (n.to not in gone if n.step is None else n.step in moved)
    )


def _legs(before: Process, rows: Sequence[Row], source: str) -> tuple[Leg, ...]:
    """The legs as typed; a new one gets the next free name."""
    known = {leg.id: leg for leg in before.legs}
    taken = {row["id"] for row in rows}
    free = (f"L{n}" for n in range(1, 1000) if f"L{n}" not in taken)
    return tuple(_leg(row, row["id"] or next(free), known, source) for row in rows)


def _leg(row: Row, name: str, known: Mapping[str, Leg], source: str) -> Leg:
    before = known.get(name)
    of = before.source if before else source
    return Leg(
        id=name,
        agency=row["agency"],
        request=row["request"],
        response=row["response"],
        allotted=_limit(row, of),
        after_step=row["after_step"],
        parallel=row["parallel"],
        counts=row["counts"],
        if_silent=row["if_silent"],
        source=of,
        note=before.note if before else "",
        level=LegLevel(row["level"]),
    )


def _led_to_legs(steps: tuple[Step, ...], before: Process, legs: Iterable[Leg]) -> tuple[Step, ...]:
    """A leg that is new is started from the step it follows."""
    known = {leg.id for leg in before.legs}
    new = [leg for leg in legs if leg.id not in known]
    return tuple(
        replace(
            s,
            next=(
                *s.next,
                *(Next(Action.START_LEG, leg.id) for leg in new if leg.after_step == s.order),
            ),
        )
        for s in steps
    )


def _limit(typed: Mapping[str, Any], source: str) -> Limit | None:
    if typed["amount"] is None or not typed["unit"]:
        return None
    return Limit(typed["amount"], LimitUnit(typed["unit"]), source)
