"""Reading scorecards: of one agency, of many at once, and what is behind a number."""

from motcua.scorecards.queries.behind import Line, Listed, listed
from motcua.scorecards.queries.cards import (
    each,
    edition,
    edition_of,
    scorecard,
    scorecards,
    together,
)
from motcua.scorecards.queries.scope import agencies_of, chosen_among, peers_of


__all__ = [
    "Line",
    "Listed",
    "agencies_of",
    "chosen_among",
    "each",
    "edition",
    "edition_of",
    "listed",
    "peers_of",
    "scorecard",
    "scorecards",
    "together",
]
