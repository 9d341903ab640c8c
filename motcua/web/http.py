"""The actor of a request, whole pages and fragments."""

from __future__ import annotations

from django.http import HttpRequest


def page_context(request: HttpRequest) -> dict[str, object]:
    """What every template may use."""
    return {}


def is_fragment(request: HttpRequest) -> bool:
    """HTMX asks for a part of a page; a history restore asks for all of it."""
    return "HX-Request" in request.headers and "HX-History-Restore-Request" not in request.headers
