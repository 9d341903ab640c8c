"""How a process of a decision becomes one that can be run with the actions that exist. Pure.

Decisions describe work, not software: some hand over straight after the signature, some end with
"hoàn thiện hồ sơ", some wait for another agency. Nothing of the source is taken away; what is
missing for a way from receipt to hand-over is added, by these rules:

1. a table without a hand-over gets one at the counter, outside the limit;
2. settled at the counter, or the end of the work, means concluded: the result goes to hand-over;
3. a result that comes back from another agency moves on like any other;
4. a refusal or a signature that ends the work is numbered and issued like any result;
5. a step with no way on leads to the step after it;
6. where the signature leads straight to hand-over, the counter notes that the result has come.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from motcua.people.rules import Role
from motcua.process.rules.path import is_last, onward, returning
from motcua.process.rules.values import (
    END,
    Action,
    Draft,
    Next,
    Office,
    OfficeKind,
    Step,
)


def made_runnable(draft: Draft) -> Draft:
    """The process with the ways that rules 1 to 6 add. Twice is the same as once."""
    if not draft.steps:
        return draft
    whole = _with_hand_over(draft)
    last = returning(whole)
    assert last is not None
    issuing = _issuing_order(whole, last.order)
    led = replace(whole, steps=tuple(_led_on(s, last.order, issuing) for s in whole.steps))
    joined = replace(led, steps=tuple(_joined(led, s, last.order) for s in led.steps))
    return replace(joined, steps=tuple(_noted(joined, s) for s in joined.steps))


def _with_hand_over(draft: Draft) -> Draft:
    """Rule 1."""
    if returning(draft):
        return draft
    hand_over = Step(
        order=max(s.order for s in draft.steps) + 1,
        name="Trả kết quả cho người nộp",
        role=Role.COUNTER,
        unit="",
        office=Office(OfficeKind.ONE_STOP),
        allotted=None,
        counts=False,
        output="",
        next=(Next(Action.RETURN_RESULT, END),),
    )
    return replace(draft, steps=(*draft.steps, hand_over))


def _issuing_order(draft: Draft, last: int) -> int:
    """The step that numbers and issues a result; the hand-over itself where there is none."""
    issuing = [s.order for s in draft.steps if s.leads(Action.CONCLUDE) and s.order != last]
    return max(issuing, default=last)


def _led_on(step: Step, last: int, issuing: int) -> Step:
    """Rules 2, 3 and 4."""
    ways = dict.fromkeys(way for n in step.next for way in _ways(n, step, last, issuing))
    return replace(step, next=tuple(ways))


def _ways(n: Next, step: Step, last: int, issuing: int) -> Iterator[Next]:
    match n:
        case Next(Action.SETTLE_NOW):
            yield from (n, Next(Action.CONCLUDE, last))
        case Next(Action.CONCLUDE, to) if to == END:
            yield Next(Action.CONCLUDE, last)
        case Next((Action.REFUSE | Action.APPROVE) as action, to) if to == END:
            yield Next(action, issuing if issuing != step.order else last)
        case Next(Action.FINISH_LEG, int(to)):
            yield from (n, Next(_onto(to, last), to))
        case Next(Action.FORWARD, int(to)):
            yield Next(_onto(to, last), to)
        case _:
            yield n


def _onto(to: int, last: int) -> Action:
    return Action.CONCLUDE if to == last else Action.FORWARD


def _joined(draft: Draft, step: Step, last: int) -> Step:
    """Rule 5."""
    if is_last(draft, step.order) or onward(draft, step.order):
        return step
    later = min((s.order for s in draft.steps if s.order > step.order), default=last)
    return replace(step, next=(*step.next, Next(_onto(later, last), later)))


def _noted(draft: Draft, step: Step) -> Step:
    """Rule 6."""
    signed_straight = any(
        n.step == step.order and n.action in (Action.APPROVE, Action.REFUSE)
        for s in draft.steps
        for n in s.next
    )
    if not is_last(draft, step.order) or not signed_straight or step.leads(Action.CONCLUDE):
        return step
    return replace(step, next=(Next(Action.CONCLUDE, step.order), *step.next))
