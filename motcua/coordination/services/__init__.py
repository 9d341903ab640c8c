"""Asking other units, and what comes of it. Who may is for the capability of the subject to say."""

from motcua.coordination.services.answering import answer, hand_on, record_silence, take
from motcua.coordination.services.asking import (
    ask,
    cancel,
    cancel_all,
    remind,
    remind_due,
    tell_late,
)


__all__ = [
    "answer",
    "ask",
    "cancel",
    "cancel_all",
    "hand_on",
    "record_silence",
    "remind",
    "remind_due",
    "take",
    "tell_late",
]
