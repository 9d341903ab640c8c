"""What a PostgreSQL server leaves in its folder while it runs, and after it was killed."""

from __future__ import annotations

import os
import signal
import time
from contextlib import suppress
from pathlib import Path


def runs_in(data: Path) -> bool:
    """Whether the process noted there is this server: its working folder is the data folder.

    A number alone proves nothing: after a crash it may have gone to another process.
    """
    try:
        noted = (data / "postmaster.pid").read_text("utf-8").split("\n", 1)[0]
        return _works_in(int(noted), data)
    except (OSError, ValueError):
        return False


def _works_in(pid: int, folder: Path) -> bool:
    try:
        return os.readlink(f"/proc/{pid}/cwd") == str(folder.resolve())
    except OSError:
        return False


def sweep(data: Path, socket: Path) -> None:
    """Clear away what a server that was killed leaves behind."""
    deadline = time.monotonic() + 3
    while left := [pid for pid in _all_processes() if _works_in(pid, data)]:
        # Without their postmaster they leave by themselves; who has not is not coming back.
        if time.monotonic() > deadline:
            for pid in left:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
        time.sleep(0.1)
    (data / "postmaster.pid").unlink(missing_ok=True)
    for leftover in (socket, socket.with_name(f"{socket.name}.lock")):
        leftover.unlink(missing_ok=True)


def _all_processes() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]
