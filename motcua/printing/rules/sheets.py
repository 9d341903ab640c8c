"""A paper as a list of lines and tables, ready to be laid out by `data/paper.typ`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Literal


@dataclass(frozen=True, slots=True)
class Line:
    """A label and its value; `strong` values are what the eye looks for. No label: set apart."""

    label: str
    value: str = ""
    strong: bool = False
    kind: Literal["line"] = "line"


@dataclass(frozen=True, slots=True)
class Column:
    """Columns beside each other with the same `group` share a title above their own."""

    title: str
    width: int = 0  # mm; 0 takes what is left
    centred: bool = False
    group: str = ""


@dataclass(frozen=True, slots=True)
class HeadCell:
    title: str
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """`is_numbered`: under the titles stand (1), (2), … as in the register."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    is_numbered: bool = False
    kind: Literal["table"] = "table"

    @property
    def head(self) -> tuple[tuple[HeadCell, ...], ...]:
        """The titles, in two rows where columns are grouped."""
        if not any(column.group for column in self.columns):
            return (tuple(HeadCell(column.title) for column in self.columns),)
        below = tuple(HeadCell(column.title) for column in self.columns if column.group)
        return tuple(self._top()), below

    def _top(self) -> Iterator[HeadCell]:
        for group, columns in groupby(self.columns, key=lambda column: column.group):
            found = list(columns)
            if group:
                yield HeadCell(group, columns=len(found))
            else:
                yield from (HeadCell(column.title, rows=2) for column in found)


@dataclass(frozen=True, slots=True)
class Signature:
    title: str
    caption: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    agency: str
    desk: str
    number: str
    place_and_day: str
    seal: str = ""  # where an electronic paper shows the signature of the organisation


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A paper ready to be laid out: every word of it. The last thing of the body is a line."""

    form: str
    code: str
    head: Head
    title: tuple[str, ...]
    beside_qr: tuple[Line, ...]
    body: tuple[Line | Table, ...]
    signatures: tuple[Signature, ...]
    note: str
    tracking_url: str
    made_at: datetime
    size: Literal["a5", "a4-landscape"] = "a5"
