"""Whose the time was: every working hour of waiting belongs to an office. Pure.

From sending until the answer the time is the asked office's; while the one-stop of another level
still has the request, it is that one-stop's. What was cancelled in time is nobody's; what was
cancelled too late stays with who was late.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from motcua.coordination.rules.asking import due_to_hand_on
from motcua.deadlines.rules import WorkCalendar, working_time_between


ZERO = timedelta()


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """The moments of one request, as far as its time hangs on them.

    `unit_id` None is an agency outside the system, told apart by its name.
    """

    unit_id: int | None
    unit: str
    via_unit_id: int | None = None
    via_unit: str = ""
    sent_at: datetime | None
    handed_on_at: datetime | None = None
    due_at: datetime | None
    answered_at: datetime | None = None
    silent_at: datetime | None = None
    cancelled_at: datetime | None = None

    @property
    def ended_at(self) -> datetime | None:
        return self.answered_at or self.silent_at or self.cancelled_at


@dataclass(frozen=True, slots=True)
class Charge:
    """The working time an office had requests in hand, and how much of it was past their due."""

    unit_id: int | None
    unit: str
    used: timedelta
    late: timedelta

    @property
    def is_late(self) -> bool:
        return self.late > ZERO


@dataclass(frozen=True, slots=True)
class _Stretch:
    unit_id: int | None
    unit: str
    since: datetime
    until: datetime
    due_at: datetime


def charged(
    courses: Iterable[Course], calendar: WorkCalendar, *, now: datetime
) -> tuple[Charge, ...]:
    """Per office, the latest first. Two requests in hand at one time are that time once."""
    by_office: defaultdict[tuple[int | None, str], list[_Stretch]] = defaultdict(list)
    for course in courses:
        for stretch in _stretches(course, calendar, now):
            by_office[stretch.unit_id, "" if stretch.unit_id else stretch.unit].append(stretch)
    charges = [_charge(stretches, calendar) for stretches in by_office.values()]
    return tuple(sorted(charges, key=lambda charge: (-charge.late, -charge.used, charge.unit)))


def _stretches(course: Course, calendar: WorkCalendar, now: datetime) -> Iterator[_Stretch]:
    ended_at = course.ended_at
    if course.sent_at is None or course.due_at is None:
        return
    if ended_at is not None and ended_at == course.cancelled_at and ended_at <= course.due_at:
        return
    until = ended_at or max(now, course.sent_at)
    since = course.sent_at
    if course.via_unit_id is not None:
        handed_on = course.handed_on_at or until
        due_at = due_to_hand_on(since, calendar)
        yield _Stretch(course.via_unit_id, course.via_unit, since, handed_on, due_at)
        since = handed_on
        if course.handed_on_at is None:
            return
    yield _Stretch(course.unit_id, course.unit, since, until, course.due_at)


def _charge(stretches: Sequence[_Stretch], calendar: WorkCalendar) -> Charge:
    used = _joined((s.since, s.until) for s in stretches)
    late = _joined((max(s.since, s.due_at), s.until) for s in stretches if s.until > s.due_at)
    return Charge(
        stretches[0].unit_id,
        stretches[0].unit,
        sum((working_time_between(start, end, calendar) for start, end in used), ZERO),
        sum((working_time_between(start, end, calendar) for start, end in late), ZERO),
    )


def _joined(spans: Iterable[tuple[datetime, datetime]]) -> list[tuple[datetime, datetime]]:
    """The spans joined where they touch, so that no moment is in two."""
    joined: list[tuple[datetime, datetime]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined
