"""The table of a decision, row by row, as the steps of a draft and a report on each row. Pure.

`cells` are texts as they stand on the sheet; `merged` are the cells, counted from 0, that a merged
range covers besides its first one: they hold nothing of their own.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from motcua.deadlines.rules import Limit
from motcua.people.rules import Role, fold
from motcua.process.rules.printed import time_from, who_from
from motcua.process.rules.values import APPLICANT, END, Action, Next, Step


Cells = Sequence[Sequence[str]]
_COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "name": ("noi dung",),
    "who": ("trach nhiem", "nguoi thuc hien", "don vi thuc hien", "bo phan thuc hien"),
    "time": ("thoi gian",),
    "order": ("thu tu", "trinh tu", "buoc", "stt"),
    "output": ("ket qua", "san pham"),
}
_TOTALS: Final = ("tong thoi gian", "tong cong", "tong so", "tong")


class Verdict(StrEnum):
    STEP = "step"
    DOUBT = "doubt"
    TOTAL = "total"
    SKIPPED = "skipped"

    @property
    def label(self) -> str:
        return {
            "step": "Đã đọc thành bước",
            "doubt": "Đã đọc, cần xem lại",
            "total": "Tổng thời gian",
            "skipped": "Bỏ qua",
        }[self]


@dataclass(frozen=True, slots=True)
class TableLine:
    """What became of one row, counted from 1 as people count it on the sheet."""

    row: int
    verdict: Verdict
    text: str
    step: int | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """What was read. `limit` is that of the total row."""

    steps: tuple[Step, ...]
    limit: Limit | None
    lines: tuple[TableLine, ...]
    has_heading: bool


def table_from(
    cells: Cells, merged: Collection[tuple[int, int]] = (), *, source: str = ""
) -> Table:
    """The rows under the first line that names the columns of content and of time."""
    above = next(
        (n for n, row in enumerate(cells) if {"name", "time"} <= _columns(row).keys()), None
    )
    if above is None:
        return Table((), None, (), has_heading=False)
    reader = _Reader(_columns(cells[above]), frozenset(merged), source)
    for number in range(above + 1, len(cells)):
        reader.read(number, cells[number])
    return Table(with_ways(reader.steps), reader.limit, tuple(reader.lines), has_heading=True)


def _columns(row: Sequence[str]) -> dict[str, int]:
    """Which column is what, by the words in its heading; the first that fits."""
    found: dict[str, int] = {}
    for place, text in enumerate(row):
        words = fold(text)
        key = next((k for k, names in _COLUMNS.items() if any(n in words for n in names)), None)
        if key and words.strip():
            found.setdefault(key, place)
    return found


class _Reader:
    """Goes down the table and keeps what a merged cell says for the rows it covers."""

    def __init__(
        self, columns: Mapping[str, int], merged: frozenset[tuple[int, int]], source: str
    ) -> None:
        self.columns, self.merged, self.source = columns, merged, source
        self.steps: list[Step] = []
        self.lines: list[TableLine] = []
        self.limit: Limit | None = None
        self._said: dict[str, str] = {}

    def read(self, number: int, row: Sequence[str]) -> None:
        own = {key: _cell(row, place) for key, place in self.columns.items()}
        text = " | ".join(cell for cell in dict.fromkeys(row) if cell.strip())
        if not text:
            return
        if _is_total(row):
            self._total(number, row, text)
        elif own["name"] or (self._is_merged(number, "name") and own.get("who")):
            self._step(number, own)
        else:
            self._note(number, Verdict.SKIPPED, text)

    def _step(self, number: int, own: Mapping[str, str]) -> None:
        said = {key: own[key] or self._above(number, key) for key in self.columns}
        name, who = said["name"], who_from(said.get("who", ""), said["name"])
        time = time_from(own["time"], self.source)
        notes = [note for note in (who.doubt, time.doubt) if note]
        counts = time.counts
        if not own["time"] and self._is_merged(number, "time"):
            counts, notes = (
                False,
                [*([who.doubt] if who.doubt else []), "thời gian gộp ở dòng trên"],
            )
        order = len(self.steps) + 1
        self.steps.append(
            Step(
                order=order,
                name=" ".join(name.split()),
                role=who.role,
                unit=" ".join(said.get("who", "").split()),
                office=who.office,
                allotted=time.limit,
                counts=counts,
                output=" ".join(own.get("output", "").split()),
                next=(),
            )
        )
        self._said = {key: value for key, value in said.items() if value}
        verdict = Verdict.DOUBT if notes else Verdict.STEP
        self.lines.append(TableLine(number + 1, verdict, name, order, tuple(notes)))

    def _total(self, number: int, row: Sequence[str], text: str) -> None:
        times = (time_from(cell, self.source) for cell in row if not _is_total([cell]))
        total = next((time for time in times if time.limit), None)
        total = total or time_from(text, self.source)
        self.limit = total.limit or self.limit
        notes = (total.doubt,) if total.doubt else ()
        self.lines.append(TableLine(number + 1, Verdict.TOTAL, text, None, notes))

    def _note(self, number: int, verdict: Verdict, text: str) -> None:
        self.lines.append(TableLine(number + 1, verdict, text))

    def _above(self, number: int, key: str) -> str:
        return self._said.get(key, "") if self._is_merged(number, key) else ""

    def _is_merged(self, number: int, key: str) -> bool:
        return (number, self.columns.get(key, -1)) in self.merged


def _cell(row: Sequence[str], place: int) -> str:
    return row[place].strip() if place < len(row) else ""


def _is_total(row: Sequence[str]) -> bool:
    first = next((fold(cell).strip() for cell in row if cell.strip()), "")
    return first.startswith(_TOTALS)


def with_ways(steps: Sequence[Step]) -> tuple[Step, ...]:
    """The ways that such a table means without saying: on, back to who prepared it, to the end."""
    last = len(steps) - 1
    return tuple(
        replace(s, next=tuple(_ways(s, n, last, steps[n - 1] if n else None)))
        for n, s in enumerate(steps)
    )


def _ways(step: Step, place: int, last: int, before: Step | None) -> list[Next]:
    here, on = place + 1, place + 2
    if place == last:
        hands_over = (
            step.role is Role.COUNTER and "tra" in fold(f"{step.name} {step.output}").split()
        )
        return [Next(Action.RETURN_RESULT, END)] if hands_over else []
    ways = [Next(_onward(step, place, last), on)]
    if step.role is Role.LEADER and ways[0].action is Action.APPROVE:
        ways.append(Next(Action.REFUSE, on))
    if before and step.role in (Role.UNIT_HEAD, Role.LEADER) and before.role is not Role.COUNTER:
        ways.append(Next(Action.SEND_BACK, here - 1))
    if place == 0:
        ways += [Next(Action.ASK_SUPPLEMENT, APPLICANT), Next(Action.DECLINE, APPLICANT)]
    elif step.role is Role.SPECIALIST:
        ways.append(Next(Action.ASK_SUPPLEMENT, APPLICANT))
    return ways


def _onward(step: Step, place: int, last: int) -> Action:
    if step.role is Role.CLERK and place + 1 == last:
        return Action.CONCLUDE
    signs = any(word in fold(step.name).split() for word in ("ky", "duyet"))
    return Action.APPROVE if step.role is Role.LEADER and signs else Action.FORWARD
