"""From which day papers have to be scanned, and whether all of them were. Pure.

Sources
    NĐ 61/2018/NĐ-CP as NĐ 107/2021/NĐ-CP amends it: provinces from 01/6/2022, districts from
    01/12/2022, communes from 01/6/2023 (knowledge; data/duty.toml); NĐ 118/2025/NĐ-CP keeps it.
    QĐ 766/QĐ-TTg, group 4: papers and results are counted apart (law.md §4).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from motcua.papers.errors import DutyNotReadable


@dataclass(frozen=True, slots=True)
class Duty:
    """Dossiers that an agency of this level receives from this day on are digitised whole."""

    level: str
    since: date
    source: str


@dataclass(frozen=True, slots=True)
class Digitisation:
    """How much was digitised of what had to be, in a period; the 100 % rule for both counts.

    `dossiers` were received under the duty; `digitised` of them have no paper left to scan, and
    `without_paper` of these never had one (all electronic, only shown, or excepted).
    """

    dossiers: int
    digitised: int
    without_paper: int
    results: int
    results_digitised: int

    @property
    def is_whole(self) -> bool:
        return self.digitised == self.dossiers

    @property
    def percent(self) -> int | None:
        """Rounded down: 100 only when nothing is left. None where there was nothing to do."""
        return self.digitised * 100 // self.dossiers if self.dossiers else None

    @property
    def results_percent(self) -> int | None:
        return self.results_digitised * 100 // self.results if self.results else None


def with_own_days(duties: Mapping[str, Duty], own: str) -> dict[str, Duty]:
    """The duties with a place's own days over them: `commune=2026-01-01,province=2025-07-01`.

    Raises DutyNotReadable.
    """
    found = dict(duties)
    for part in filter(None, (part.strip() for part in own.split(","))):
        level, _, day = part.partition("=")
        if level not in found:
            raise DutyNotReadable(part=part)
        try:
            found[level] = Duty(level, date.fromisoformat(day), "DIGITISE_SINCE")
        except ValueError:
            raise DutyNotReadable(part=part) from None
    return found
