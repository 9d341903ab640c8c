"""Figures of reports: how they are written, and whether they add up. Pure."""

from motcua.figures.rules.checking import check_all
from motcua.figures.rules.numbers import (
    missing_to,
    needed,
    read_number,
    rounded,
    share,
    shown_share,
    write_exact,
    write_number,
    write_rate,
)
from motcua.figures.rules.values import Check, Figure, Judged, Kind, Span, Verdict, exactly


__all__ = [
    "Check",
    "Figure",
    "Judged",
    "Kind",
    "Span",
    "Verdict",
    "check_all",
    "exactly",
    "missing_to",
    "needed",
    "read_number",
    "rounded",
    "share",
    "shown_share",
    "write_exact",
    "write_number",
    "write_rate",
]
