"""Papers of a dossier and their scans. Pure.

Sources
    TT 01/2023/TT-VPCP, Điều 8.2 and TT 03/2025/TT-VPCP, Điều 5 (law.md §1.8): whole document,
    pages in order; not scanned: what is electronic already and what is only shown.
    LoaiBan 0 chính, 1 sao, 2 điện tử (law.md §11).
"""

from __future__ import annotations

import hashlib
import re
from enum import StrEnum

from motcua.papers.errors import ActiveContent, FileEmpty, FileKindRefused, FileTooLarge


MEGABYTE = 1024 * 1024
LARGEST = 10 * MEGABYTE
MOST_SCANS = 10


class Mark(StrEnum):
    """What the counter found."""

    UNCHECKED = "unchecked"
    PRESENT = "present"
    MISSING = "missing"
    NOT_NEEDED = "not_needed"

    @property
    def label(self) -> str:
        return {
            "unchecked": "Chưa kiểm",
            "present": "Đủ",
            "missing": "Thiếu",
            "not_needed": "Không cần",
        }[self]


class PaperKind(StrEnum):
    ORIGINAL = "original"
    CERTIFIED = "certified"
    COPY = "copy"
    ELECTRONIC = "electronic"
    SHOWN = "shown"

    @property
    def label(self) -> str:
        return {
            "original": "Bản chính",
            "certified": "Bản chứng thực",
            "copy": "Bản sao",
            "electronic": "Bản điện tử",
            "shown": "Chỉ xuất trình",
        }[self]

    @property
    def is_to_scan(self) -> bool:
        return self not in (PaperKind.ELECTRONIC, PaperKind.SHOWN)


_SIGNATURES = (
    (b"%PDF-", "application/pdf"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
)
_ACTIVE = re.compile(rb"/(?:JavaScript|JS|Launch|EmbeddedFile|RichMedia|XFA)\b")


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
            if kind == "application/pdf" and _ACTIVE.search(content):
                raise ActiveContent()
            return kind
    raise FileKindRefused()


def content_hash(content: bytes) -> str:
    """SHA-256 in hex: the name under which the store keeps the file."""
    return hashlib.sha256(content).hexdigest()


def safe_name(name: str) -> str:
    """The file's name as it may be shown and offered for download: no folders, no controls."""
    plain = re.sub(r"[\x00-\x1f\x7f/\\:*?\"<>|]+", " ", name).strip(" .")
    return plain[-120:] or "tep"
