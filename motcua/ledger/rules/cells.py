"""The cells of a report: two partitions of the same dossiers, by arrival and by how they stand.

Sources
    Biểu II.06a/VPCP/KSTT of TT 01/2020/TT-VPCP (law.md §3.2): what its columns are made of. Cells
    are finer than columns: the articles and the boards count refusals and waiting ones apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final


class Cell(StrEnum):
    """One arrival and one standing are true of each dossier of a report; marks come on top."""

    RECEIVED_ONLINE = "received_online"
    RECEIVED_DIRECT = "received_direct"
    RECEIVED_POSTAL = "received_postal"
    CARRIED_OVER = "carried_over"
    GRANTED_EARLY = "granted_early"
    GRANTED_ON_TIME = "granted_on_time"
    GRANTED_LATE = "granted_late"
    REFUSED_EARLY = "refused_early"
    REFUSED_ON_TIME = "refused_on_time"
    REFUSED_LATE = "refused_late"
    WITHDRAWN = "withdrawn"
    WITHDRAWN_LATE = "withdrawn_late"
    STOPPED = "stopped"
    STOPPED_LATE = "stopped_late"
    OPEN_IN_TIME = "open_in_time"
    OPEN_LATE = "open_late"
    AWAITING_SUPPLEMENT = "awaiting_supplement"
    PAUSED = "paused"
    DIGITISED = "digitised"
    E_RESULTS = "e_results"


_C = Cell
RECEIPTS: Final = (_C.RECEIVED_ONLINE, _C.RECEIVED_DIRECT, _C.RECEIVED_POSTAL)
ARRIVALS: Final = (*RECEIPTS, _C.CARRIED_OVER)
ENDINGS: Final = (
    _C.GRANTED_EARLY,
    _C.GRANTED_ON_TIME,
    _C.GRANTED_LATE,
    _C.REFUSED_EARLY,
    _C.REFUSED_ON_TIME,
    _C.REFUSED_LATE,
    _C.WITHDRAWN,
    _C.WITHDRAWN_LATE,
    _C.STOPPED,
    _C.STOPPED_LATE,
)
OPENINGS: Final = (_C.OPEN_IN_TIME, _C.OPEN_LATE, _C.AWAITING_SUPPLEMENT, _C.PAUSED)
MARKS: Final = (_C.DIGITISED, _C.E_RESULTS)
FLOWS: Final = (*RECEIPTS, *ENDINGS, *MARKS)  # happen on a day
STOCKS: Final = (_C.OPEN_LATE, _C.AWAITING_SUPPLEMENT, _C.PAUSED)  # begin and end on a day
POSTED: Final = (*FLOWS, *STOCKS)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many dossiers in each cell; what is not there is 0."""

    cells: Mapping[Cell, int] = field(default_factory=dict)

    def get(self, cell: Cell) -> int:
        return self.cells.get(cell, 0)

    def sum(self, *cells: Cell) -> int:
        return sum(map(self.get, cells))

    @property
    def total(self) -> int:
        return self.sum(*ARRIVALS)

    @property
    def is_empty(self) -> bool:
        return not any(self.cells.values())

    def __add__(self, other: Counts) -> Counts:
        return Counts({cell: self.get(cell) + other.get(cell) for cell in Cell})


def counts_of(before: Mapping[str, int], within: Mapping[str, int]) -> Counts:
    """From what was posted before a period and within it. See `postings`."""
    found = {cell: within.get(cell, 0) for cell in FLOWS}
    for cell in STOCKS:
        found[cell] = before.get(cell, 0) + within.get(cell, 0)
    carried = sum(before.get(c, 0) for c in RECEIPTS) - sum(before.get(c, 0) for c in ENDINGS)
    found[Cell.CARRIED_OVER] = carried
    received = sum(found[cell] for cell in ARRIVALS)
    standing = sum(found[cell] for cell in (*ENDINGS, *STOCKS))
    found[Cell.OPEN_IN_TIME] = received - standing
    return Counts(found)
