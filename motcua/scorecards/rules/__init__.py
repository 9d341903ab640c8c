"""Index 766: what is weighed, how a count becomes points, what would raise them. Pure."""

from motcua.scorecards.rules.gains import Gain, gains
from motcua.scorecards.rules.measuring import Offer, Tallied, count_of
from motcua.scorecards.rules.parts import Part, Source, part, parts_of
from motcua.scorecards.rules.periods import (
    Choice,
    Kind,
    around,
    choice,
    containing,
    period_until,
)
from motcua.scorecards.rules.ranking import Place, ranked
from motcua.scorecards.rules.scoring import Count, GroupScore, Score, Scorecard, scorecard_of, shown
from motcua.scorecards.rules.values import (
    Basis,
    Edition,
    Empty,
    Group,
    Indicator,
    Measure,
    edition_on,
    read,
)


__all__ = [
    "Basis",
    "Choice",
    "Count",
    "Edition",
    "Empty",
    "Gain",
    "Group",
    "GroupScore",
    "Indicator",
    "Kind",
    "Measure",
    "Offer",
    "Part",
    "Place",
    "Score",
    "Scorecard",
    "Source",
    "Tallied",
    "around",
    "choice",
    "containing",
    "count_of",
    "edition_on",
    "gains",
    "part",
    "parts_of",
    "period_until",
    "ranked",
    "read",
    "scorecard_of",
    "shown",
]
