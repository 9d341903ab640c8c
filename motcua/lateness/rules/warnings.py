"""Who is to be told when, before a deadline and after it. Pure.

The rows are `data/warnings.toml`, by date: a dossier is watched by the rows of today, for they say
how the house works, not what an applicant was promised.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from importlib import resources
from typing import Any, Final

from motcua.deadlines.rules import HANOI, WorkCalendar, working_time_between


class Of(StrEnum):
    """Which time runs out."""

    STEP = "step"
    WHOLE = "whole"
    ANSWER = "answer"


class To(StrEnum):
    HOLDER = "holder"
    HEAD = "head"
    LEADER = "leader"


@dataclass(frozen=True, slots=True, kw_only=True)
class Warning:
    """One row. Exactly one of `at_once`, `hours_left` (perhaps with a share) and `hours_late`."""

    key: str
    of: Of
    to: To
    since: date
    source: str
    until: date | None = None
    at_once: bool = False
    used_percent: int | None = None
    hours_left: Decimal | None = None
    hours_late: Decimal | None = None

    def in_force(self, on: date) -> bool:
        return self.since <= on and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True)
class Deadline:
    """A time that runs: until when, since when; the whole is late by the day, not by the hour."""

    of: Of
    since: datetime
    due_at: datetime


def warnings_of(text: str) -> tuple[Warning, ...]:
    return tuple(map(_row, tomllib.loads(text)["warning"]))


def _row(row: dict[str, Any]) -> Warning:
    hours: dict[str, Any] = {k: Decimal(row[k]) for k in ("hours_left", "hours_late") if k in row}
    rest = {k: v for k, v in row.items() if k not in (*hours, "of", "to")}
    return Warning(of=Of(row["of"]), to=To(row["to"]), **hours, **rest)


WARNINGS: Final = warnings_of(
    resources.files("motcua.lateness").joinpath("data/warnings.toml").read_text("utf-8")
)


def due_warnings(
    deadline: Deadline,
    calendar: WorkCalendar,
    *,
    now: datetime,
    rows: Sequence[Warning] = WARNINGS,
) -> Iterator[Warning]:
    """Those whose moment has come. One of before is not given any more once the time is over."""
    on = now.astimezone(HANOI).date()
    wanted = [row for row in rows if row.of is deadline.of and row.in_force(on)]
    if is_over(deadline, now):
        gone = working_time_between(deadline.due_at, now, calendar)
        for row in wanted:
            if row.hours_late is not None and gone >= _hours(row.hours_late):
                yield row
        return
    yield from (row for row in wanted if row.at_once)
    near = [row for row in wanted if row.hours_left is not None]
    if near:
        yield from _near(deadline, near, calendar, now)


def is_over(deadline: Deadline, now: datetime) -> bool:
    if deadline.of is Of.WHOLE:
        return now.astimezone(HANOI).date() > deadline.due_at.astimezone(HANOI).date()
    return now > deadline.due_at


def _near(
    deadline: Deadline, rows: Sequence[Warning], calendar: WorkCalendar, now: datetime
) -> Iterator[Warning]:
    """By the working hours left, and by the share of the time that is used.

    What has less time in all than the hours of the warning is warned of at half of it: nobody is
    to be told of a deadline in the moment of being given the work.
    """
    left = working_time_between(min(now, deadline.due_at), deadline.due_at, calendar)
    most = max((row.hours_left or Decimal(0) for row in rows), default=Decimal(0))
    if left > _hours(most) and not any(row.used_percent for row in rows):
        return
    whole = working_time_between(min(deadline.since, deadline.due_at), deadline.due_at, calendar)
    for row in rows:
        is_near = left <= min(_hours(row.hours_left or Decimal(0)), whole / 2)
        is_used = row.used_percent is not None and left <= whole * (100 - row.used_percent) / 100
        if is_near or is_used:
            yield row


def _hours(amount: Decimal) -> timedelta:
    return timedelta(seconds=float(amount * 3600))
