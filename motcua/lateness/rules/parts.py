"""Whose the delay was: every late hour belongs to a step and an office. Pure.

A step that the dossier came back to has its allotted time once. What an asked office was late with
is taken from the step that waited for it. Steps without a time of their own share what the limit
has left; who holds the dossier when that is used up is late. Where a process gives its steps more
time than the limit has, who holds the dossier past its due moment is late for the difference.

The late parts explain the whole exactly: their sum, less what was saved (steps that were quick,
steps still to come, time that no step has), is how far the dossier is past its due moment.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from motcua.coordination.rules import Course, charged
from motcua.deadlines.rules import WorkCalendar, working_time_between
from motcua.dossiers.rules.stays import Stay, Way


ZERO = timedelta()
INTAKE = "Chờ tiếp nhận"


@dataclass(frozen=True, slots=True, kw_only=True)
class LatePart:
    """A step in an office with the working time it used, was allotted, and was late by.

    `is_asked`: another office that was asked and answered late, while the step waited for it.
    `unit_id` None is an agency outside the system.
    """

    order: int
    step: str
    unit_id: int | None
    unit: str
    used: timedelta
    allotted: timedelta | None
    late: timedelta
    is_asked: bool = False

    @property
    def is_within_its_time(self) -> bool:
        """Late all the same: it had the dossier past its due moment."""
        return not self.is_asked and self.allotted is not None and self.used <= self.allotted


@dataclass(frozen=True, slots=True)
class Delay:
    """`whole`: working time past the due moment; `parts`: what overran, the worst first."""

    is_late: bool
    whole: timedelta
    parts: tuple[LatePart, ...]
    saved: timedelta

    @property
    def worst(self) -> LatePart | None:
        return self.parts[0] if self.parts else None

    @property
    def unit_ids(self) -> frozenset[int]:
        return frozenset(part.unit_id for part in self.parts if part.unit_id is not None)


@dataclass(frozen=True, slots=True)
class _Work:
    """All stays at one step, in the office that had it last."""

    order: int
    step: str
    unit_id: int
    unit: str
    spans: tuple[tuple[datetime, datetime], ...]
    used: timedelta
    allotted: timedelta | None
    past_due: timedelta = ZERO  # late for this long although within the step's own time

    @property
    def over(self) -> timedelta:
        own = max(ZERO, self.used - self.allotted) if self.allotted is not None else ZERO
        return own + self.past_due


def late_parts(
    way: Way, courses: Iterable[Course], calendar: WorkCalendar, *, now: datetime
) -> Delay:
    """`courses`: the requests to other offices about this dossier (coordination)."""
    end = way.finished_at or now
    works = list(_works(way, calendar, end))
    whole = _between(way.due_at, end, calendar)
    used = sum((work.used for work in works), ZERO)
    if way.due_at is not None:  # else no limit runs: the clock stands
        limit = max(ZERO, used + _between(end, way.due_at, calendar) - whole)
        works = _with_shares(works, limit)
        works = _past_due(works, way.due_at, whole, calendar)
    asked = list(courses)
    parts = [part for work in works for part in _parts(work, asked, calendar, end)]
    late = sum((part.late for part in parts), ZERO)
    return Delay(
        is_late=way.is_late(now),
        whole=whole,
        parts=tuple(sorted(parts, key=lambda part: (-part.late, part.order, part.unit))),
        saved=late - whole,
    )


def _between(start: datetime | None, end: datetime, calendar: WorkCalendar) -> timedelta:
    """None and backwards are nothing."""
    if start is None or start >= end:
        return ZERO
    return working_time_between(start, end, calendar)


def _works(way: Way, calendar: WorkCalendar, end: datetime) -> Iterator[_Work]:
    """What the limit counts, step by step: from the complete dossier until the result."""
    start = way.complete_at
    if start is None:
        return
    found: dict[int, _Work] = {}
    for stay in _with_intake(way, start):
        since, until = max(stay.entered_at, start), min(stay.left_at or end, end)
        if since >= until and not (stay.left_at is None and since <= until):
            continue
        allotted = _between(stay.entered_at, stay.due_at, calendar) if stay.due_at else None
        work = _Work(
            stay.order,
            stay.step,
            stay.unit_id,
            stay.unit,
            ((since, until),),
            _between(since, until, calendar),
            allotted,
        )
        before = found.get(stay.order)
        found[stay.order] = _joined(before, work) if before else work
    yield from found.values()


def _joined(before: _Work, again: _Work) -> _Work:
    return replace(
        again,
        spans=before.spans + again.spans,
        used=before.used + again.used,
        allotted=before.allotted,
    )


def _with_intake(way: Way, start: datetime) -> Sequence[Stay]:
    """Online and by post the limit begins before acceptance: that time is the counter's."""
    if way.accepted_at is None or way.accepted_at <= start:
        return way.stays
    unit = way.receiving_unit_id, way.receiving_unit
    intake = Stay(0, INTAKE, *unit, start, way.answer_due_at, way.accepted_at)
    return (intake, *way.stays)


def _with_shares(works: Sequence[_Work], limit: timedelta) -> list[_Work]:
    """What the limit has beyond the steps' own times goes to steps without one, in their order."""
    left = limit - sum((work.allotted for work in works if work.allotted is not None), ZERO)
    shared = []
    for work in works:
        share = work.allotted
        if share is None:
            share = min(max(left, ZERO), work.used)
            left -= share
        shared.append(replace(work, allotted=share))
    return shared


def _past_due(
    works: Sequence[_Work], due_at: datetime, whole: timedelta, calendar: WorkCalendar
) -> list[_Work]:
    """What the steps' overruns leave unexplained is with who held it past the due moment."""
    left = whole - sum((work.over for work in works), ZERO)
    found = []
    for work in works:
        held = sum((_between(max(start, due_at), end, calendar) for start, end in work.spans), ZERO)
        taken = min(max(ZERO, held - work.over), max(ZERO, left))
        left -= taken
        found.append(replace(work, past_due=taken))
    return found


def _parts(
    work: _Work, courses: Sequence[Course], calendar: WorkCalendar, end: datetime
) -> Iterator[LatePart]:
    """The step's overrun: first what asked offices were late with meanwhile, the rest its own."""
    over = work.over
    for course in courses:
        for unit_id, unit, late in _late_meanwhile(work, course, calendar, end):
            taken = min(late, over)
            if taken > ZERO:
                over -= taken
                yield _part(work, unit_id, unit, taken, is_asked=True)
    if over > ZERO:
        yield _part(work, work.unit_id, work.unit, over)


def _late_meanwhile(
    work: _Work, course: Course, calendar: WorkCalendar, end: datetime
) -> Iterator[tuple[int | None, str, timedelta]]:
    """What each office of a request was late with while the dossier was at this step."""
    if course.sent_at is None or course.due_at is None:
        return
    until = min(course.ended_at or end, end)
    for charge in charged([course], calendar, now=max(end, course.sent_at)):
        is_via = charge.unit_id is not None and charge.unit_id == course.via_unit_id
        since = course.sent_at if is_via else course.due_at
        meanwhile = sum(
            (_between(max(start, since), min(stop, until), calendar) for start, stop in work.spans),
            ZERO,
        )
        yield charge.unit_id, charge.unit, min(charge.late, meanwhile)


def _part(
    work: _Work, unit_id: int | None, unit: str, late: timedelta, *, is_asked: bool = False
) -> LatePart:
    return LatePart(
        order=work.order,
        step=work.step,
        unit_id=unit_id,
        unit=unit,
        used=work.used,
        allotted=work.allotted,
        late=late,
        is_asked=is_asked,
    )
