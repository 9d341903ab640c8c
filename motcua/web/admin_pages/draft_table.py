"""The rows of a draft as steps: the numbers of steps follow the order of the rows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from motcua.deadlines.rules import Limit, LimitUnit
from motcua.people.rules import Role
from motcua.process.rules import RUNNABLE, Draft, Leg, Next, Office, Process, Step, SupplementMode
from motcua.web.admin_pages.process_forms import WAY, WAYS
from motcua.web.admin_pages.table_forms import Row, RowEdit


NUMBER: Final = re.compile(r"\b[1-9][0-9]{0,2}\b", re.ASCII)


def renumbered(rows: Sequence[Row], edit: RowEdit) -> list[Row]:
    """The rows, before one comes or goes, with the numbers that will hold then.

    What leads to a step that goes leads nowhere: the number is taken out.
    """
    to = {n: n + _shift(n, edit) for n in range(1, len(rows) + 2)}
    gone = edit.at + 1 if edit.kind == "remove" else 0
    return [
        {
            name: _led(value, to, gone) if name.startswith(WAY) else value
            for name, value in r.items()
        }
        for r in rows
    ]


def _shift(number: int, edit: RowEdit) -> int:
    if edit.kind == "remove":
        return -1 if number > edit.at + 1 else 0
    return 1 if number > edit.at + 1 else 0


def _led(text: Any, to: Mapping[int, int], gone: int) -> Any:
    """«2, 5» with new numbers; a leg («L1») holds no number of a step."""
    if not isinstance(text, str):
        return text

    def moved(found: re.Match[str]) -> str:
        number = int(found.group())
        return "" if number == gone else str(to.get(number, number))

    parts = (NUMBER.sub(moved, part).strip() for part in text.split(","))
    return ", ".join(part for part in parts if part)


def draft_of(before: Process, head: Mapping[str, Any], rows: Sequence[Row]) -> Draft:
    """The draft as typed; what the page does not show stays as it was."""
    source = head["source"]
    known = {step.order: step for step in before.steps}
    moved = {row["was"]: order for order, row in enumerate(rows, 1) if row["was"]}
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
        legs=tuple(_moved_leg(leg, moved) for leg in before.legs),
        options=before.options,
        notes=tuple(line.strip() for line in head["notes"].splitlines() if line.strip()),
        steps=tuple(
            _step(order, row, known.get(row["was"] or 0), source, moved)
            for order, row in enumerate(rows, 1)
        ),
    )


def _step(order: int, row: Row, before: Step | None, source: str, moved: Mapping[int, int]) -> Step:
    ways = tuple(Next(action, to) for action in WAYS for to in row[WAY + action.value])
    return Step(
        order=order,
        name=row["name"],
        role=Role(row["role"]),
        unit=row["place"],
        office=Office.parse(row["office"]),
        allotted=_limit(row, source),
        counts=row["counts"],
        output=row["output"],
        next=(*ways, *_kept_ways(before, moved)),
        leg=before.leg if before else "",
        note=before.note if before else "",
    )


def _kept_ways(before: Step | None, moved: Mapping[int, int]) -> tuple[Next, ...]:
    """Ways that nothing runs yet stay as the source has them, at the numbers that hold now."""
    ways = [n for n in before.next if n.action not in RUNNABLE] if before else []
    return tuple(
        n if n.step is None else Next(n.action, moved[n.step])
        for n in ways
        if n.step is None or n.step in moved
    )


def _moved_leg(leg: Leg, moved: Mapping[int, int]) -> Leg:
    return replace(leg, after_step=moved.get(leg.after_step, leg.after_step))


def _limit(typed: Mapping[str, Any], source: str) -> Limit | None:
    if typed["amount"] is None or not typed["unit"]:
        return None
    return Limit(typed["amount"], LimitUnit(typed["unit"]), source)
