"""What can happen to reports; `subject` is `report:UNIT CODE`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from motcua.journal.rules import Fact
from motcua.reports.rules.forms import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFinalised(Fact):
    """`digest`: hash of what was signed off; `replaces_id`: the report whose place it takes."""

    kind: ClassVar[str] = "report.finalised"
    report_id: int
    form: Kind
    first: date
    last: date
    number: int
    year: int
    digest: str
    replaces_id: int | None
    reason: str
