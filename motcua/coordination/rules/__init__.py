"""Requests to other units: what may be done, until when, whose the time was. Pure."""

from motcua.coordination.rules.asking import (
    HOURS_TO_HAND_ON,
    LEAST_HOURS,
    MOST_AT_ONCE,
    Ask,
    checked,
    due_to_hand_on,
    reply_due,
)
from motcua.coordination.rules.charging import Charge, Course, charged
from motcua.coordination.rules.kinds import (
    ASKED,
    ENDED,
    OPEN,
    TRANSITIONS,
    Deed,
    Kind,
    Result,
    State,
)


__all__ = [
    "ASKED",
    "ENDED",
    "HOURS_TO_HAND_ON",
    "LEAST_HOURS",
    "MOST_AT_ONCE",
    "OPEN",
    "TRANSITIONS",
    "Ask",
    "Charge",
    "Course",
    "Deed",
    "Kind",
    "Result",
    "State",
    "reply_due",
    "charged",
    "checked",
    "due_to_hand_on",
]
