"""Ways through a process: the first step, what follows an action, how much time is left. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from motcua.process.errors import NoSuchStep
from motcua.process.rules.times import working_hours
from motcua.process.rules.values import ONWARD, Action, Draft, Next, Step


def first(process: Draft) -> Step:
    """The step in which a dossier is received. Raises NoSuchStep for a process without steps."""
    if not process.steps:
        raise NoSuchStep(order=1)
    return min(process.steps, key=lambda s: s.order)


def find(process: Draft, order: int) -> Step | None:
    return next((s for s in process.steps if s.order == order), None)


def step(process: Draft, order: int) -> Step:
    """Raises NoSuchStep."""
    found = find(process, order)
    if found is None:
        raise NoSuchStep(order=order)
    return found


def after(
    process: Draft, order: int, action: str, answers: Mapping[str, str] | None = None
) -> Next | None:
    """What the action leads to from this step; None where the step has no such action to run.

    Of several ways the first whose condition holds for the answers, else the one without.
    """
    leads = step(process, order).leads(action, answers)
    return leads if leads and leads.action.is_runnable else None


def actions(process: Draft, order: int) -> tuple[Action, ...]:
    """What may be run in this step, in the order of the table, each once."""
    found = [n.action for n in step(process, order).next if n.action.is_runnable]
    return tuple(dict.fromkeys(found))


def next_steps(
    process: Draft, order: int, action: str, answers: Mapping[str, str] | None = None
) -> tuple[Step, ...]:
    """The steps to choose from: one, or none where the action leaves the table."""
    leads = after(process, order, action, answers)
    if leads is None or leads.step is None:
        return ()
    return (step(process, leads.step),)


def onward(process: Draft, order: int) -> Next | None:
    """The main way on from a step: the result comes nearer by it."""
    ways = (after(process, order, action) for action in ONWARD)
    return next((way for way in ways if way is not None), None)


def previous(process: Draft, order: int) -> Step | None:
    """Where `send_back` leads; else the step before that leads here; None for the first."""
    back = after(process, order, Action.SEND_BACK)
    if back is not None and back.step is not None:
        return step(process, back.step)
    before = [
        s
        for s in process.steps
        if s.order < order and any(n.step == order and n.action.is_runnable for n in s.next)
    ]
    return max(before, key=lambda s: s.order, default=None)


def is_last(process: Draft, order: int) -> bool:
    """Whether the result is handed over in this step."""
    return after(process, order, Action.RETURN_RESULT) is not None


def returning(process: Draft) -> Step | None:
    """The step in which the result is handed over."""
    return next((s for s in process.steps if is_last(process, s.order)), None)


def main_path(process: Draft) -> tuple[Step, ...]:
    """The steps that a dossier with a good ending passes, in their order, each once."""
    path: dict[int, Step] = {}
    order: int | None = first(process).order
    while order is not None and order not in path:
        path[order] = step(process, order)
        way = onward(process, order)
        order = way.step if way else None
    return tuple(path.values())


def remaining_hours(process: Draft, order: int) -> Decimal:
    """Working hours that the table allots from this step to the result, this step included."""
    path = main_path(process)
    here = next((i for i, s in enumerate(path) if s.order == order), None)
    rest = path[here:] if here is not None else (step(process, order),)
    return sum((working_hours(s.allotted) for s in rest if s.counts and s.allotted), Decimal(0))
