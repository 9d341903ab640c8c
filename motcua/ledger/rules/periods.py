from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from motcua.ledger.errors import BadPeriod


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """From the first day to the end of the last one, both included.

    What is said of a period is said as of the end of its last day. Raises BadPeriod.
    """

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise BadPeriod(first=f"{self.first:%d/%m/%Y}", last=f"{self.last:%d/%m/%Y}")
