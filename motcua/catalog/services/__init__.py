"""Changing the catalogue: one procedure at a time, or a file of them."""

from __future__ import annotations

from motcua.catalog.services.importing import Report, import_procedures
from motcua.catalog.services.versions import close_procedure, new_version, set_limits


__all__ = [
    "Report",
    "close_procedure",
    "import_procedures",
    "new_version",
    "set_limits",
]
