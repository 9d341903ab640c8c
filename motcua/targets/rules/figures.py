"""What can be made a target, and of what a share is taken: figures of the reports.

Sources
    Requirements T09, T15, T16, T26, T27, T32: on time, digitised, online, e-results, by unit.
    What was carried over from before is nobody's new arrival: a share of what came leaves it out.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from motcua.ledger.rules import Cell, Counts
from motcua.reports.rules import FIGURE


class Figure(StrEnum):
    RECEIVED_ONLINE = "received_online"
    RECEIVED_POSTAL = "received_postal"
    RECEIVED_IN_PERIOD = "received_in_period"
    RESOLVED = "resolved"
    RESOLVED_IN_TIME = "resolved_in_time"
    RESOLVED_LATE = "resolved_late"
    GRANTED = "granted"
    DIGITISED = "digitised"
    E_RESULTS = "e_results"

    @property
    def label(self) -> str:
        if self is Figure.RESOLVED_IN_TIME:
            return "Số hồ sơ đã giải quyết trước hạn và đúng hạn"
        return FIGURE[self.value].label

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The dossiers it adds up, each once."""
        names = _SUMS.get(self, (self.value,))
        return tuple(cell for name in names for cell in FIGURE[name].cells)

    @property
    def bases(self) -> tuple[Figure, ...]:
        """Of what a share of it may be taken, the usual one first; () where of nothing."""
        return BASES.get(self, ())

    def of(self, counts: Counts) -> int:
        return counts.sum(*self.cells)


_SUMS: Final = {Figure.RESOLVED_IN_TIME: ("resolved_early", "resolved_on_time")}
BASES: Final[Mapping[Figure, tuple[Figure, ...]]] = MappingProxyType(
    {
        Figure.RECEIVED_ONLINE: (Figure.RECEIVED_IN_PERIOD,),
        Figure.RECEIVED_POSTAL: (Figure.RECEIVED_IN_PERIOD,),
        Figure.RESOLVED_IN_TIME: (Figure.RESOLVED,),
        Figure.RESOLVED_LATE: (Figure.RESOLVED,),
        Figure.DIGITISED: (Figure.GRANTED, Figure.RESOLVED),
        Figure.E_RESULTS: (Figure.GRANTED, Figure.RESOLVED),
    }
)
