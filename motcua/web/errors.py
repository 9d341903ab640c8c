"""The pages for what went wrong before or behind a view. The page for a bug needs no database."""

from __future__ import annotations

import logging
import secrets
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from motcua.web.http import display_of, site


logger = logging.getLogger(__name__)

LETTERS = "23456789ABCDEFGHJKLMNPQRSTVWXYZ"  # none that are mixed up on the telephone


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _plain("400.html", request, HTTPStatus.BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", status=HTTPStatus.FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=HTTPStatus.NOT_FOUND)


def server_error(request: HttpRequest) -> HttpResponse:
    """The number lets the operator find the traceback that the log holds just above it."""
    number = "".join(secrets.choice(LETTERS) for _ in range(6))
    number = f"{number[:2]}-{number[2:]}"
    logger.error("Error number %s was shown", number)
    return _plain("500.html", request, HTTPStatus.INTERNAL_SERVER_ERROR, number=number)


def _plain(template: str, request: HttpRequest, status: HTTPStatus, **more: str) -> HttpResponse:
    """Without context processors: no session, no messages, no query."""
    context = {"display": display_of(request), "site": site(), **more}
    return HttpResponse(render_to_string(template, context), status=status)
