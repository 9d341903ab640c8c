"""The pages of a paper: in which order they lie and how they are turned. Pure.

The files stay as they came; how their pages are laid out is data beside them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from motcua.papers.errors import NoSuchPage


TURNS: Final = (0, 90, 180, 270)


class Change(StrEnum):
    TURN_RIGHT = "turn_right"
    TURN_LEFT = "turn_left"
    EARLIER = "earlier"
    LATER = "later"
    LEAVE_OUT = "leave_out"
    PUT_BACK = "put_back"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page in its place. `turn` is clockwise, in degrees, on top of how the file shows it."""

    id: int
    turn: int = 0
    is_left_out: bool = False


def changed(sheets: Sequence[Sheet], page_id: int, change: Change) -> tuple[Sheet, ...]:
    """All pages after one change of one page. Raises NoSuchPage.

    The first page can't go earlier nor the last one later: then nothing changes.
    """
    at = next((n for n, sheet in enumerate(sheets) if sheet.id == page_id), None)
    if at is None:
        raise NoSuchPage()
    found = list(sheets)
    if change in (Change.EARLIER, Change.LATER):
        to = at + (1 if change is Change.LATER else -1)
        if 0 <= to < len(found):
            found[at], found[to] = found[to], found[at]
        return tuple(found)
    found[at] = _with(found[at], change)
    return tuple(found)


def _with(sheet: Sheet, change: Change) -> Sheet:
    if change is Change.TURN_RIGHT:
        return replace(sheet, turn=(sheet.turn + 90) % 360)
    if change is Change.TURN_LEFT:
        return replace(sheet, turn=(sheet.turn - 90) % 360)
    return replace(sheet, is_left_out=change is Change.LEAVE_OUT)
