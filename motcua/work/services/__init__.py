"""Notes, watching, handing over, leaving a post: one function, one use case."""

from __future__ import annotations

from motcua.work.services.handing import hand_over
from motcua.work.services.leaving import release_post
from motcua.work.services.notes import unwatch, watch, withdraw_note, write_note
from motcua.work.services.telling import tell_of_substitute, tell_who_cares


__all__ = [
    "hand_over",
    "release_post",
    "tell_of_substitute",
    "tell_who_cares",
    "unwatch",
    "watch",
    "withdraw_note",
    "write_note",
]
