"""Numbers as Vietnamese reports write them: 1.674 and 98,5 %. Pure."""

from __future__ import annotations

from decimal import Decimal


def number_text(number: int) -> str:
    """A dot between thousands."""
    return f"{number:,}".replace(",", ".")


def decimal_text(number: Decimal) -> str:
    """A comma before decimals, a dot between thousands; zeros at the end stay."""
    return f"{number:,f}".translate(str.maketrans(",.", ".,"))
