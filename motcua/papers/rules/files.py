"""Files: what they are, how much of them is kept, how a scanner names them. Pure.

Sources
    TT 01/2023/TT-VPCP, Điều 8.2 (law.md §1.8): the whole document, its pages in order.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from motcua.papers.errors import ActiveContent, FileEmpty, FileKindRefused, FileTooLarge


MEGABYTE: Final = 1024 * 1024
LARGEST: Final = 10 * MEGABYTE
MOST_SCANS: Final = 60  # of one paper: a phone makes one file a page
MOST_BYTES: Final = 300 * MEGABYTE  # of one dossier
MOST_PAGES: Final = 300  # of one file
MOST_THUMBS: Final = 40  # of one file
MOST_AT_ONCE: Final = 20  # files of one upload

PDF: Final = "application/pdf"
_SIGNATURES = (
    (b"%PDF-", PDF),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
)
ENDINGS: Final = {PDF: "pdf", "image/jpeg": "jpg", "image/png": "png"}
_ACTIVE = re.compile(rb"/(?:JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA)\b")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_SCANNED = re.compile(r"(?P<code>.+?-\d{6,8}-\d{4,})[_ ](?P<position>\d{1,3})(?:[_ -].*)?")


class ScanState(StrEnum):
    """What the worker found when it looked into the file."""

    NEW = "new"
    READY = "ready"
    UNREADABLE = "unreadable"
    QUARANTINED = "quarantined"

    @property
    def label(self) -> str:
        return {
            "new": "Đang đọc tệp",
            "ready": "Đã đọc",
            "unreadable": "Không đọc được, quét lại",
            "quarantined": "Bị giữ lại vì không an toàn",
        }[self]


def media_type(content: bytes) -> str:
    """What the file is, by its content and never by its name.

    Raises FileEmpty, FileTooLarge, FileKindRefused and ActiveContent.
    """
    if not content:
        raise FileEmpty()
    if len(content) > LARGEST:
        raise FileTooLarge(size=-(-len(content) // MEGABYTE), most=LARGEST // MEGABYTE)
    for signature, kind in _SIGNATURES:
        if content.startswith(signature):
            if kind == PDF and _is_active(content):
                raise ActiveContent()
            return kind
    raise FileKindRefused()


def _is_active(content: bytes) -> bool:
    """Names may be written with escapes, /J#61vaScript; what is compressed the worker looks at."""
    if _ACTIVE.search(content):
        return True
    plain = _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), content)
    return plain != content and _ACTIVE.search(plain) is not None


def content_hash(content: bytes) -> str:
    """SHA-256 in hex: the name under which the store keeps the file."""
    return hashlib.sha256(content).hexdigest()


def is_hash(text: str) -> bool:
    return re.fullmatch(r"[0-9a-f]{64}", text) is not None


def safe_name(name: str) -> str:
    """The file's name as it may be shown and offered for download: no folders, no controls."""
    plain = re.sub(r"[\x00-\x1f\x7f/\\:*?\"<>|]+", " ", name).strip(" .")
    return plain[-120:] or "tep"


@dataclass(frozen=True, slots=True)
class Target:
    """Where a scanner's file belongs, by its name."""

    code: str
    position: int


def target_of(name: str) -> Target | None:
    """`H40.12.05-260824-0001_2.pdf` is the second paper of that dossier; `…_2_p3.jpg` too.

    None for a name that says nothing of the kind.
    """
    stem = name.rpartition(".")[0] or name
    found = _SCANNED.fullmatch(stem.strip())
    return Target(found["code"].upper(), int(found["position"])) if found else None
