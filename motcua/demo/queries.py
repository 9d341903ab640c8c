"""What the demonstration prints when it starts, and how far it is."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from motcua.journal import queries as journal


DATA: Final = Path(__file__).parent / "data" / "places.toml"
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


def accounts() -> list[DemoAccount]:
    """The accounts worth trying, the administrator first."""
    people = places()["person"]
    return [DemoAccount(p["username"], PASSWORD, p["show"]) for p in people if p.get("show")]


def made(subject: str) -> int:
    """How many dossiers of a place are there already."""
    return sum(event.kind == "demo.dossier_made" for event in journal.history(subject))


def codes(subject: str) -> list[str]:
    """The dossiers that were made of a place, the latest first."""
    facts = (event.facts for event in reversed(journal.history(subject)))
    return [fact["code"] for fact in facts if "code" in fact]
