"""Days in buckets of three sizes, so that any period is the sum of a few of them. Pure.

The half months begin on the 1st and the 15th and the years on 15 December: the reporting periods
of TT 01/2020/TT-VPCP (law.md §3.1) as well as calendar months are whole buckets.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from enum import IntEnum
from typing import Final, NamedTuple


EPOCH: Final = date(1900, 12, 15)  # before any dossier; the start of a year's bucket
MIDDLE: Final = 15
DAY: Final = timedelta(days=1)


class Grain(IntEnum):
    DAY = 0
    HALF = 1
    YEAR = 2


class Cover(NamedTuple):
    """The buckets of a size that start from `first` to `last`, both included."""

    grain: Grain
    first: date
    last: date


def start_of(grain: Grain, day: date) -> date:
    """The first day of the bucket a day lies in."""
    if grain is Grain.DAY:
        return day
    if grain is Grain.HALF:
        return day.replace(day=MIDDLE if day.day >= MIDDLE else 1)
    this = date(day.year, 12, MIDDLE)
    return this if day >= this else date(day.year - 1, 12, MIDDLE)


def cover(first: date, last: date) -> tuple[Cover, ...]:
    """At most five runs of buckets that hold each day from `first` to `last` exactly once."""
    return tuple(_cover(first, last + DAY, Grain.YEAR)) if first <= last else ()


def _cover(first: date, end: date, grain: Grain) -> list[Cover]:
    """`end` is the day after. Whole buckets of this size in the middle, smaller ones around."""
    if first >= end:
        return []
    if grain is Grain.DAY:
        return [Cover(grain, first, end - DAY)]
    smaller = Grain(grain - 1)
    low = first if start_of(grain, first) == first else _next[grain](first)
    high = start_of(grain, end)
    if low >= high:
        return _cover(first, end, smaller)
    whole = Cover(grain, low, start_of(grain, high - DAY))
    return [*_cover(first, low, smaller), whole, *_cover(high, end, smaller)]


def _next_half(day: date) -> date:
    if day.day < MIDDLE:
        return day.replace(day=MIDDLE)
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _next_year(day: date) -> date:
    start = start_of(Grain.YEAR, day)
    return start.replace(year=start.year + 1)


_next: Final[dict[Grain, Callable[[date], date]]] = {
    Grain.HALF: _next_half,
    Grain.YEAR: _next_year,
}
