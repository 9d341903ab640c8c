"""Places in a field of units, and what they are placed by. Pure.

Equal values share a place and the next one is left out (1, 2, 2, 4): nobody gains by a tie. Who
has nothing to be judged by has no place and does not make the field larger.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar


K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Place:
    """`rank` 3 of `field` 18. `is_shared`: somebody else has the same."""

    rank: int
    field: int
    is_shared: bool = False

    @property
    def text(self) -> str:
        """«3/18»"""
        return f"{self.rank}/{self.field}"


def places(
    values: Mapping[K, Fraction | int | None], *, is_less_better: bool = False
) -> dict[K, Place]:
    """The place of each that has a value."""
    known = {key: value for key, value in values.items() if value is not None}
    ordered = sorted(known.values(), reverse=not is_less_better)
    first: dict[Fraction | int, int] = {}
    for number, value in enumerate(ordered, 1):
        first.setdefault(value, number)
    return {
        key: Place(first[value], len(ordered), ordered.count(value) > 1)
        for key, value in known.items()
    }
