"""Writing internal processes: carried over from the data, drafted, approved, withdrawn."""

from motcua.process.services.loading import load_processes
from motcua.process.services.versions import (
    approve_process,
    change_draft,
    create_draft,
    withdraw_process,
)


__all__ = [
    "approve_process",
    "change_draft",
    "create_draft",
    "load_processes",
    "withdraw_process",
]
