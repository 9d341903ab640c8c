"""What a person did at a post: the dossiers that had their result in a period, as evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db.models import Count

from motcua.coordination import queries as coordination
from motcua.coordination.rules import Course
from motcua.dossiers.models import Dossier, StepRun
from motcua.dossiers.queries.boxes import in_state
from motcua.dossiers.rules import Action, Timeliness, TimeState, timeliness


MOST_LATE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Performance:
    """A dossier with a result that the person had a hand in.

    `own`: their own steps, by the clock; None where no time was allotted, or where it ran out
    while another office that was asked was late. `places`: offices that asked for a supplement.
    """

    code: str
    finished_at: datetime
    whole: Timeliness | None
    own: Timeliness | None
    supplements: int
    places: int


class _Stay(NamedTuple):
    code: str
    finished_at: datetime
    promised_at: datetime | None
    supplements: int
    entered_at: datetime
    due_at: datetime | None
    left_at: datetime

    @property
    def is_late(self) -> bool:
        return self.due_at is not None and self.left_at > self.due_at


def performances(
    user_id: int, unit_id: int, *, since: datetime, until: datetime
) -> tuple[Performance, ...]:
    """Dossiers finished from `since` and before `until` that the person moved on at this unit.

    What a substitute did is the substitute's. At most three queries, by the order of the result.
    """
    stays: defaultdict[str, list[_Stay]] = defaultdict(list)
    for stay in _stays(user_id, unit_id, since, until):
        stays[stay.code].append(stay)
    places = _places(code for code, found in stays.items() if found[0].supplements > 1)
    late = {code for code, found in stays.items() if any(stay.is_late for stay in found)}
    courses = coordination.courses(late) if late else {}
    return tuple(
        Performance(
            code=code,
            finished_at=found[0].finished_at,
            whole=_whole(found[0]),
            own=_own(found, courses.get(code, ())),
            supplements=found[0].supplements,
            places=places.get(code, min(found[0].supplements, 1)),
        )
        for code, found in stays.items()
    )


def late_with(user_id: int, unit_id: int, *, now: datetime) -> tuple[str, ...]:
    """Codes of the open dossiers past their day that lie with the person there. One query."""
    found = Dossier.objects.filter(assignee=user_id, step_unit=unit_id)
    late = found.filter(in_state(TimeState.LATE, now)).order_by("due_at", "pk")
    return tuple(late.values_list("code", flat=True)[:MOST_LATE])


def _stays(user_id: int, unit_id: int, since: datetime, until: datetime) -> Iterator[_Stay]:
    rows = StepRun.objects.filter(
        left_by=user_id,
        unit=unit_id,
        dossier__finished_at__gte=since,
        dossier__finished_at__lt=until,
    ).values_list(
        "dossier__code",
        "dossier__finished_at",
        "dossier__due_at",
        "dossier__supplements_asked",
        "entered_at",
        "due_at",
        "left_at",
    )
    for row in rows.order_by("dossier__finished_at", "dossier_id", "pk"):
        code, finished_at, promised_at, supplements, entered_at, due_at, left_at = row
        assert finished_at is not None
        assert left_at is not None
        yield _Stay(code, finished_at, promised_at, supplements, entered_at, due_at, left_at)


def _places(codes: Iterable[str]) -> dict[str, int]:
    """Of dossiers asked for several: the offices at whose steps, and the counter before those."""
    wanted = list(codes)
    if not wanted:
        return {}
    asked = StepRun.objects.filter(dossier__code__in=wanted, action=Action.ASK_SUPPLEMENT.value)
    rows = asked.values_list("dossier__code", "dossier__supplements_asked")
    counted = rows.annotate(times=Count("pk"), places=Count("unit", distinct=True))
    found = {code: places + (times < asked) for code, asked, times, places in counted}
    return {code: found.get(code, 1) for code in wanted}


def _whole(stay: _Stay) -> Timeliness | None:
    if stay.promised_at is None:
        return None
    return timeliness(stay.finished_at, stay.promised_at)


def _own(stays: list[_Stay], courses: tuple[Course, ...]) -> Timeliness | None:
    """All of the person's stays together: late if one was, early only if all were."""
    timings = {_timing(stay, courses) for stay in stays} - {None}
    for worst in (Timeliness.LATE, Timeliness.ON_TIME, Timeliness.EARLY):
        if worst in timings:
            return worst
    return None


def _timing(stay: _Stay, courses: tuple[Course, ...]) -> Timeliness | None:
    """As the dossier's history says it: by the clock, early when it left on a day before."""
    if stay.due_at is None:
        return None
    if not stay.is_late:
        return timeliness(stay.left_at, stay.due_at)
    excused = any(_was_late_meanwhile(course, stay) for course in courses)
    return None if excused else Timeliness.LATE


def _was_late_meanwhile(course: Course, stay: _Stay) -> bool:
    """Another office was asked during the stay and its answer was overdue before it ended."""
    if course.sent_at is None or course.due_at is None:
        return False
    ended_at = course.ended_at or stay.left_at
    return stay.entered_at <= course.sent_at < stay.left_at and course.due_at < min(
        ended_at, stay.left_at
    )
