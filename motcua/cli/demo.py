"""`motcua demo`: everything on one machine, in the foreground, and nothing left behind."""

from __future__ import annotations

import sys
import time
import urllib.error
import urllib.request
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from importlib import import_module
from pathlib import Path

from django.utils import timezone

from motcua.cli import house, postgres, prepare, processes
from motcua.cli.errors import ChildEnded, NoSuchSize, NotReady, ServerEnded
from motcua.cli.locks import locked
from motcua.cli.processes import Child, Interruption


SECONDS_TO_BE_READY = 90
SIZES = ("small", "district")
CHILDREN = (("worker", "tiến trình nền"), ("serve", "máy chủ web"))  # the last one is stopped first


def demo(arguments: Namespace) -> None:
    """Start all, say where it is, wait for Ctrl-C, stop all in order: web, worker, PostgreSQL."""
    home, port, size = house.lay_out(), house.check_port(), _size()
    interruption = Interruption()
    interruption.listen()
    with ExitStack() as stack:
        stack.callback(print, "Đã dừng.", flush=True)
        try:
            _run(home, port, size, stack, interruption)
        except KeyboardInterrupt:
            print("\nĐang dừng…", flush=True)
        finally:
            interruption.is_over()


def _run(home: Path, port: int, size: str, stack: ExitStack, interruption: Interruption) -> None:
    with _told("Cơ sở dữ liệu"):
        _start_database(home, stack, interruption)
    with locked(home / "demo.lock"):  # two demos on one data folder: one after the other
        with _told("Bảng dữ liệu"):
            prepare.update_database()
            prepare.update_figures()
        with _told("Giao diện"):
            prepare.update_static()
        with _told("Dữ liệu trình diễn"):
            _load(size)
    accounts = _accounts()
    house.let_go_of_the_database()
    with interruption.held():
        children = [_start(stack, command, name, port) for command, name in CHILDREN]
    with _told("Máy chủ web và tiến trình nền"):
        _wait_until_ready(port, lambda: _check(home, children))
    _welcome(port, accounts)
    while True:
        _check(home, children)
        time.sleep(0.5)


def _start_database(home: Path, stack: ExitStack, interruption: Interruption) -> None:
    if not house.has_own_database():
        with interruption.held():
            stack.enter_context(postgres.session(home))
    house.set_up()
    stack.callback(house.let_go_of_the_database)


@contextmanager
def _told(what: str) -> Iterator[None]:
    print(f"  {what} … ", end="", flush=True)
    began = time.monotonic()
    try:
        yield
    except BaseException:
        print(flush=True)
        raise
    print(f"{time.monotonic() - began:.1f} giây".replace(".", ","), flush=True)


def _size() -> str:
    size = house.given("MOTCUA_DEMO", SIZES[-1])
    if size not in SIZES:
        raise NoSuchSize(size=size, sizes=", ".join(SIZES))
    return size


def _load(size: str) -> None:
    """Goes on where it was interrupted; nothing where all is there."""
    services = import_module("motcua.demo.services")  # has tables: only once Django is set up
    services.load(size=size, at=timezone.now(), tell=_tell)


def _tell(words: str) -> None:
    print(f"\n    {words}", end=" … ", flush=True)


def _accounts() -> list[str]:
    return [str(account) for account in import_module("motcua.demo.queries").accounts()]


def _start(stack: ExitStack, command: str, name: str, port: int) -> Child:
    words = (sys.executable, "-P", "-m", "motcua.cli", command)
    child = processes.start(name, *words, environment={"PORT": str(port)})
    stack.callback(child.stop)
    return child


def _check(home: Path, children: list[Child]) -> None:
    """All that was started still runs; the first that does not ends the demo."""
    if not house.has_own_database() and not postgres.running(home):
        raise ServerEnded(log=postgres.log(home))
    for child in children:
        if child.code is not None:
            child.lines.join(1)
            raise ChildEnded(name=child.name.capitalize(), code=child.code)


def _wait_until_ready(port: int, check: Callable[[], None]) -> None:
    deadline = time.monotonic() + SECONDS_TO_BE_READY
    while (reason := _why_not_ready(port)) is not None:
        check()
        if time.monotonic() > deadline:
            raise NotReady(seconds=SECONDS_TO_BE_READY, reason=reason)
        time.sleep(0.2)


def _why_not_ready(port: int) -> str | None:
    """What the server says of itself, until it says 200."""
    try:
        with urllib.request.urlopen(f"http://{house.address()}:{port}/readyz", timeout=5):
            return None
    except urllib.error.HTTPError as answer:
        with answer:
            return f"{answer.code} {answer.read(300).decode('utf-8', 'replace')}"
    except OSError as error:
        return str(error)


def _welcome(port: int, accounts: list[str]) -> None:
    print(f"\nBản trình diễn đã sẵn sàng: http://{house.address()}:{port}")
    print("\nTài khoản:")
    for account in accounts:
        print(f"  {account}")
    print("\nNhấn Ctrl-C để dừng.", flush=True)
