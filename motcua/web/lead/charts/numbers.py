"""Numbers as SVG reads them."""

from __future__ import annotations


def percent(value: float) -> str:
    return f"{number(value)}%"


def number(value: float) -> str:
    """With a point, whatever the language of the page."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
