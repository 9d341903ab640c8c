"""Giving numbers and calling them. One public function is one use case, one transaction."""

from motcua.tickets.services.calling import (
    call_again,
    call_next,
    cancel,
    finish,
    move,
    serve,
    skip,
)
from motcua.tickets.services.closing import close_with
from motcua.tickets.services.issuing import issue
from motcua.tickets.services.places import set_counter, set_line, sit_at


__all__ = [
    "call_again",
    "call_next",
    "cancel",
    "close_with",
    "finish",
    "issue",
    "move",
    "serve",
    "set_counter",
    "set_line",
    "sit_at",
    "skip",
]
