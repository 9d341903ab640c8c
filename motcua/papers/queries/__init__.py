"""All reads of papers. They return finished values; the number of queries is fixed.

The `subjects_…` of the duty are the exception: they go whole into the caller's own query.
"""

from motcua.papers.queries.archive import (
    LoanCard,
    PlacementCard,
    in_box,
    lent_out,
    overdue_count,
    placement_of,
)
from motcua.papers.queries.duty import (
    digitised_then,
    duties,
    is_digitised,
    names_to_scan,
    subjects_to_scan,
    subjects_to_scan_at,
    subjects_with_papers,
    subjects_with_result,
)
from motcua.papers.queries.papers import (
    PaperCard,
    ScanCard,
    missing_names,
    papers_and_result,
    papers_of,
    scan_content,
)
from motcua.papers.queries.sheets import PaperSheets, SheetCard, sheets_of, thumb, whole
from motcua.papers.queries.tray import LooseCard, loose_content, tray_count, tray_of


__all__ = [
    "LoanCard",
    "LooseCard",
    "PaperCard",
    "PaperSheets",
    "PlacementCard",
    "ScanCard",
    "SheetCard",
    "digitised_then",
    "duties",
    "in_box",
    "is_digitised",
    "lent_out",
    "loose_content",
    "missing_names",
    "names_to_scan",
    "overdue_count",
    "papers_and_result",
    "papers_of",
    "placement_of",
    "scan_content",
    "sheets_of",
    "subjects_to_scan",
    "subjects_to_scan_at",
    "subjects_with_papers",
    "subjects_with_result",
    "thumb",
    "tray_count",
    "tray_of",
    "whole",
]
