"""Reading notes, watches, hand-overs and work in bulk."""

from motcua.work.queries.beside import (
    Beside,
    HandOverCard,
    HandOverRow,
    NoteCard,
    beside,
    hand_over,
    note,
    of_those_who_may_see,
    to_mention,
    watchers,
)
from motcua.work.queries.bulk import BulkCard, BulkRow, bulk


__all__ = [
    "Beside",
    "BulkCard",
    "BulkRow",
    "HandOverCard",
    "HandOverRow",
    "NoteCard",
    "beside",
    "bulk",
    "hand_over",
    "note",
    "of_those_who_may_see",
    "to_mention",
    "watchers",
]
