"""Shares by month, against their aims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from motcua.reports.queries.boards import Month
from motcua.reports.rules import SHARE
from motcua.reports.rules.aims import AIM, Aim
from motcua.web.lead.charts.numbers import number, percent


TOP: Final = 10
BOTTOM: Final = 130


@dataclass(frozen=True, slots=True)
class Segment:
    x1: str
    y1: str
    x2: str
    y2: str


@dataclass(frozen=True, slots=True)
class Line:
    """A share over the months. `look`: a or b, solid or dashed; `target_y`: the dotted line."""

    look: str
    segments: tuple[Segment, ...]
    end: tuple[str, str]
    words: str
    target_y: str
    target: str


@dataclass(frozen=True, slots=True)
class Lines:
    sentence: str
    height: int
    grid: tuple[tuple[str, str], ...]
    labels: tuple[tuple[str, str], ...]
    labels_y: int
    lines: tuple[Line, ...]


def shares(months: Sequence[Month], names: Sequence[str], *, slots: int = 12) -> Lines:
    """From 0 to 100 per cent; a month without dossiers is left out of its line."""
    where = [(n + 0.5) * 94 / slots + 5 for n in range(slots)]
    drawn = [_line(look, AIM[name], months, where) for look, name in zip("ab", names, strict=False)]
    found = [line for line in drawn if line is not None]
    grid = tuple((number(_level(value)), str(value)) for value in (0, 50, 100))
    labels = tuple((percent(x), str(month.number)) for x, month in zip(where, months, strict=False))
    said = ". ".join(_told(AIM[name], months) for name in names)
    return Lines(f"{said}.", BOTTOM + 22, grid, labels, BOTTOM + 18, tuple(found))


def _level(value: float) -> float:
    return BOTTOM - (BOTTOM - TOP) * value / 100


def _points(
    aim: Aim, months: Sequence[Month], where: Sequence[float]
) -> Iterator[tuple[float, float]]:
    for x, month in zip(where, months, strict=False):
        exact = SHARE[aim.name].of(month.row).exact
        if exact is not None:
            yield x, _level(float(exact))


def _line(look: str, aim: Aim, months: Sequence[Month], where: Sequence[float]) -> Line | None:
    points = list(_points(aim, months, where))
    if not points:
        return None
    pairs = zip(points, points[1:], strict=False)
    segments = tuple(
        Segment(percent(x1), number(y1), percent(x2), number(y2)) for (x1, y1), (x2, y2) in pairs
    )
    x, y = points[-1]
    return Line(
        look=look,
        segments=segments,
        end=(percent(x), number(y)),
        words=f"{aim.label} {_last(aim, months)}",
        target_y=number(_level(float(aim.percent))),
        target=f"chỉ tiêu {aim.text}",
    )


def _last(aim: Aim, months: Sequence[Month]) -> str:
    rates = [SHARE[aim.name].of(month.row) for month in months]
    return next((rate.percent_text(aim.percent) for rate in reversed(rates) if rate.base), "")


def _told(aim: Aim, months: Sequence[Month]) -> str:
    rates = ((month.number, SHARE[aim.name].of(month.row)) for month in months)
    said = ", ".join(
        f"tháng {n} {rate.percent_text(aim.percent)}" for n, rate in rates if rate.base
    )
    return f"{aim.label}, chỉ tiêu {aim.text}: {said or 'chưa có hồ sơ'}"
