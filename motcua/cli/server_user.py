"""The user PostgreSQL runs as: we ourselves, or for root an unprivileged one."""

from __future__ import annotations

import errno
import os
import pwd
import subprocess
from pathlib import Path

from motcua.cli.errors import NoServerUser, why


SERVER_USERS = ("postgres", "nobody")


def server_user(folder: Path) -> pwd.struct_passwd | None:
    if os.geteuid() != 0:
        return None
    try:
        owner = os.stat(folder / "data").st_uid
        if owner != 0:
            return pwd.getpwuid(owner)
    except (FileNotFoundError, KeyError):
        pass  # new, or its user is gone: the usual ones below
    known = {user.pw_name: user for user in pwd.getpwall()}
    user = next((known[name] for name in SERVER_USERS if name in known), None)
    if user is None:
        raise NoServerUser(reason=f"không có {' hay '.join(SERVER_USERS)}")
    return user


def starts(user: pwd.struct_passwd, programs: Path) -> bool:
    """Whether this user can start the server's programs, libraries and all."""
    wanted = [programs / "bin" / name for name in ("postgres", "initdb", "pg_ctl")]
    return all(_succeeds(user, str(program), "--version") for program in wanted)


def reaches(user: pwd.struct_passwd, folder: Path) -> bool:
    return _succeeds(user, "/usr/bin/test", "-w", str(folder))


def _succeeds(user: pwd.struct_passwd, *command: str) -> bool:
    try:
        return run_as(user, *command, cwd=Path("/")).returncode == 0
    except (FileNotFoundError, PermissionError, NotADirectoryError):
        return False


def run_as(
    user: pwd.struct_passwd | None, *command: str, cwd: Path, output: int = subprocess.DEVNULL
) -> subprocess.CompletedProcess[str]:
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PG", "LC_", "LANG"))
    }
    environment["LC_ALL"] = "C.UTF-8"
    try:
        return subprocess.run(
            command,
            cwd=cwd,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            text=True,
            check=False,
            start_new_session=True,
            user=user.pw_uid if user else None,
            group=user.pw_gid if user else None,
            extra_groups=[] if user else None,
        )
    except OSError as error:
        if user and error.errno in (errno.EPERM, errno.EINVAL):  # not even root may change its user
            raise NoServerUser(reason=why(error)) from error
        raise
