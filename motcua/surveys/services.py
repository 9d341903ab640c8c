"""Asking an applicant, once; keeping the answer, once."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from motcua.dossiers.queries.rating import returned
from motcua.journal import services as journal
from motcua.surveys.errors import AnsweredAlready, NoSuchSurvey, SurveyClosed
from motcua.surveys.facts import SurveyAnswered, SurveyOpened
from motcua.surveys.models import Survey
from motcua.surveys.queries import is_token
from motcua.surveys.rules import OPEN_DAYS, Answer, checked, closes_at


TOKEN_BYTES = 24


@transaction.atomic
def invite(code: str, *, at: datetime) -> str:
    """The token of a returned dossier; twice is the same as once. Raises NoSuchDossier."""
    about = returned(code)
    survey, is_new = Survey.objects.get_or_create(
        subject=about.code,
        defaults={
            "token": secrets.token_urlsafe(TOKEN_BYTES),
            "receiving_unit_id": about.receiving_unit_id,
            "returning_unit_id": about.returning_unit_id,
            "resolving_unit_id": about.resolving_unit_id,
            "opened_at": at,
            "closes_at": closes_at(about.returned_at),
        },
    )
    if is_new:
        fact = SurveyOpened(
            subject=f"survey:{survey.pk}", dossier=about.code, closes_at=survey.closes_at
        )
        journal.record(fact, by=None, at=at)
    return survey.token


@transaction.atomic
def answer(token: str, given: Answer, *, at: datetime) -> None:
    """Keep what the applicant says; it is never changed.

    Raises NoSuchSurvey, AnsweredAlready, SurveyClosed, AnswerRefused.
    """
    clean = checked(given)
    found = Survey.objects.select_for_update(of=("self",))
    survey = found.filter(token=token).first() if is_token(token) else None
    if survey is None:
        raise NoSuchSurvey()
    if survey.answered_at is not None:
        raise AnsweredAlready()
    if at >= survey.closes_at:
        on = timezone.localdate(survey.closes_at - timedelta(days=1))
        raise SurveyClosed(on=on, days=OPEN_DAYS)
    survey.answered_at, survey.overall = at, clean.overall
    survey.voice, survey.comment = clean.voice.value, clean.comment
    survey.attitude, survey.time, survey.guidance = clean.attitude, clean.time, clean.guidance
    survey.save()
    fact = SurveyAnswered(
        subject=f"survey:{survey.pk}",
        overall=clean.overall,
        voice=clean.voice.value,
        attitude=clean.attitude,
        time=clean.time,
        guidance=clean.guidance,
    )
    journal.record(fact, by=None, at=at)
