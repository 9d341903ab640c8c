"""Reading requests: frozen values, a fixed number of queries."""

from motcua.coordination.queries.boxes import Box, BoxCounts, Page, box_counts, in_box
from motcua.coordination.queries.cards import (
    RequestCard,
    Unnamed,
    charges,
    request_card,
    requests_of,
    subject_of,
    unnamed_of,
)
from motcua.coordination.queries.ties import (
    NO_TIE,
    OpenLeg,
    Tie,
    courses,
    leg_ids,
    open_legs,
    tie,
    tie_of,
    ties,
)


__all__ = [
    "NO_TIE",
    "Box",
    "BoxCounts",
    "OpenLeg",
    "Page",
    "RequestCard",
    "Tie",
    "Unnamed",
    "box_counts",
    "charges",
    "courses",
    "in_box",
    "leg_ids",
    "open_legs",
    "request_card",
    "requests_of",
    "subject_of",
    "tie",
    "tie_of",
    "ties",
    "unnamed_of",
]
