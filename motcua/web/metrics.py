"""Counting requests: how many, how they ended, how long they took, by the name of the view.

Labels are names of our own code, never an address: addresses hold codes of dossiers. With several
web processes PROMETHEUS_MULTIPROC_DIR names the folder (emptied at the start) in which they count
together.
"""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter
from typing import Final

from django.http import HttpRequest, HttpResponse
from prometheus_client import CollectorRegistry, Counter, Histogram


REGISTRY: Final = CollectorRegistry()
NO_VIEW: Final = "none"
BUCKETS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)

REQUESTS: Final = Counter(
    "motcua_requests_total", "Requests answered.", ["view", "status"], registry=REGISTRY
)
SECONDS: Final = Histogram(
    "motcua_request_seconds",
    "Time to answer a request.",
    ["view"],
    buckets=BUCKETS,
    registry=REGISTRY,
)


class MetricsMiddleware:
    """The first of all: what the others refuse is counted too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        start = perf_counter()
        response = self.get_response(request)
        view = request.resolver_match.view_name if request.resolver_match else NO_VIEW
        SECONDS.labels(view or NO_VIEW).observe(perf_counter() - start)
        REQUESTS.labels(view or NO_VIEW, str(response.status_code)).inc()
        return response
