"""What must be in step with the installed version before pages are served."""

from __future__ import annotations

import hashlib
import logging
from argparse import Namespace
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from motcua.cli import house
from motcua.web import assets


def migrate(arguments: Namespace) -> None:
    for step in (update_database, update_figures, update_static):
        print(step.__doc__, end=" ", flush=True)
        print("xong." if step() else "đã đúng bản.")


def update_database() -> bool:
    """Cập nhật cơ sở dữ liệu:"""
    if not house.pending_migrations():
        return False
    call_command("migrate", interactive=False, verbosity=0)
    return True


def update_figures() -> bool:
    """Kiểm tra sổ số liệu:"""
    figures = import_module("motcua.cli.report_rebuild")  # has tables: only once Django is set up
    return figures.enter() is not None


def update_static() -> bool:
    """Dựng tệp giao diện:"""
    if static_is_current():
        return False
    logging.getLogger("fontTools").setLevel(logging.WARNING)
    assets.build()
    call_command("collectstatic", interactive=False, verbosity=0)
    _stamp().write_text(_recipe(), "utf-8")
    return True


def static_is_current() -> bool:
    return _stamp().exists() and _stamp().read_text("utf-8") == _recipe()


def _stamp() -> Path:
    return Path(settings.STATIC_ROOT).with_name("static.stamp")


def _recipe() -> str:
    """Changes with any source of a static file, and with any package that could bring one."""
    digest = hashlib.sha256(str(settings.STATIC_ROOT).encode())
    for path in _sources():
        digest.update(f"{path.name}:{path.stat().st_size}:".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _sources() -> Iterator[Path]:
    yield Path(assets.__file__)
    lock = Path(settings.BASE_DIR) / "requirements" / "main.txt"
    if lock.exists():
        yield lock
    for path in sorted((Path(assets.__file__).parent / "static").rglob("*")):
        if path.is_file() and assets.TARGET not in path.parents:
            yield path
