"""A paper as a list of lines and tables, ready to be laid out by `data/paper.typ`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
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
    title: str
    width: int = 0  # mm; 0 takes what is left
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    kind: Literal["table"] = "table"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A paper ready to be laid out: every word of it."""

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
