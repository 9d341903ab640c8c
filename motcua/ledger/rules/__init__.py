"""What a dossier counts as on a day, and what that adds to the sums. Pure."""

from motcua.ledger.rules.cells import (
    ARRIVALS,
    ENDINGS,
    MARKS,
    OPENINGS,
    Cell,
    Counts,
)
from motcua.ledger.rules.covering import EPOCH, Cover, Grain, cover, start_of
from motcua.ledger.rules.lives import following, stays_of
from motcua.ledger.rules.periods import Period
from motcua.ledger.rules.positions import Stand, State, Stay, cells_of, postings


__all__ = [
    "ARRIVALS",
    "ENDINGS",
    "EPOCH",
    "MARKS",
    "OPENINGS",
    "Cell",
    "Counts",
    "Cover",
    "Grain",
    "Period",
    "Stand",
    "State",
    "Stay",
    "cells_of",
    "cover",
    "following",
    "postings",
    "start_of",
    "stays_of",
]
