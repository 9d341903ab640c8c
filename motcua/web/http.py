"""The actor of a request, whole pages and fragments, how a person wants to see the pages.

Compression and secrets: a compressed page that mixes a secret with what a stranger can inject
gives the secret away (BREACH). So HTML is compressed only by `public_page`: pages that carry no
form token, no session and no personal data. Static files are compressed beforehand.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, Final, ParamSpec

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe


P = ParamSpec("P")

SIZE_COOKIE: Final = "co_chu"
THEME_COOKIE: Final = "nen"
SIZES: Final = {"nho": "small", "vua": "", "lon": "large", "rat-lon": "larger"}
THEMES: Final = {"may": "", "sang": "light", "toi": "dark"}


@dataclass(frozen=True, slots=True)
class Display:
    """How this person wants to see the pages: values for <html data-size data-theme>."""

    size: str = ""
    theme: str = ""


@dataclass(frozen=True, slots=True)
class Site:
    """Whose pages these are. What is unknown stays empty and is not shown."""

    name: str
    place: str
    office: str
    address: str
    hotline: str

    @property
    def hotline_number(self) -> str:
        return "".join(c for c in self.hotline if c.isdigit() or c == "+")


def display_of(request: HttpRequest) -> Display:
    return Display(
        size=SIZES.get(request.COOKIES.get(SIZE_COOKIE, ""), ""),
        theme=THEMES.get(request.COOKIES.get(THEME_COOKIE, ""), ""),
    )


def site() -> Site:
    return Site(
        name=settings.SITE_NAME,
        place=getattr(settings, "SITE_PLACE", ""),
        office=getattr(settings, "SITE_OFFICE", ""),
        address=getattr(settings, "SITE_ADDRESS", ""),
        hotline=getattr(settings, "SITE_HOTLINE", ""),
    )


def page_context(request: HttpRequest) -> dict[str, object]:
    """What every template may use. Asks the database nothing."""
    return {"display": display_of(request), "site": site(), "sign_in_url": settings.LOGIN_URL}


def is_fragment(request: HttpRequest) -> bool:
    """HTMX asks for a part of a page; a history restore asks for all of it."""
    return "HX-Request" in request.headers and "HX-History-Restore-Request" not in request.headers


def public_page(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """A page to read, without secrets: compressed, not kept by shared caches, read-only."""

    @require_safe
    @gzip_page
    @wraps(view)
    def page(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        patch_vary_headers(response, ["Cookie"])
        patch_cache_control(response, private=True, max_age=0)
        return response

    return page
