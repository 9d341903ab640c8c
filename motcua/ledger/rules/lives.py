"""From what happens to a dossier to its stays: which change counts, and from which day on. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from motcua.ledger.rules.positions import Stand, State, Stay


def following(before: Stay, stand: Stand, on: date) -> Stay | None:
    """The stay that a change leads to; None when it changes no figure.

    An end stays as it ended, but for the day itself, and keeps the promise that ran until then.
    Where nobody is named, the officer before answers on.
    """
    was, on = before.stand, max(on, before.from_on)
    if was.state.is_end and not (stand.state.is_end and on == before.from_on):
        return None
    if stand.state.is_end and stand.due_on is None:
        promised = was.due_on if was.state is State.RUNNING or was.state.is_end else None
        stand = replace(stand, due_on=promised)
    if stand.officer_id is None:
        stand = replace(stand, officer_id=was.officer_id)
    return None if stand == was else replace(before, stand=stand, from_on=on)


def stays_of(channel: str, stood: Iterable[tuple[date, Stand]]) -> tuple[Stay, ...]:
    """A whole life: how it stood after each change, the first on the day it was received.

    Several on one day: the last one holds.
    """
    found: list[Stay] = []
    for on, stand in stood:
        if not found:
            found.append(Stay(channel=channel, received_on=on, stand=stand, from_on=on))
        elif after := following(found[-1], stand, on):
            same_day = after.from_on == found[-1].from_on
            found[-1:] = (
                [after] if same_day else [replace(found[-1], until_on=after.from_on), after]
            )
    return tuple(found)
