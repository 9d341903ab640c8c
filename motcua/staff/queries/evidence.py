"""The evidence of a person's year, from the dossiers they handled at a post."""

from __future__ import annotations

from datetime import datetime

from motcua.dossiers.queries.performance import late_with, performances
from motcua.staff.rules import Attitude, Case, Evidence, Period, evidence_from


def evidence(
    person_id: int, unit_id: int, year: int, *, attitude: Attitude | None, now: datetime
) -> tuple[Evidence, tuple[Case, ...]]:
    """As of `now`, with the dossiers behind it. At most four queries."""
    period = Period(year)
    cases = tuple(
        Case(
            code=each.code,
            finished_at=each.finished_at,
            whole=each.whole,
            own=each.own,
            supplements=each.supplements,
            places=each.places,
        )
        for each in performances(person_id, unit_id, since=period.since, until=period.until)
    )
    late = late_with(person_id, unit_id, now=now)
    return evidence_from(year, cases, late=late, attitude=attitude, now=now), cases
