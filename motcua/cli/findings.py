"""What a check of an installation can find, and how it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Mark(StrEnum):
    GOOD = "✓"
    BAD = "✗"
    NOTE = "·"  # neither good nor bad


@dataclass(frozen=True, slots=True)
class Finding:
    mark: Mark
    what: str
    mend: str = ""  # what to do; empty when nothing is wrong

    def lines(self) -> str:
        return f"{self.mark} {self.what}" + (f"\n    → {self.mend}" if self.mend else "")


def good(what: str) -> Finding:
    return Finding(Mark.GOOD, what)


def bad(what: str, mend: str) -> Finding:
    return Finding(Mark.BAD, what, mend)


def note(what: str, mend: str = "") -> Finding:
    return Finding(Mark.NOTE, what, mend)
