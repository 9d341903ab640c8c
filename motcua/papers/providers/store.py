"""Files by the hash of their content, on Django's default storage: a folder, or S3-compatible."""

from __future__ import annotations

import hashlib

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from motcua.papers.errors import StoredFileBroken


def keep(digest: str, content: bytes) -> None:
    """Written before the row: a file without a row is harmless, a row without a file is not.

    A file that a crash left half written is written anew.
    """
    _write(_path(digest), content)


def read(digest: str) -> bytes:
    """Exactly what was kept under this hash. Raises StoredFileBroken."""
    content = _read(_path(digest))
    if content is None or hashlib.sha256(content).hexdigest() != digest:
        raise StoredFileBroken()
    return content


def keep_thumb(digest: str, number: int, content: bytes) -> None:
    _write(_thumb(digest, number), content)


def thumb(digest: str, number: int) -> bytes | None:
    """None where the worker has not made one."""
    return _read(_thumb(digest, number))


def _path(digest: str) -> str:
    return f"{digest[:2]}/{digest[2:4]}/{digest}"


def _thumb(digest: str, number: int) -> str:
    return f"thumbs/{digest[:2]}/{digest[2:4]}/{digest}-{number}.jpg"


def _write(path: str, content: bytes) -> None:
    if default_storage.exists(path):
        if default_storage.size(path) == len(content):
            return
        default_storage.delete(path)
    default_storage.save(path, ContentFile(content))


def _read(path: str) -> bytes | None:
    if not default_storage.exists(path):
        return None
    with default_storage.open(path) as file:
        content: bytes = file.read()
    return content
