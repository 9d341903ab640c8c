"""Notes, watching, handing over, leaving a post, work in bulk: one function, one use case."""

from __future__ import annotations

from motcua.work.services.bulk import RUN as RUN_BULK
from motcua.work.services.bulk import (
    Chosen,
    begin_bulk,
    begin_move,
    begin_recount,
    do_next,
    go_on,
    resume_bulk,
)
from motcua.work.services.handing import hand_over
from motcua.work.services.leaving import release_post
from motcua.work.services.notes import unwatch, watch, withdraw_note, write_note
from motcua.work.services.telling import tell_of_substitute, tell_who_cares


__all__ = [
    "RUN_BULK",
    "Chosen",
    "begin_bulk",
    "begin_move",
    "begin_recount",
    "do_next",
    "go_on",
    "hand_over",
    "release_post",
    "resume_bulk",
    "tell_of_substitute",
    "tell_who_cares",
    "unwatch",
    "watch",
    "withdraw_note",
    "write_note",
]
