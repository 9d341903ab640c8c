"""A draft as rows of the tables, and its number in the series it belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import Max

from motcua.deadlines.rules import Limit
from motcua.process.models import ProcessStep, ProcessVersion
from motcua.process.rules import Draft, leg_to, options_to, supplement_to, ways_to


def columns(draft: Draft) -> dict[str, Any]:
    """The fields of a version that its content decides."""
    limit = draft.limit
    return {
        "procedure": draft.procedure,
        "title": draft.title,
        "case": draft.case,
        "level": draft.level.value,
        "since": draft.since,
        "until": draft.until,
        "limit_amount": limit.amount if limit else None,
        "limit_unit": limit.unit.value if limit else "",
        "limit_source": limit.source if limit else "",
        "source": draft.source,
        "supplement": supplement_to(draft.supplement),
        "cutoff": draft.cutoff,
        "transfer_cutoff": draft.transfer_cutoff,
        "pauses": list(draft.pauses),
        "legs": [leg_to(leg) for leg in draft.legs],
        "notes": list(draft.notes),
        "options": options_to(draft.options),
    }


def keep_steps(versions: Sequence[ProcessVersion], drafts: Sequence[Draft]) -> None:
    """Write the steps of kept versions. One query for a few hundred."""
    ProcessStep.objects.bulk_create(
        row
        for version, draft in zip(versions, drafts, strict=True)
        for row in _steps(version, draft)
    )


def _steps(version: ProcessVersion, draft: Draft) -> list[ProcessStep]:
    return [
        ProcessStep(
            process=version,
            order=s.order,
            name=s.name,
            role=s.role.value,
            unit=s.unit,
            office=str(s.office),
            amount=s.allotted.amount if s.allotted else None,
            amount_unit=s.allotted.unit.value if s.allotted else "",
            counts=s.counts,
            output=s.output,
            next=ways_to(s.next),
            leg=s.leg,
            note=s.note,
        )
        for s in draft.steps
    ]


def lock_series(procedure: str, level: str, case: str) -> None:
    """Versions of one procedure, level and case are numbered and approved one at a time."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))",
            [f"process:{procedure}:{level}:{case}"],
        )


def next_version(procedure: str, level: str, case: str) -> int:
    series = ProcessVersion.objects.filter(procedure=procedure, level=level, case=case)
    return (series.aggregate(last=Max("version"))["last"] or 0) + 1


def limit_label(limit: Limit | None) -> str:
    return limit.label if limit else ""
