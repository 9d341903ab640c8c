"""Changing the catalogue: one procedure at a time, or a file of them."""

from __future__ import annotations

from motcua.catalog.services.files import FileRows, export_xlsx, import_file, read_file
from motcua.catalog.services.importing import Report, RowProblem, import_procedures
from motcua.catalog.services.versions import close_procedure, new_version, set_limits


__all__ = [
    "FileRows",
    "Report",
    "RowProblem",
    "close_procedure",
    "export_xlsx",
    "import_file",
    "import_procedures",
    "new_version",
    "read_file",
    "set_limits",
]
