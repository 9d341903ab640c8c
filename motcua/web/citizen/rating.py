"""Rating how a dossier was handled: the way there from its code, the questions, the thanks."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_http_methods

from motcua.dossiers.queries.rating import is_applicants, returned
from motcua.surveys import queries, services
from motcua.surveys.errors import AnsweredAlready, AnswerRefused
from motcua.web.citizen.rating_forms import DigitsForm, RatingForm
from motcua.web.limits import at_most


TRIES_A_MINUTE: Final = 10
RATINGS_A_MINUTE: Final = 30
NOT_YOURS: Final = (
    "4 số này không khớp với hồ sơ. Xem lại, hoặc quét mã QR đánh giá được đưa khi trả kết quả."
)


@require_http_methods(["GET", "HEAD", "POST"])
@at_most(TRIES_A_MINUTE, "danh-gia-ma")
def find(request: HttpRequest, code: str) -> HttpResponse:
    """From a dossier's page: its code is no secret, so the applicant's last digits are asked."""
    about = returned(code)
    form = DigitsForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if is_applicants(about.code, form.cleaned_data["digits"]):
            return redirect("citizen:rate", services.invite(about.code, at=timezone.now()))
        form.add_error("digits", NOT_YOURS)
    context = {"form": form, "about": about}
    return _private(request, "citizen/rate_find.html", context, 422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@at_most(RATINGS_A_MINUTE, "danh-gia")
def rate(request: HttpRequest, token: str) -> HttpResponse:
    """Where the QR code of the return leads. Answered once; then it only says thanks."""
    now = timezone.now()
    survey = queries.survey(token)
    if request.method != "POST":
        is_open = survey.answered_at is None and now < survey.closes_at
        form = RatingForm(initial={"voice": survey.voice.value}) if is_open else None
        return _rating(request, survey, form)
    form = RatingForm(request.POST)
    if not form.is_valid():
        return _rating(request, survey, form, 422)
    try:
        services.answer(token, form.answer(), at=now)
    except AnswerRefused as refusal:
        form.add_error(str(refusal.facts["field"]), str(refusal))
        return _rating(request, survey, form, 422)
    except AnsweredAlready:
        return _rating(request, queries.survey(token), None, 409)
    return redirect("citizen:rate", token)


def _rating(
    request: HttpRequest, survey: queries.SurveyCard, form: RatingForm | None, status: int = 200
) -> HttpResponse:
    return _private(request, "citizen/rate.html", {"survey": survey, "form": form}, status)


def _private(
    request: HttpRequest, template: str, context: dict[str, object], status: int
) -> HttpResponse:
    """Its address is a key: no cache keeps it, no search engine lists it."""
    response = render(request, template, context, status=status)
    patch_cache_control(response, private=True, no_store=True)
    response["X-Robots-Tag"] = "noindex"
    return response
