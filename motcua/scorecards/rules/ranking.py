"""Agencies in order of what they won of what could be measured. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from motcua.scorecards.rules.scoring import Scorecard


@dataclass(frozen=True, slots=True)
class Place:
    """`rank` of `field`, the number of those ranked; None where nothing was measured."""

    unit_id: int
    rank: int | None
    field: int
    card: Scorecard


def ranked(cards: Mapping[int, Scorecard]) -> tuple[Place, ...]:
    """The best first; equals share a rank, and the next rank is left out. Unmeasured ones last."""
    shares = {unit: card.share for unit, card in cards.items() if card.share is not None}
    order = sorted(shares, key=lambda unit: (-shares[unit], unit))
    places = [
        Place(unit, 1 + sum(other > shares[unit] for other in shares.values()), len(order), card)
        for unit in order
        if (card := cards[unit])
    ]
    rest = [Place(unit, None, len(order), cards[unit]) for unit in cards if unit not in shares]
    return (*places, *rest)
