"""The two kinds of process that run all the time: the web server and the worker."""

from __future__ import annotations

import os
import shutil
from argparse import Namespace
from pathlib import Path

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import MPServer
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from motcua.cli import house, postgres
from motcua.cli.errors import NoDatabaseGiven


MOST_WORKERS = 2
THREADS = 4  # a request holds one thread and one connection of the pool
GRACE_SECONDS = 3


def serve(arguments: Namespace) -> None:
    """Answer HTTP until told to stop.

    Django is loaded in the processes that granian forks, never here: a pool that is open before a
    fork is shared by all, and broken by it.
    """
    folder = house.lay_out()
    if not house.has_own_database() and not postgres.running(folder):
        raise NoDatabaseGiven(home=folder)
    port = house.check_port()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.settings")
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(_empty(folder / "metrics"))
    MPServer(
        "motcua.web.wsgi:application",
        address=house.address(),
        port=port,
        interface=Interfaces.WSGI,
        workers=house.number("WORKERS", min(MOST_WORKERS, os.cpu_count() or 1), most=64),
        blocking_threads=house.number("THREADS", THREADS, most=64),
        backpressure=256,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=GRACE_SECONDS,
    ).serve()


def _empty(metrics: Path) -> Path:
    """Where the web processes add up what they count; what an earlier start counted is gone."""
    shutil.rmtree(metrics, ignore_errors=True)
    metrics.mkdir()
    return metrics


def work(arguments: Namespace) -> None:
    """Do background work until told to stop. Its heartbeat is a row of procrastinate's own."""
    assert isinstance(app.connector, DjangoConnector)
    with app.replace_connector(app.connector.get_worker_connector()) as working:
        working.run_worker(
            name="motcua",
            concurrency=house.number("WORKER_CONCURRENCY", 2, most=64),
            wait=True,
            delete_jobs="successful",
            shutdown_graceful_timeout=GRACE_SECONDS,
        )
