"""Which step of a later version a running dossier would stand at. Pure."""

from __future__ import annotations

from fractions import Fraction

from motcua.people.rules import fold
from motcua.process.rules.path import is_last, step
from motcua.process.rules.values import Draft, Step


def counterpart(old: Draft, new: Draft, order: int) -> int | None:
    """The step of the new version for a dossier that stands at `order` of the old one.

    Of the same role and office; of several the one of the same name, else the one nearest to its
    place in the table, the earlier of two, so that no work is passed over. A step that hands over
    the result answers only to one that does. None where there is none: a person must choose then.
    Raises NoSuchStep.
    """
    here = step(old, order)
    fitting = [s for s in new.steps if _does_the_same(old, here, new, s)]
    place = _place(old, order)
    best = min(
        fitting,
        key=lambda s: (
            fold(s.name) != fold(here.name),
            abs(_place(new, s.order) - place),
            s.order,
        ),
        default=None,
    )
    return best.order if best else None


def _does_the_same(old: Draft, here: Step, new: Draft, there: Step) -> bool:
    return (
        there.role is here.role
        and there.office == here.office
        and is_last(new, there.order) == is_last(old, here.order)
    )


def _place(process: Draft, order: int) -> Fraction:
    """How far down the table: 0 is the first row, 1 the last."""
    orders = sorted(s.order for s in process.steps)
    return Fraction(orders.index(order), max(1, len(orders) - 1))
