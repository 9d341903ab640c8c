"""How far the demonstration is laid out: what makes an interrupted one go on where it stopped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from motcua.journal.rules import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPeopleMade(Fact):
    kind: ClassVar[str] = "demo.people_made"
    units: int
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPlanned(Fact):
    """`now` is the moment from which the plans follow: the same when the load is resumed."""

    kind: ClassVar[str] = "demo.planned"
    now: datetime
    dossiers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoDossierMade(Fact):
    kind: ClassVar[str] = "demo.dossier_made"
    index: int
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoDistrictMade(Fact):
    """A district whose figures were printed, with what its report left open and was chosen."""

    kind: ClassVar[str] = "demo.district_made"
    dossiers: int
    choices: tuple[str, ...]
