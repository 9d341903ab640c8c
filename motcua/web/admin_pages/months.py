"""A year of working days as twelve small months. Values for the page."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from motcua.deadlines.rules import DayKind
from motcua.deadlines.rules.days import DayEntry


SATURDAY: Final = 5
# A letter each, so that the calendar can be read in grey.
LETTERS: Final[Mapping[DayKind, str]] = {
    DayKind.HOLIDAY: "N",
    DayKind.COMPENSATORY_OFF: "B",
    DayKind.SWAPPED_OFF: "H",
    DayKind.MAKEUP_WORK: "L",
    DayKind.WORKING: "T",
}
LOOKS: Final[Mapping[DayKind, str]] = {
    DayKind.HOLIDAY: "off",
    DayKind.COMPENSATORY_OFF: "in-lieu",
    DayKind.SWAPPED_OFF: "swapped",
    DayKind.MAKEUP_WORK: "makeup",
    DayKind.WORKING: "as-usual",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of a month; `on` is None for the empty places before and after it."""

    on: date | None
    look: str = ""
    letter: str = ""
    words: str = ""  # what a screen reader says after the number
    is_today: bool = False


@dataclass(frozen=True, slots=True)
class Month:
    number: int
    weeks: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Legend:
    letter: str
    look: str
    words: str


def legend() -> tuple[Legend, ...]:
    return tuple(Legend(LETTERS[kind], LOOKS[kind], kind.label) for kind in DayKind)


def months_of(year: int, entries: Iterable[DayEntry], today: date) -> tuple[Month, ...]:
    by_day = {entry.on: entry for entry in entries}
    return tuple(_month(year, number, by_day, today) for number in range(1, 13))


def _month(year: int, number: int, by_day: Mapping[date, DayEntry], today: date) -> Month:
    def cell(on: date) -> Cell:
        return _cell(on, by_day.get(on), today) if on.month == number else Cell(None)

    weeks = Calendar().monthdatescalendar(year, number)
    return Month(number, tuple(tuple(map(cell, week)) for week in weeks))


def _cell(on: date, entry: DayEntry | None, today: date) -> Cell:
    if entry is None:
        weekend = on.weekday() >= SATURDAY
        return Cell(on, "weekend" if weekend else "", is_today=on == today)
    return Cell(
        on,
        LOOKS[entry.kind],
        LETTERS[entry.kind],
        f"{entry.kind.label.lower()}: {entry.name}",
        is_today=on == today,
    )
