"""Columns by month, one or two rows of them to the same scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from motcua.figures.rules import write_number
from motcua.reports.queries.boards import Month
from motcua.web.lead.charts.numbers import number, percent


STRIP: Final = 66  # height of the tallest column
SHORT: Final = 999  # a column of twelve on a telephone has room for three digits


@dataclass(frozen=True, slots=True)
class Column:
    x: str
    middle: str
    y: str
    height: str
    late_y: str
    late: str
    words: str
    words_y: str


@dataclass(frozen=True, slots=True)
class Strip:
    """Columns under a heading that says what they count."""

    heading: str
    look: str
    total: str
    heading_y: int
    floor: int
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Strips:
    """Several rows of columns over the same months, to the same scale."""

    sentence: str
    height: int
    strips: tuple[Strip, ...]
    labels: tuple[tuple[str, str], ...]
    labels_y: int


WIDTH: Final = 5.6  # of a column, in per cent


def received_and_resolved(months: Sequence[Month]) -> Strips:
    came = _columns(months, "received_in_period")
    went = _columns(months, "resolved", "resolved_late")
    said = "; ".join(
        f"tháng {month.number} nhận {write_number(new)}, giải quyết xong {write_number(done)}"
        + (f" có {write_number(late)} quá hạn" if late else "")
        for month, (new, _), (done, late) in zip(months, came, went, strict=True)
    )
    drawn = (("Nhận", "pale", came), ("Giải quyết xong", "full", went))
    return _strips(f"Số hồ sơ theo tháng: {said}.", drawn)


def resolved(months: Sequence[Month]) -> Strips:
    went = _columns(months, "resolved", "resolved_late")
    said = "; ".join(
        f"tháng {month.number} {write_number(done)}" + (f" có {late} quá hạn" if late else "")
        for month, (done, late) in zip(months, went, strict=True)
    )
    return _strips(
        f"Hồ sơ giải quyết xong theo tháng: {said}.", (("Giải quyết xong", "full", went),)
    )


def two_years(now: Sequence[Month], then: Sequence[Month]) -> Strips:
    this, last = _columns(now, "received_in_period"), _columns(then, "received_in_period")
    years = [str(months[0].period.first.year) if months else "" for months in (now, then)]
    said = ". ".join(
        f"Năm {year} nhận theo tháng: " + ", ".join(write_number(count) for count, _ in counts)
        for year, counts in zip(years, (this, last), strict=True)
    )
    drawn = ((f"Năm {years[1]} nhận", "pale", last), (f"Năm {years[0]} nhận", "full", this))
    return _strips(f"{said}.", drawn)


def _columns(months: Sequence[Month], name: str, late: str = "") -> list[tuple[int, int]]:
    return [(one.row.figure(name), one.row.figure(late) if late else 0) for one in months]


Drawn = tuple[str, str, Sequence[tuple[int, int]]]


def _strips(sentence: str, drawn: Sequence[Drawn]) -> Strips:
    """Heading, look and counts of each row; the same scale for all, twelve months wide."""
    tallest = max((count for _, _, counts in drawn for count, _ in counts), default=0) or 1
    where = [(n + 0.5) * 100 / 12 for n in range(12)]
    strips = tuple(_strip(n, *one, where, tallest) for n, one in enumerate(drawn))
    most = max(len(counts) for _, _, counts in drawn)
    labels = tuple((percent(x), str(n)) for n, x in enumerate(where[:most], 1))
    floor = strips[-1].floor
    return Strips(sentence, floor + 20, strips, labels, floor + 16)


def _strip(
    n: int,
    heading: str,
    look: str,
    counts: Sequence[tuple[int, int]],
    where: Sequence[float],
    tallest: int,
) -> Strip:
    floor = n * 104 + 92
    said = _said([count for count, _ in counts])
    columns = tuple(
        _column(x, count, late, floor, tallest, is_said=i in said)
        for i, (x, (count, late)) in enumerate(zip(where, counts, strict=False))
    )
    total = write_number(sum(count for count, _ in counts))
    return Strip(heading, look, total, floor - 82, floor, columns)


def _said(counts: Sequence[int]) -> set[int]:
    """Which columns bear their number: all, or of long ones the highest and the last."""
    if max(counts, default=0) <= SHORT:
        return set(range(len(counts)))
    last, highest = len(counts) - 1, counts.index(max(counts))
    return {highest} if 0 < last - highest < 2 else {highest, last}


def _column(x: float, count: int, late: int, floor: int, tallest: int, *, is_said: bool) -> Column:
    height, late_height = STRIP * count / tallest, STRIP * late / tallest
    late_height = max(late_height, 3.0) if late else 0.0
    height = max(height, late_height, 1.0 if count else 0.0)
    return Column(
        x=percent(x - WIDTH / 2),
        middle=percent(x),
        y=number(floor - height),
        height=number(height - late_height),
        late_y=number(floor - late_height),
        late=number(late_height) if late else "",
        words=write_number(count) if is_said else "",
        words_y=number(floor - height - 4),
    )
