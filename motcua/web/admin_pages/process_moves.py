"""Numbers of steps when rows come, go and change places: what led to a step still does."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from motcua.web.admin_pages.process_fields import WAY
from motcua.web.admin_pages.table_forms import Row, RowEdit


NUMBER: Final = re.compile(r"\b[1-9][0-9]{0,2}\b", re.ASCII)
NAMES: Final = ("step", "to", "after_step")  # what names steps in the rows of other tables


def renumbered(rows: Sequence[Row], edit: RowEdit) -> list[Row]:
    """The steps, before one comes, goes or moves, with the numbers that will hold then.

    What leads to a step that goes leads nowhere: the number is taken out.
    """
    to = new_numbers(len(rows), edit)
    return [
        {name: _led(value, to) if name.startswith(WAY) else value for name, value in r.items()}
        for r in rows
    ]


def renamed(rows: Sequence[Row], steps: int, edit: RowEdit) -> list[Row]:
    """Rows of another table that name steps, after the same change."""
    to = new_numbers(steps, edit)
    return [
        {name: _led(value, to) if name in NAMES else value for name, value in r.items()}
        for r in rows
    ]


def new_numbers(count: int, edit: RowEdit) -> dict[int, int | None]:
    """The number that each step will have; None for the one that goes."""
    if edit.kind == "remove":
        return {n: _left(n, edit.at + 1) for n in range(1, count + 2)}
    if edit.kind in ("up", "down"):
        here, there = edit.at + 1, edit.move_to() + 1
        swapped = (
            {here: there, there: here} if 1 <= min(here, there) <= max(here, there) <= count else {}
        )
        return {n: swapped.get(n, n) for n in range(1, count + 2)}
    return {n: n + 1 if n > edit.at + 1 else n for n in range(1, count + 2)}


def _left(number: int, gone: int) -> int | None:
    if number == gone:
        return None
    return number - 1 if number > gone else number


def _led(text: Any, to: Mapping[int, int | None]) -> Any:
    """«2, 5» with new numbers; a leg («L1») holds no number of a step."""
    if isinstance(text, int):
        return to.get(text, text)
    if not isinstance(text, str):
        return text

    def moved(found: re.Match[str]) -> str:
        number = to.get(int(found.group()), int(found.group()))
        return "" if number is None else str(number)

    parts = (NUMBER.sub(moved, part).strip() for part in text.split(","))
    return ", ".join(part for part in parts if part)
