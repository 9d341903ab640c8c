"""A statutory form as a value: what screen, spreadsheet, paper and snapshot all show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import zip_longest

from motcua.ledger.rules import Period


class Kind(StrEnum):
    BY_FIELD = "by_field"
    BY_UNIT = "by_unit"
    CAUSES = "causes"
    ONE_STOP = "one_stop"

    @property
    def is_of_dossiers(self) -> bool:
        """Whether its numbers are counts of dossiers, with columns (3) to (13)."""
        return self in (Kind.BY_FIELD, Kind.BY_UNIT)


class RowKind(StrEnum):
    LINE = "line"
    GROUP = "group"  # what the lines under it add up to
    TOTAL = "total"


class Key(StrEnum):
    """What a row is about, for the way to its dossiers."""

    ALL = "all"
    LEVEL = "level"
    FIELD = "field"
    UNIT = "unit"


@dataclass(frozen=True, slots=True)
class HeadCell:
    title: str
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Column:
    """`figures`: the definitions whose sum it shows, empty for words; `width` in mm, 0 the rest."""

    title: str
    width: int = 0
    figures: tuple[str, ...] = ()
    is_number: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """`key`: the kind of thing, and which; `level` of which agencies, where that is narrowed.

    `cells` begin at the second column: the first is `number`.
    """

    kind: RowKind
    number: str
    cells: tuple[str | int, ...]
    key: Key = Key.ALL
    of: str = ""
    level: str = ""

    @property
    def name(self) -> str:
        return str(self.cells[0])

    @property
    def place(self) -> tuple[Key, str, str]:
        """The same in two reports: the row is about the same."""
        return self.key, self.of, self.level


@dataclass(frozen=True, slots=True)
class Form:
    """`issued`: number of the form and its act; `agency`: who reports, `title` with its period."""

    kind: Kind
    unit_id: int
    with_below: bool
    period: Period
    issued: tuple[str, ...]
    agency: tuple[str, ...]
    title: tuple[str, ...]
    head: tuple[tuple[HeadCell, ...], ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...]
    place: str
    made_on: date

    @property
    def name(self) -> str:
        """«II.06a»."""
        return self.issued[0].partition("số ")[2].partition("/")[0]

    @property
    def numbers(self) -> tuple[str, ...]:
        """What stands under the titles: (1), (2), …; II.07b begins to count at the unit."""
        first = 0 if self.kind is Kind.ONE_STOP else 1
        counted = range(first, first + len(self.columns))
        return tuple(f"({n})" if n else "" for n in counted)

    @property
    def total(self) -> Row | None:
        return next((row for row in self.rows if row.kind is RowKind.TOTAL), None)

    @property
    def is_empty(self) -> bool:
        """Whether it has a total, and that is of no dossier."""
        return self.total is not None and not self.total.cells[1]

    @property
    def lines(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.kind is RowKind.LINE)

    def shown(self) -> Iterator[tuple[Row, tuple[tuple[Column, str | int], ...]]]:
        """Each row with its cells, the column beside each."""
        for row in self.rows:
            cells = (row.number, *row.cells)
            yield row, tuple(zip(self.columns, cells, strict=True))


@dataclass(frozen=True, slots=True)
class Change:
    """A cell that differs between two forms; None where a form has no such row."""

    row: Row
    column: Column
    then: int | None
    now: int | None

    @property
    def difference(self) -> int:
        return (self.now or 0) - (self.then or 0)


def changes(then: Form, now: Form) -> tuple[Change, ...]:
    """Cell by cell, in the order of the first; rows that only the second has come at the end."""
    before, after = ({row.place: row for row in form.rows} for form in (then, now))
    found: list[Change] = []
    for place in dict.fromkeys((*before, *after)):
        old, new = before.get(place), after.get(place)
        row = old or new
        assert row is not None
        for column, left, right in zip_longest(
            then.columns[1:], _cells(old, then), _cells(new, now)
        ):
            if column and column.is_number and left != right:
                found.append(Change(row, column, left, right))
    return tuple(found)


def _cells(row: Row | None, form: Form) -> tuple[int | None, ...]:
    cells: Sequence[str | int | None] = row.cells if row else (None,) * (len(form.columns) - 1)
    return tuple(cell if isinstance(cell, int) else None for cell in cells)
