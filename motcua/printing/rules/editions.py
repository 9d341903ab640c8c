"""Which set of forms was in force on a day. The sets are in `data/editions.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from importlib import resources
from typing import Final

from motcua.printing.errors import NoEdition


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One set of official forms, between two days."""

    key: str
    act: str
    since: date
    desk: str
    number_suffix: str
    shows_legal_time: bool
    shows_fees: bool
    source: str
    until: date | None = None

    def in_force(self, on: date) -> bool:
        return self.since <= on and (self.until is None or on <= self.until)


def _editions() -> tuple[Edition, ...]:
    text = resources.files("motcua.printing").joinpath("data/editions.toml").read_text("utf-8")
    return tuple(Edition(**row) for row in tomllib.loads(text)["edition"])


EDITIONS: Final = _editions()


def edition(on: date) -> Edition:
    """The set of forms for a dossier received on this day; it keeps that set for ever."""
    for one in EDITIONS:
        if one.in_force(on):
            return one
    raise NoEdition(wanted=f"ngày {on:%d/%m/%Y}")


def edition_named(key: str) -> Edition:
    """The set a province chose to keep, whatever the day."""
    for one in EDITIONS:
        if one.key == key:
            return one
    raise NoEdition(wanted=f"bộ mẫu “{key}”")
