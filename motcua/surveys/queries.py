"""Reading surveys: one by its token, the way to one, how satisfied people were."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Q

from motcua.deadlines.rules import HANOI
from motcua.dossiers.queries.rating import returned
from motcua.people import queries as people
from motcua.surveys.errors import NoSuchSurvey
from motcua.surveys.models import Survey
from motcua.surveys.rules import DISLIKED_TO, SATISFIED_FROM, Satisfaction, Voice


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
    units = list(unit_ids)
    theirs = Q(receiving_unit__in=units) | Q(returning_unit__in=units) | Q(resolving_unit__in=units)
    found = Survey.objects.filter(
        theirs,
        answered_at__gte=datetime.combine(from_, time(), HANOI),
        answered_at__lt=datetime.combine(to + timedelta(days=1), time(), HANOI),
    )
    if voice is not None:
        found = found.filter(voice=voice.value)
    counted = found.aggregate(
        good=Count("pk", filter=Q(overall__gte=SATISFIED_FROM)), every=Count("pk")
    )
    return Satisfaction(counted["good"], counted["every"])


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
