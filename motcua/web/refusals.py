"""Errors of the domain become answers, in one place."""

from __future__ import annotations

import logging
from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from motcua.errors import Conflict, DomainError, Forbidden, Invalid, Missing
from motcua.web.http import is_fragment


logger = logging.getLogger(__name__)

STATUS: dict[type, HTTPStatus] = {
    Invalid: HTTPStatus.UNPROCESSABLE_ENTITY,
    Forbidden: HTTPStatus.FORBIDDEN,
    Missing: HTTPStatus.NOT_FOUND,
    Conflict: HTTPStatus.CONFLICT,
}


def status_of(error: DomainError) -> HTTPStatus:
    return next(STATUS[kind] for kind in type(error).mro() if kind in STATUS)


class RefusalMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, DomainError):
            return None
        logger.info(
            "Refused %s: %s",
            request.resolver_match and request.resolver_match.view_name,
            error.code(),
        )
        if not is_fragment(request):
            return render(request, "refusal.html", {"error": error}, status=status_of(error))
        response = render(request, "parts/refusal.html", {"error": error}, status=status_of(error))
        response["HX-Retarget"] = "#messages"
        response["HX-Reswap"] = "innerHTML"
        return response
