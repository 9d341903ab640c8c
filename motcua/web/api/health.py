"""What an operator's tools ask: does it live, can it work, how is it doing."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import cache
from http import HTTPStatus
from typing import Final

from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Count, Max
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinateWorker
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector
from psycopg_pool import PoolTimeout

from motcua.dossiers import queries as dossiers
from motcua.web.metrics import REGISTRY


HEARTBEAT: Final = timedelta(seconds=60)
WAITING_JOBS: Final = ("todo", "doing", "failed")


@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    return _uncached(JsonResponse({"status": "ok"}))


@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """Each check with what is wrong; 503 as long as one fails. Three queries."""
    failures = {name: _failure(check) for name, check in _CHECKS.items()}
    status = HTTPStatus.SERVICE_UNAVAILABLE if any(failures.values()) else HTTPStatus.OK
    checks = {name: {"ok": not why, "detail": why} for name, why in failures.items()}
    word = "ready" if status is HTTPStatus.OK else "not_ready"
    return _uncached(JsonResponse({"status": word, "checks": checks}, status=status))


def _failure(check: Callable[[], str]) -> str:
    try:
        return check()
    except (DatabaseError, PoolTimeout):
        return "Không hỏi được cơ sở dữ liệu."


def _database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return ""


def _migrations() -> str:
    behind = len(_known_migrations() - set(MigrationRecorder(connection).applied_migrations()))
    return f"Còn {behind} bước nâng cấp cơ sở dữ liệu. Chạy «motcua migrate»." if behind else ""


@cache
def _known_migrations() -> frozenset[tuple[str, str]]:
    """Those of this program; they don't change while it runs."""
    return frozenset(MigrationLoader(None).disk_migrations)


def _worker() -> str:
    last = ProcrastinateWorker.objects.aggregate(last=Max("last_heartbeat"))["last"]
    if last is None or timezone.now() - last > HEARTBEAT:
        return "Không có tiến trình nền nào đang chạy. Chạy «motcua worker»."
    return ""


_CHECKS: Final[dict[str, Callable[[], str]]] = {
    "database": _database,
    "migrations": _migrations,
    "worker": _worker,
}


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Prometheus text. Two queries; where the database is away, the rest is still told."""
    registry = CollectorRegistry()
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call] # it has no types
    else:
        registry.register(_Counted())
    registry.register(_Stored())
    text = generate_latest(registry)
    return _uncached(HttpResponse(text, content_type=CONTENT_TYPE_LATEST))


class _Counted(Collector):
    """What this process counted."""

    def collect(self) -> Iterator[Metric]:
        yield from REGISTRY.collect()


class _Stored(Collector):
    """What the database says of all processes."""

    def collect(self) -> Iterator[Metric]:
        try:
            yield _gauge("motcua_jobs", "Background jobs not done.", _jobs())
            yield _gauge("motcua_dossiers", "Dossiers by status.", dossiers.status_counts())
        except (DatabaseError, PoolTimeout):
            return


def _jobs() -> dict[str, int]:
    found = ProcrastinateJob.objects.filter(status__in=WAITING_JOBS).values_list("status")
    return dict.fromkeys(WAITING_JOBS, 0) | dict(found.annotate(count=Count("pk")))


def _gauge(name: str, says: str, values: dict[str, int]) -> Metric:
    family = GaugeMetricFamily(name, says, labels=["status"])
    for status, count in values.items():
        family.add_metric([status], count)
    return family


def _uncached(response: HttpResponse) -> HttpResponse:
    patch_cache_control(response, private=True, no_store=True)
    return response
