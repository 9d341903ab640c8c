"""What every command needs first: the data folder, its secrets, a port, a database."""

from __future__ import annotations

import os
import secrets
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
import psycopg
from django.conf import settings
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor

from motcua.cli import places, postgres
from motcua.cli.errors import (
    FileUnreadable,
    NoDatabase,
    NoDatabaseGiven,
    NotANumber,
    PortBusy,
    PortNotAllowed,
    TablesOutOfStep,
    why,
)


FIRST_FREE_PORT, LAST_PORT = 1024, 65535
SECONDS_TO_CONNECT = 5


def given(name: str, default: str = "") -> str:
    """A variable or the content of its _FILE twin, as settings.env reads it; empty is not given."""
    if path := os.environ.get(f"{name}_FILE"):
        try:
            return Path(path).read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            reason = why(error) if isinstance(error, OSError) else "không phải chữ UTF-8"
            raise FileUnreadable(file=path, reason=reason) from error
    return os.environ.get(name) or default


def number(name: str, default: int, *, most: int) -> int:
    text = given(name, str(default))
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= most):
        raise NotANumber(name=name, text=text, most=most)
    return int(text)


def home() -> Path:
    """The data folder, as settings.py finds it; settings must not be read before it is laid out."""
    return Path(given("MOTCUA_HOME", "./var")).absolute()


def has_own_database() -> bool:
    return bool(given("DATABASE_URL"))


def port() -> int:
    text = given("PORT", "8000")
    if not (text.isascii() and text.isdigit() and FIRST_FREE_PORT <= int(text) <= LAST_PORT):
        raise PortNotAllowed(port=text)
    return int(text)


def address() -> str:
    return given("HOST", "127.0.0.1")


def check_port() -> int:
    """The port to listen on; refused, with one that is free, when something listens there."""
    wanted = port()
    if not _is_free(wanted):
        following = range(wanted + 1, min(wanted + 100, LAST_PORT))
        other = next((candidate for candidate in following if _is_free(candidate)), 8100)
        raise PortBusy(port=wanted, other=other)
    return wanted


def _is_free(candidate: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address(), candidate))
        except OSError:
            return False
    return True


def lay_out() -> Path:
    """The data folder can be written to and holds a secret of its own."""
    folder = home()
    places.make_folder(folder)
    for name in ("DATABASE_URL", "SECRET_KEY"):
        if not os.environ.get(name):  # empty is as good as none, for settings.py too
            os.environ.pop(name, None)
    os.environ.pop("MOTCUA_HOME_FILE", None)
    os.environ["MOTCUA_HOME"] = str(folder)
    if not given("SECRET_KEY"):
        _make_secret(folder / "secret_key")
    return folder


def _make_secret(file: Path) -> None:
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(descriptor, "w", encoding="ascii") as opened:
        opened.write(secrets.token_urlsafe(50))


@contextmanager
def database(*, may_start: bool) -> Iterator[None]:
    """A database that answers: DATABASE_URL, or the embedded server of the data folder.

    With `may_start` the embedded server is started where it does not run, and stopped again.
    """
    folder = lay_out()
    if has_own_database():
        set_up()
        yield
    elif may_start:
        with postgres.session(folder):
            set_up()
            yield
    else:
        if not postgres.running(folder):
            raise NoDatabaseGiven(home=folder)
        set_up()
        yield


def set_up() -> None:
    """Django with its settings, once it is known that the database answers."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.settings")
    database_of = settings.DATABASES["default"]
    try:
        psycopg.connect(
            dbname=database_of["NAME"],
            user=database_of["USER"],
            password=database_of["PASSWORD"] or None,
            host=database_of["HOST"] or None,
            port=database_of["PORT"] or None,
            connect_timeout=SECONDS_TO_CONNECT,
        ).close()
    except psycopg.OperationalError as error:
        raise NoDatabase(reason=_first_line(error)) from error
    django.setup()


def _first_line(error: psycopg.OperationalError) -> str:
    """Without the hints and without the password, which libpq never repeats."""
    return str(error).strip().splitlines()[0].removeprefix("connection failed: ").rstrip(".")


def pending_migrations() -> list[str]:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def check_tables() -> None:
    if pending := pending_migrations():
        raise TablesOutOfStep(count=len(pending), first=pending[0])


def let_go_of_the_database() -> None:
    """Close what this process holds open, before it waits for others or the server stops."""
    if not settings.configured:
        return
    for opened in connections.all(initialized_only=True):
        opened.close()
        if hasattr(opened, "close_pool"):
            opened.close_pool()
