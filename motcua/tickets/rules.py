"""Tickets of a queue: how they are printed, what may become of them. Pure.

Sources
    NĐ 61/2018/NĐ-CP, Điều 13.2b: counters by field; a machine that gives numbers, connected to the
    one-stop's own system.
"""

from __future__ import annotations

import re
from enum import StrEnum

from motcua.tickets.errors import BadLine, NotPossible


LONGEST_NAME = 100
MOST_FIELDS = 40
_LETTER = re.compile(r"[A-Z]", re.ASCII)
_CODE = re.compile(r"([A-Z])(\d{3,5})", re.ASCII)


class State(StrEnum):
    """Where a ticket is on its one day."""

    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    DONE = "done"
    SKIPPED = "skipped"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    State.WAITING: "đang chờ",
    State.CALLED: "đang được gọi",
    State.SERVING: "đang được phục vụ",
    State.DONE: "đã xong",
    State.SKIPPED: "đã gọi, chưa thấy người",
    State.CANCELLED: "đã hủy",
}
AT_COUNTER = frozenset({State.CALLED, State.SERVING})

# What may become of a ticket. Called again after a skip, it comes to a counter once more.
WAYS: dict[State, frozenset[State]] = {
    State.WAITING: frozenset({State.CALLED}),
    State.CALLED: frozenset(
        {State.CALLED, State.SERVING, State.DONE, State.SKIPPED, State.WAITING}
    ),
    State.SERVING: frozenset({State.DONE, State.WAITING}),
    State.SKIPPED: frozenset({State.CALLED, State.CANCELLED}),
    State.DONE: frozenset(),
    State.CANCELLED: frozenset(),
}


def check_way(code: str, here: State, to: State) -> None:
    """Raises NotPossible when a ticket in this state can't become that."""
    if to not in WAYS[here]:
        raise NotPossible(code=code, state=here.label)


def ticket_code(letter: str, number: int) -> str:
    """A012, as it is printed and called."""
    return f"{letter}{number:03d}"


def is_ticket_code(text: str) -> bool:
    return _CODE.fullmatch(text) is not None


def is_letter(text: str) -> bool:
    return _LETTER.fullmatch(text) is not None


def checked_letter(letter: str) -> str:
    """Raises BadLine."""
    if not is_letter(letter):
        raise BadLine(why="Ký hiệu của số là một chữ cái từ A đến Z")
    return letter


def checked_name(name: str) -> str:
    """Raises BadLine."""
    trimmed = " ".join(name.split())
    if not trimmed or len(trimmed) > LONGEST_NAME or not trimmed.isprintable():
        raise BadLine(why=f"Tên cần từ 1 đến {LONGEST_NAME} ký tự đọc được")
    return trimmed


def waiting_minutes(seconds: float | None) -> int | None:
    """Whole minutes, as a person would say them; None when nobody has been called yet."""
    return None if seconds is None else round(seconds / 60)
