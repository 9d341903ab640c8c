"""Reading the catalogue: procedures by date, search, what helps people find their way."""

from __future__ import annotations

from datetime import date

from motcua.catalog.queries.guide import (
    LifeEvent,
    families,
    life_event,
    life_events,
    popular_codes,
)
from motcua.catalog.queries.procedures import (
    Card,
    Coverage,
    FieldCount,
    VersionLine,
    cards,
    codes_by_service_level,
    coverage,
    fields,
    in_force,
    procedure,
    terms,
    version,
    versions,
)
from motcua.catalog.queries.search import Hit, Results, search


__all__ = [
    "Card",
    "Coverage",
    "FieldCount",
    "Hit",
    "LifeEvent",
    "Results",
    "VersionLine",
    "cards",
    "codes_by_service_level",
    "coverage",
    "event_cards",
    "families",
    "fields",
    "in_force",
    "life_event",
    "life_events",
    "popular",
    "popular_codes",
    "procedure",
    "search",
    "terms",
    "version",
    "versions",
]


def popular(on: date) -> tuple[Card, ...]:
    """What is asked for most, of what is in force on the day, in its order. One query."""
    found = cards(popular_codes(), on=on)
    return tuple(found[code] for code in popular_codes() if code in found)


def event_cards(key: str, *, on: date) -> tuple[Card, ...]:
    """The procedures of a life event that are in force on the day. One query.

    Raises NoSuchLifeEvent.
    """
    codes = life_event(key).codes
    found = cards(codes, on=on)
    return tuple(found[code] for code in codes if code in found)
