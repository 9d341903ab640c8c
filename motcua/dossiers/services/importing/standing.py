"""From how a dossier stood after each act to its positions in the figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from motcua.ledger.rules import Stand, Stay


def stays(channel: str, stood: Sequence[tuple[date, Stand]]) -> tuple[Stay, ...]:
    """As `ledger.services.enter` would have it, entry by entry: the last of a day holds.

    Nothing follows an end; where nobody is named, the officer before answers on.
    """
    found: list[Stay] = []
    for on, stand in stood:
        if not found:
            found.append(Stay(channel=channel, received_on=on, stand=stand, from_on=on))
            continue
        last = found[-1]
        if last.stand.state.is_end:
            break
        if stand.officer_id is None:
            stand = replace(stand, officer_id=last.stand.officer_id)
        if stand == last.stand:
            continue
        following = replace(last, stand=stand, from_on=on)
        found[-1:] = [following] if on == last.from_on else [replace(last, until_on=on), following]
    return tuple(found)
