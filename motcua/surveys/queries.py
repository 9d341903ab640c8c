"""Reading surveys: one by its token, the way to one, how satisfied people were."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Q, QuerySet

from motcua.deadlines.rules import HANOI
from motcua.dossiers.queries.rating import returned
from motcua.people import queries as people
from motcua.surveys.errors import NoSuchSurvey
from motcua.surveys.models import Survey
from motcua.surveys.rules import (
    DISLIKED_TO,
    FACES,
    QUESTIONS,
    SATISFIED_FROM,
    Satisfaction,
    Voice,
)


REMARKS_A_PAGE = 20
_TOKEN = re.compile(r"[A-Za-z0-9_-]{32,43}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyCard:
    """What who holds the token may see: nobody's name."""

    procedure_name: str
    unit_name: str
    returned_at: datetime
    closes_at: datetime
    answered_at: datetime | None
    voice: Voice


@dataclass(frozen=True, slots=True)
class Spread:
    """How many answered what: by face, and by question and points."""

    faces: Mapping[int, int]
    points: Mapping[str, Mapping[int, int]]


@dataclass(frozen=True, slots=True)
class Remark:
    """What somebody wrote; with its month alone, so that it leads to nobody."""

    month: date
    overall: int
    voice: Voice
    words: str


@dataclass(frozen=True, slots=True)
class RemarkPage:
    """The newest first; `before` is the mark of the next page, None at the end."""

    remarks: tuple[Remark, ...]
    before: int | None


def survey(token: str) -> SurveyCard:
    """Three queries. Raises NoSuchSurvey."""
    found = Survey.objects.filter(token=token).first() if is_token(token) else None
    if found is None:
        raise NoSuchSurvey()
    about = returned(found.subject)
    return SurveyCard(
        procedure_name=about.procedure_name,
        unit_name=people.unit(found.returning_unit_id).name,
        returned_at=about.returned_at,
        closes_at=found.closes_at,
        answered_at=found.answered_at,
        voice=Voice.CITIZEN if about.is_citizen else Voice.BUSINESS,
    )


def is_token(text: str) -> bool:
    return _TOKEN.fullmatch(text) is not None


def invitation(code: str) -> str:
    """The token for a dossier, "" when it wasn't invited yet. For its applicant only. One query."""
    return Survey.objects.filter(subject=code).values_list("token", flat=True).first() or ""


def satisfaction(
    unit_ids: Iterable[int], from_: date, to: date, *, voice: Voice | None = None
) -> Satisfaction:
    """Of the answers between two days, both counted, about dossiers of these units. One query.

    A unit's dossiers are those it received, resolved or returned; each answer counts once.
    `voice`: of citizens or of businesses alone.
    """
    found = _answered(unit_ids, from_, to)
    if voice is not None:
        found = found.filter(voice=voice.value)
    counted = found.aggregate(
        good=Count("pk", filter=Q(overall__gte=SATISFIED_FROM)), every=Count("pk")
    )
    return Satisfaction(counted["good"], counted["every"])


def spread(unit_ids: Iterable[int], from_: date, to: date) -> Spread:
    """What was answered, counted as `satisfaction` counts. One query."""
    points = {
        f"{question.key}_{point}": Count("pk", filter=Q(**{question.key: point}))
        for question in QUESTIONS
        for point, _ in question.points
    }
    faces = {f"face_{face}": Count("pk", filter=Q(overall=face)) for face in FACES}
    counted = _answered(unit_ids, from_, to).aggregate(**faces, **points)
    return Spread(
        {face: counted[f"face_{face}"] for face in FACES},
        {
            question.key: {
                point: counted[f"{question.key}_{point}"] for point, _ in question.points
            }
            for question in QUESTIONS
        },
    )


def remarks(
    unit_ids: Iterable[int],
    from_: date,
    to: date,
    *,
    disliked_only: bool = False,
    before: int | None = None,
) -> RemarkPage:
    """What people wrote, a page of it. One query, two after the first page.

    `before`: the mark that the page before gave; one that nobody gave is the first page.
    """
    found = _answered(unit_ids, from_, to).exclude(comment="").order_by("-answered_at", "-pk")
    if disliked_only:
        found = found.filter(overall__lte=DISLIKED_TO)
    last = found.filter(pk=before).values_list("answered_at", flat=True).first() if before else None
    if last is not None:
        found = found.filter(Q(answered_at__lt=last) | Q(answered_at=last, pk__lt=before))
    rows = list(found[: REMARKS_A_PAGE + 1])
    page = rows[:REMARKS_A_PAGE]
    more = len(rows) > len(page)
    return RemarkPage(tuple(map(_remark, page)), page[-1].pk if more else None)


def _remark(found: Survey) -> Remark:
    assert found.answered_at is not None
    assert found.overall is not None
    month = found.answered_at.astimezone(HANOI).date().replace(day=1)
    return Remark(month, found.overall, Voice(found.voice), found.comment)


def _answered(unit_ids: Iterable[int], from_: date, to: date) -> QuerySet[Survey]:
    """Answers between two days, both counted, about dossiers these units had a part in."""
    units = list(unit_ids)
    return Survey.objects.filter(
        Q(receiving_unit__in=units) | Q(returning_unit__in=units) | Q(resolving_unit__in=units),
        answered_at__gte=datetime.combine(from_, time(), HANOI),
        answered_at__lt=datetime.combine(to + timedelta(days=1), time(), HANOI),
    )


def disliked(from_: date, to: date, *, units: Iterable[int] | None = None) -> dict[int, int]:
    """How many were dissatisfied between two days, both counted, by resolving unit. One query.

    `units=None` is every unit. Only numbers: nothing says who answered (QĐ 766/QĐ-TTg, 5.4).
    """
    found = Survey.objects.filter(
        answered_at__gte=datetime.combine(from_, time(), HANOI),
        answered_at__lt=datetime.combine(to + timedelta(days=1), time(), HANOI),
        overall__lte=DISLIKED_TO,
    )
    if units is not None:
        found = found.filter(resolving_unit__in=list(units))
    counted = found.values("resolving_unit").annotate(count=Count("pk")).order_by()
    return dict(counted.values_list("resolving_unit", "count"))


def satisfaction_by_unit(from_: date, to: date) -> dict[int, Satisfaction]:
    """Of the answers between two days, both counted, by resolving agency. One query."""
    found = Survey.objects.filter(
        answered_at__gte=datetime.combine(from_, time(), HANOI),
        answered_at__lt=datetime.combine(to + timedelta(days=1), time(), HANOI),
    )
    counted = found.values_list("resolving_unit").annotate(
        good=Count("pk", filter=Q(overall__gte=SATISFIED_FROM)), every=Count("pk")
    )
    return {unit: Satisfaction(good, every) for unit, good, every in counted.order_by()}
