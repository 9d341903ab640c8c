"""Child processes whose lines are shown with their name, and that are stopped in order."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from types import FrameType


SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
SECONDS_TO_STOP = 4


@dataclass(frozen=True, slots=True)
class Child:
    name: str
    process: subprocess.Popen[str]
    lines: threading.Thread

    @property
    def code(self) -> int | None:
        """None while it runs."""
        return self.process.poll()

    def stop(self) -> None:
        """Ask, wait, then end it with all that it started."""
        with suppress(ProcessLookupError):
            self.process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(SECONDS_TO_STOP)
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.lines.join(1)
        if self.process.stdout and not self.lines.is_alive():
            self.process.stdout.close()


def start(name: str, *command: str, environment: Mapping[str, str]) -> Child:
    """In a session of its own, so that Ctrl-C reaches the parent alone and the order is ours."""
    process = subprocess.Popen(
        command,
        env={**os.environ, **environment, "MOTCUA_PARENT": str(os.getpid())},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        start_new_session=True,
    )
    lines = threading.Thread(target=_show, args=(name, process), daemon=True)
    lines.start()
    return Child(name, process, lines)


def _show(name: str, process: subprocess.Popen[str]) -> None:
    assert process.stdout
    with suppress(ValueError, BrokenPipeError):  # the terminal is gone: read on, or the child waits
        for line in process.stdout:
            sys.stdout.write(f"{name} │ {line}")
            sys.stdout.flush()


class Interruption:
    """The first Ctrl-C or SIGTERM becomes KeyboardInterrupt; the next ones change nothing.

    While it is held (a server is being started or stopped) it waits for the end of the block.
    """

    def __init__(self) -> None:
        self.came = False
        self._held = 0

    def listen(self) -> None:
        for number in SIGNALS:
            signal.signal(number, self._note)

    def _note(self, number: int, frame: FrameType | None) -> None:
        if not self.came:
            self.came = True
            if not self._held:
                raise KeyboardInterrupt

    def is_over(self) -> None:
        """From now on all is being stopped: nothing more can interrupt."""
        self.came = True

    @contextmanager
    def held(self) -> Iterator[None]:
        before = self.came
        self._held += 1
        try:
            yield
        finally:
            self._held -= 1
        if self.came and not before and not self._held:
            raise KeyboardInterrupt
