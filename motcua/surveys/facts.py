"""What can happen to a survey. Neither its token nor the free text: the journal keeps for ever.

The subject is `survey:<id>`, not the dossier: an answer isn't shown to who handles the file.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from motcua.journal.rules import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyOpened(Fact):
    kind: ClassVar[str] = "survey.opened"
    dossier: str
    closes_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyAnswered(Fact):
    kind: ClassVar[str] = "survey.answered"
    overall: int
    voice: str
    attitude: int | None
    time: int | None
    guidance: int | None
