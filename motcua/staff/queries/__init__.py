"""Reading evidence and classifications: frozen values, a fixed number of queries."""

from motcua.staff.queries.evidence import evidence
from motcua.staff.queries.gradings import (
    Frozen,
    GradingCard,
    frozen,
    graded_of,
    gradings_of_post,
    own_gradings,
)
from motcua.staff.queries.roster import Line, Roster, roster


__all__ = [
    "Frozen",
    "GradingCard",
    "Line",
    "Roster",
    "evidence",
    "frozen",
    "graded_of",
    "gradings_of_post",
    "own_gradings",
    "roster",
]
