"""Whose the delay was, who is warned of it, and its explanation. Pure."""

from motcua.lateness.rules.explaining import (
    LONGEST_NAME,
    LONGEST_NUMBER,
    LONGEST_TEXT,
    State,
    Words,
    accepts_own,
    checked,
    checked_field,
    decide_objection,
    explain_objection,
)
from motcua.lateness.rules.parts import INTAKE, Delay, LatePart, late_parts
from motcua.lateness.rules.warnings import (
    WARNINGS,
    Deadline,
    Of,
    To,
    Warning,
    due_warnings,
    is_over,
    warnings_of,
)


__all__ = [
    "INTAKE",
    "LONGEST_NAME",
    "LONGEST_NUMBER",
    "LONGEST_TEXT",
    "WARNINGS",
    "Deadline",
    "Delay",
    "LatePart",
    "Of",
    "State",
    "To",
    "Warning",
    "Words",
    "accepts_own",
    "checked",
    "checked_field",
    "decide_objection",
    "due_warnings",
    "explain_objection",
    "is_over",
    "late_parts",
    "warnings_of",
]
