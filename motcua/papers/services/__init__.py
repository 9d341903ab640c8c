"""All changes of papers: one public function is one use case and one transaction.

They ask nobody whether they may: `dossiers.services` does, for what hangs on a dossier.
"""

from motcua.papers.services.archive import lend, place, take_back
from motcua.papers.services.checklist import Line, check, lay_out
from motcua.papers.services.pages import (
    arrange,
    confirm,
    end_exception,
    except_paper,
    put_together,
    reopen,
)
from motcua.papers.services.scans import (
    Vetted,
    attach,
    attach_files,
    content_to_look_into,
    look_again,
    looked_into,
    vet,
)
from motcua.papers.services.tray import discard, drop, sort


__all__ = [
    "Line",
    "Vetted",
    "arrange",
    "attach",
    "attach_files",
    "check",
    "confirm",
    "content_to_look_into",
    "discard",
    "drop",
    "end_exception",
    "except_paper",
    "lay_out",
    "lend",
    "look_again",
    "looked_into",
    "place",
    "put_together",
    "reopen",
    "sort",
    "take_back",
    "vet",
]
