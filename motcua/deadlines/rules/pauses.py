"""Paused time. In days a span covers every day after its first, its last included; in hours, the
time from its start up to its end. Spans may touch or overlap: together they cover their union."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol, Self, TypeVar

from .values import Span, closed_in_order


class _Ordered(Protocol):
    def __lt__(self, other: Self, /) -> bool: ...


T = TypeVar("T", bound=_Ordered)


@dataclass(frozen=True, slots=True)
class Pauses:
    given: tuple[tuple[datetime, datetime], ...] = ()  # as they were given, by their start
    union: tuple[tuple[datetime, datetime], ...] = ()
    day_union: tuple[tuple[date, date], ...] = ()

    @classmethod
    def of(cls, spans: Sequence[Span]) -> Self:
        given = closed_in_order(spans)
        days = [(start.date(), end.date()) for start, end in given]
        return cls(given, tuple(_merged(given)), tuple(_merged(days)))

    def cover(self, day: date) -> bool:
        if not self.day_union:
            return False
        before = bisect_left(self.day_union, day, key=_first) - 1
        return before >= 0 and day <= self.day_union[before][1]

    def running(self, start: datetime, end: datetime) -> Iterator[tuple[datetime, datetime]]:
        """The pieces of [start, end] in which the clock runs."""
        first = max(0, bisect_right(self.union, start, key=_first) - 1)
        for pause_start, pause_end in self.union[first:]:
            if pause_start >= end:
                break
            if pause_end <= start:
                continue
            if start < pause_start:
                yield start, pause_start
            start = pause_end
            if start >= end:
                return
        yield start, end


def _first(pair: tuple[T, T]) -> T:
    return pair[0]


def _merged(ordered: Sequence[tuple[T, T]]) -> Iterator[tuple[T, T]]:
    if not ordered:
        return
    first, last = ordered[0]
    for start, end in ordered[1:]:
        if last < start:
            yield first, last
            first, last = start, end
        elif last < end:
            last = end
    yield first, last
