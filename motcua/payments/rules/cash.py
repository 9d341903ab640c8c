"""Counting the drawer at the end of a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from motcua.payments.errors import CountRefused


# Notes in circulation (Ngân hàng Nhà nước); knowledge.
DENOMINATIONS: Final = (
    500_000,
    200_000,
    100_000,
    50_000,
    20_000,
    10_000,
    5_000,
    2_000,
    1_000,
    500,
)
MOST_NOTES: Final = 10_000


@dataclass(frozen=True, slots=True)
class DayFigures:
    """What one official took and gave back on one day, in đồng."""

    official: str = ""
    receipts: int = 0
    cash: int = 0
    transfers: int = 0
    cancelled: int = 0
    refunds: int = 0
    cash_refunded: int = 0

    @property
    def expected(self) -> int:
        """What must lie in the drawer; less than nothing when more was given back than taken."""
        return self.cash - self.cash_refunded


def checked_counts(counts: Mapping[int, int]) -> dict[int, int]:
    """By denomination, those there are. Raises CountRefused."""
    known = all(note in DENOMINATIONS for note in counts)
    if not known or not all(0 <= count <= MOST_NOTES for count in counts.values()):
        raise CountRefused(most=f"{MOST_NOTES:,}".replace(",", "."))
    return {note: counts[note] for note in DENOMINATIONS if counts.get(note)}


def counted_total(counts: Mapping[int, int]) -> int:
    return sum(note * count for note, count in counts.items())
