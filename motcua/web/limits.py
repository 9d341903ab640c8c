"""How often one address may ask, so that codes can't be tried one after the other."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from http import HTTPStatus
from typing import Concatenate, Final, ParamSpec

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


P = ParamSpec("P")

WINDOW_SECONDS: Final = 60


def at_most(
    times: int, what: str
) -> Callable[
    [Callable[Concatenate[HttpRequest, P], HttpResponse]],
    Callable[Concatenate[HttpRequest, P], HttpResponse],
]:
    """So many requests a minute from one address; the next one is told to wait."""

    def limited(
        view: Callable[Concatenate[HttpRequest, P], HttpResponse],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
        @wraps(view)
        def page(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if _count(request, what) <= times:
                return view(request, *args, **kwargs)
            status = HTTPStatus.TOO_MANY_REQUESTS
            response = render(request, "429.html", {"times": times}, status=status)
            response["Retry-After"] = str(WINDOW_SECONDS)
            return response

        return page

    return limited


def _count(request: HttpRequest, what: str) -> int:
    """The cache of this process by default; the limit is then one of each process."""
    address = sha256(_address(request).encode()).hexdigest()[:24]  # no address is kept
    key = f"times:{what}:{address}"
    cache.add(key, 0, WINDOW_SECONDS)
    try:
        return int(cache.incr(key))
    except ValueError:  # it ran out between the two lines
        return 1


def _address(request: HttpRequest) -> str:
    """Behind our own proxy it is the last one named; without one, what is named is a claim."""
    if settings.SECURE_PROXY_SSL_HEADER:
        named = request.headers.get("X-Forwarded-For", "").rsplit(",", 1)[-1].strip()
        if named:
            return named
    return str(request.META.get("REMOTE_ADDR", ""))
