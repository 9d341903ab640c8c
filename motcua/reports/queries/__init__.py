"""Reading reports: figures by unit, field, procedure and level; statutory forms; what is frozen."""

from motcua.reports.queries.published import Published, published
from motcua.reports.queries.scopes import (
    Scope,
    officers_objection,
    reading_objection,
    scope,
    scope_of_code,
)
from motcua.reports.queries.tables import Grouping, Report, report, report_of
from motcua.reports.queries.words import Written, written, written_of


__all__ = [
    "Grouping",
    "Published",
    "Report",
    "Scope",
    "Written",
    "officers_objection",
    "published",
    "reading_objection",
    "report",
    "report_of",
    "scope",
    "scope_of_code",
    "written",
    "written_of",
]
