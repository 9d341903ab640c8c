"""Carrying over the processes of the data file: those of decisions and the defaults."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import Final

from django.db import transaction

from motcua.journal import services as journal
from motcua.people.rules import UnitKind
from motcua.process.facts import ProcessesLoaded
from motcua.process.models import ProcessVersion
from motcua.process.rules import (
    Draft,
    State,
    default_draft,
    draft_from,
    faults,
    made_runnable,
)
from motcua.process.services.rows import columns, keep_steps, lock_series


DATA: Final = Path(__file__).parent.parent / "data" / "processes.json"
# NĐ 61/2018/NĐ-CP is in force from this day; districts ended with the two-level government.
_DEFAULTS_SINCE: Final = date(2018, 6, 21)
_DISTRICTS_UNTIL: Final = date(2025, 6, 30)


@transaction.atomic
def load_processes(*, at: datetime, by: int | None = None) -> int:
    """Add the processes of the data file and the defaults that are not here yet.

    Run again it adds nothing and changes nothing. An entry with a fault becomes a draft, for a
    person to mend; so does one that would overlap a version approved here, which comes first.
    Returns how many were added.
    """
    lock_series("data", "", "")
    content = json.loads(DATA.read_text("utf-8"))
    rows = {row["id"]: draft_from(row, content["sources"]) for row in content["processes"]}
    drafts = _defaults() | {origin: made_runnable(draft) for origin, draft in rows.items()}
    kept = list(ProcessVersion.objects.all())
    known = {version.origin for version in kept}
    new = {origin: draft for origin, draft in drafts.items() if origin not in known}
    if not new:
        return 0
    versions = _carried_over(new, kept)
    ProcessVersion.objects.bulk_create(versions)
    keep_steps(versions, list(new.values()))
    fact = ProcessesLoaded(
        subject="process:data",
        as_of=content["as_of"],
        approved=tuple(v.origin for v in versions if v.state == State.APPROVED),
        drafts=tuple(v.origin for v in versions if v.state == State.DRAFT),
    )
    journal.record(fact, by=by, at=at)
    return len(versions)


def _defaults() -> dict[str, Draft]:
    ends = {UnitKind.DISTRICT: _DISTRICTS_UNTIL}
    return {
        f"default-{level.value}": default_draft(level, since=_DEFAULTS_SINCE, until=ends.get(level))
        for level in (UnitKind.COMMUNE, UnitKind.DISTRICT, UnitKind.PROVINCE)
    }


def _carried_over(new: dict[str, Draft], kept: list[ProcessVersion]) -> list[ProcessVersion]:
    """Each with its number; approved by its decision unless something stands against it."""
    versions: list[ProcessVersion] = []
    for origin, draft in new.items():
        series = [v for v in (*kept, *versions) if _is_of_series(v, draft)]
        hindered = faults(draft) or any(_overlaps(v, draft) for v in series)
        versions.append(
            ProcessVersion(
                origin=origin,
                version=max((v.version for v in series), default=0) + 1,
                state=(State.DRAFT if hindered else State.APPROVED).value,
                **columns(draft),
            )
        )
    return versions


def _is_of_series(version: ProcessVersion, draft: Draft) -> bool:
    key = (version.procedure, version.level, version.case)
    return key == (draft.procedure, draft.level.value, draft.case)


def _overlaps(version: ProcessVersion, draft: Draft) -> bool:
    if version.state != State.APPROVED:
        return False
    return version.since <= (draft.until or date.max) and draft.since <= (version.until or date.max)
