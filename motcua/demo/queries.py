"""What the demonstration prints when it starts, and how far it is."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from motcua.demo.rules import District, districts_from
from motcua.journal import queries as journal
from motcua.people.rules import UnitKind


DATA: Final = Path(__file__).parent / "data" / "places.toml"
DISTRICTS: Final = Path(__file__).parent / "data" / "districts.toml"
PASSWORD: Final = "motcua-2026"  # of invented people on one machine; README says to change it


@dataclass(frozen=True, slots=True)
class DemoAccount:
    username: str
    password: str
    what: str

    def __str__(self) -> str:
        return f"{self.username:<8} {self.password}   {self.what}"


def places() -> dict[str, Any]:
    return tomllib.loads(DATA.read_text("utf-8"))


def districts() -> tuple[District, ...]:
    """The districts whose figures were printed. Raises FiguresDontAddUp."""
    return districts_from(tomllib.loads(DISTRICTS.read_text("utf-8"))["district"])


def district_procedures(level: UnitKind) -> dict[str, int]:
    """What is filed at a level in these districts, and how often."""
    found: dict[str, int] = tomllib.loads(DISTRICTS.read_text("utf-8"))["procedures"][level.value]
    return found


def accounts() -> list[DemoAccount]:
    """The accounts worth trying, the administrator first; of a district only if it is there."""
    people = [*places()["person"]]
    for district in districts():
        if district.people and journal.history(f"demo:{district.key}"):
            people += district.people
    return [DemoAccount(p["username"], PASSWORD, p["show"]) for p in people if p.get("show")]


def made(subject: str) -> int:
    """How many dossiers of a place are there already."""
    return sum(event.kind == "demo.dossier_made" for event in journal.history(subject))


def codes(subject: str) -> list[str]:
    """The dossiers that were made of a place, the latest first."""
    facts = (event.facts for event in reversed(journal.history(subject)))
    return [fact["code"] for fact in facts if "code" in fact]
