"""What can happen to a target. Each number is kept with its unit, so the old ones stay readable.

The subject is `target:<id>`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from motcua.journal.rules import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetAssigned(Fact):
    """`quotas`: unit id, field and number, each as text."""

    kind: ClassVar[str] = "target.assigned"
    agency: int
    name: str
    figure: str
    measure: str
    base: str
    first: date
    due_on: date
    field: str
    procedure: str
    service_level: str
    number: str
    quotas: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetChanged(Fact):
    """`changes`: unit id, field, old and new number; "" is none."""

    kind: ClassVar[str] = "target.changed"
    changes: tuple[tuple[str, str, str, str], ...]
    number: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetWithdrawn(Fact):
    kind: ClassVar[str] = "target.withdrawn"
    reason: str
