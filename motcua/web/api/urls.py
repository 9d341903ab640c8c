"""The addresses of programs: the API, and what an operator's tools ask."""

from __future__ import annotations

from typing import Final

from django.urls import URLPattern, URLResolver, path, re_path

from motcua.web.api import health
from motcua.web.api.door import door, nothing_here, public_door
from motcua.web.api.house import build


def _guarded() -> tuple[list[URLPattern | URLResolver], str, str]:
    """The framework's own patterns, each behind the door."""
    patterns, app, namespace = build().urls
    for pattern in patterns:
        assert isinstance(pattern, URLPattern)
        is_public = str(pattern.pattern).startswith("public/")
        pattern.callback = (public_door if is_public else door)(pattern.callback)
    return patterns, app, namespace


urlpatterns: Final = [
    path("healthz", health.alive, name="alive"),
    path("readyz", health.ready, name="ready"),
    path("metrics", health.metrics, name="metrics"),
    path("api/v1/", _guarded()),
    re_path("^api/", door(nothing_here)),
]
