"""What can happen to the classification of a person's year; `subject` is `grading:POST:YEAR`."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from motcua.journal.rules import Fact
from motcua.staff.rules import Grade


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeProposed(Fact):
    """`score` and `cases`: what the evidence said in that moment."""

    kind: ClassVar[str] = "staff.grade_proposed"
    grading_id: int
    person_id: int
    grade: Grade
    comment: str
    score: Decimal | None
    cases: int
    replaces_id: int | None
    replaces_reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeSigned(Fact):
    kind: ClassVar[str] = "staff.grade_signed"
    grading_id: int
    person_id: int
    grade: Grade


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeReturned(Fact):
    kind: ClassVar[str] = "staff.grade_returned"
    grading_id: int
    person_id: int
    reason: str
