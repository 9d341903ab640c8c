"""What an operator's tools ask."""

import re
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection
from django.utils import timezone

from motcua.web.api import health
from tests import factories
from tests.web.api.conftest import call_as


pytestmark = pytest.mark.django_db


@pytest.fixture
def worker():
    """A worker that was seen this long ago."""

    def seen(ago=timedelta()):
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM procrastinate_workers")
            cursor.execute(
                "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (%s)",
                [timezone.now() - ago],
            )

    return seen


def checks(response):
    return {name: check["ok"] for name, check in response.json()["checks"].items()}


def test_it_lives_without_asking_the_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/healthz")

    assert (response.status_code, response.json()) == (200, {"status": "ok"})
    assert "no-store" in response["Cache-Control"]


def test_it_is_ready_when_all_is_there(client, worker, django_assert_max_num_queries):
    worker()
    client.get("/readyz")
    with django_assert_max_num_queries(4):
        response = client.get("/readyz")

    assert response.status_code == 200
    assert response.json()["status"] == "ready"
    assert checks(response) == {"database": True, "migrations": True, "worker": True}


@pytest.mark.parametrize(("ago", "is_ready"), [(59, True), (60, True), (61, False), (3600, False)])
def test_a_worker_that_has_not_been_seen_for_a_minute_is_gone(client, worker, ago, is_ready):
    worker(timedelta(seconds=ago))
    response = client.get("/readyz")

    assert response.status_code == (200 if is_ready else 503)
    assert checks(response)["worker"] is is_ready


def test_no_worker_at_all(client):
    response = client.get("/readyz")

    assert response.status_code == 503
    assert "motcua worker" in response.json()["checks"]["worker"]["detail"]


def test_a_database_that_is_behind(client, worker):
    worker()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'web'")
    response = client.get("/readyz")

    assert response.status_code == 503
    assert checks(response) == {"database": True, "migrations": False, "worker": True}


def test_a_database_that_is_away(client, monkeypatch):
    class Away:
        def cursor(self):
            raise DatabaseError

    monkeypatch.setattr(health, "connection", Away())
    response = client.get("/readyz")

    assert response.status_code == 503
    assert checks(response)["database"] is False


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
def test_they_are_only_read(client, path):
    assert client.post(path).status_code == 405


def metric(client, name, **labels):
    text = client.get("/metrics").content.decode()
    for line in text.splitlines():
        if line.startswith(name + "{") and all(f'{k}="{v}"' in line for k, v in labels.items()):
            return float(line.rpartition(" ")[2])
    return 0.0


def test_requests_are_counted_by_view_and_status(world, client):
    before = metric(client, "motcua_requests_total", view="api:dossier", status="404")
    call_as("hieu").get("/dossiers/H40.12.05-260824-0099")

    after = metric(client, "motcua_requests_total", view="api:dossier", status="404")
    assert after == before + 1
    assert metric(client, "motcua_request_seconds_count", view="api:dossier") >= 1


def test_jobs_that_wait_are_counted(client):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, args, status)"
            " VALUES ('house', 'a', '{}', 'todo'), ('house', 'b', '{}', 'failed')"
        )

    assert metric(client, "motcua_jobs", status="todo") == 1
    assert metric(client, "motcua_jobs", status="failed") == 1
    assert metric(client, "motcua_jobs", status="doing") == 0


def test_the_figures_hold_no_code_and_no_name(world, client):
    code = factories.received(world)
    call_as("hieu").get(f"/dossiers/{code}")
    client.get(f"/tra-cuu/{code}/")
    client.get(f"/nowhere/{code}")
    text = client.get("/metrics").content.decode()

    assert code not in text
    assert "Hiếu" not in text
    assert re.search(r'motcua_requests_total\{status="404",view="none"\} ', text)


def test_the_figures_are_told_without_the_database(client, monkeypatch):
    def away():
        raise DatabaseError

    monkeypatch.setattr(health, "_jobs", away)

    assert client.get("/metrics").status_code == 200
