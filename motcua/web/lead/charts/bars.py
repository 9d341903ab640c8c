"""Lines with their counts, and one line cut into its parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from motcua.figures.rules import write_number
from motcua.reports.queries.boards import Age
from motcua.reports.rules import Row
from motcua.web.lead.charts.numbers import percent


LINE: Final = 28  # height of a bar with its words
NAMES: Final = 27  # per cent of the width for what stands left of the bars
LONGEST: Final = 44  # and for the longest bar; the words after it need the rest


@dataclass(frozen=True, slots=True)
class Bar:
    """One line. `rest` is the part of it that is late, right of `width`."""

    name: str
    y: int
    middle: int
    width: str
    rest_x: str
    rest: str
    words_x: str
    count: str
    more: str


@dataclass(frozen=True, slots=True)
class Bars:
    sentence: str
    height: int
    bars: tuple[Bar, ...]


def bars(what: str, lines: Sequence[tuple[str, int, int]]) -> Bars:
    """Lines of name, count and how many of it are late; the longest is as wide as there is room."""
    longest = max((count for _, count, _ in lines), default=0) or 1
    drawn = tuple(_bar(n, *line, longest) for n, line in enumerate(lines))
    said = ", ".join(
        f"{name.lower()} {write_number(count)}"
        + (f" có {write_number(late)} quá hạn" if late else "")
        for name, count, late in lines
    )
    return Bars(f"{what}: {said}.", LINE * len(lines), drawn)


def _bar(n: int, name: str, count: int, late: int, longest: int) -> Bar:
    whole, late_part = LONGEST * count / longest, LONGEST * late / longest
    return Bar(
        name=name,
        y=n * LINE + 4,
        middle=n * LINE + 18,
        width=percent(whole - late_part),
        rest_x=percent(NAMES + whole - late_part),
        rest=percent(max(late_part, 0.8)) if late else "",
        words_x=percent(NAMES + whole + (1.2 if not late else 2)),
        count=write_number(count),
        more=f", {write_number(late)} quá hạn" if late else "",
    )


def by_age(ages: Sequence[Age]) -> Bars:
    return bars(
        "Hồ sơ đang giải quyết theo số ngày từ khi nhận", [(a.words, a.open, a.late) for a in ages]
    )


@dataclass(frozen=True, slots=True)
class Piece:
    look: str
    x: str
    width: str
    words: str
    middle: str
    text: str


@dataclass(frozen=True, slots=True)
class Whole:
    """One bar cut into what it is made of."""

    sentence: str
    pieces: tuple[Piece, ...]


OUTCOMES: Final = (
    ("resolved_early", "Trước hạn", "full"),
    ("resolved_on_time", "Đúng hạn", "pale"),
    ("resolved_late", "Quá hạn", "late"),
)
CHANNELS: Final = (
    ("received_online", "Trực tuyến", "full"),
    ("received_direct", "Trực tiếp", "pale"),
    ("received_postal", "Bưu chính", "plain"),
)


def whole(what: str, row: Row, parts: Sequence[tuple[str, str, str]]) -> Whole:
    """`parts`: figure, words, look. Nothing is left out: what is 0 is said and not drawn."""
    counts = [(row.figure(name), words, look) for name, words, look in parts]
    total = sum(count for count, _, _ in counts) or 1
    pieces, x = [], 0.0
    for count, words, look in counts:
        width = 100 * count / total
        pieces.append(
            Piece(
                look, percent(x), percent(width), words, percent(x + width / 2), write_number(count)
            )
        )
        x += width
    said = ", ".join(f"{words.lower()} {write_number(count)}" for count, words, _ in counts)
    return Whole(f"{what}: {said}.", tuple(pieces))
