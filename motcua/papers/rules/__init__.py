"""The rules of papers: marks and exemptions, files, pages, the duty to digitise. Pure."""

from motcua.papers.rules.duty import Digitisation, Duty, with_own_days
from motcua.papers.rules.files import (
    ENDINGS,
    LARGEST,
    MEGABYTE,
    MOST_AT_ONCE,
    MOST_BYTES,
    MOST_PAGES,
    MOST_SCANS,
    MOST_THUMBS,
    PDF,
    ScanState,
    Target,
    content_hash,
    is_hash,
    media_type,
    safe_name,
    target_of,
)
from motcua.papers.rules.marks import (
    RESULT,
    RESULT_NAME,
    SCANNED_KINDS,
    Exemption,
    Mark,
    PaperKind,
)
from motcua.papers.rules.pages import TURNS, Change, Sheet, changed


__all__ = [
    "ENDINGS",
    "LARGEST",
    "MEGABYTE",
    "MOST_AT_ONCE",
    "MOST_BYTES",
    "MOST_PAGES",
    "MOST_SCANS",
    "MOST_THUMBS",
    "PDF",
    "RESULT",
    "RESULT_NAME",
    "SCANNED_KINDS",
    "TURNS",
    "Change",
    "Digitisation",
    "Duty",
    "Exemption",
    "Mark",
    "PaperKind",
    "ScanState",
    "Sheet",
    "Target",
    "changed",
    "content_hash",
    "is_hash",
    "media_type",
    "safe_name",
    "target_of",
    "with_own_days",
]
