"""How dossiers stood in the figures day by day, told by their journal."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from motcua.dossiers.models import Dossier, StepRun
from motcua.dossiers.queries.replaying import CONCLUDED, GIVEN, KINDS, Retelling
from motcua.dossiers.rules import Status
from motcua.journal import queries as journal
from motcua.journal.rules import Event
from motcua.ledger.rules import Stay, stays_of
from motcua.papers import queries as papers
from motcua.people import queries as people


def retold(dossiers: Sequence[Dossier]) -> dict[str, tuple[Stay, ...]]:
    """How each of them stood, day by day, as its journal tells it; by code, four queries for all.

    The same as was entered change by change. Empty where the journal knows no acceptance. Entries
    of before the ledger name no key of who was given a step, and no papers: the stay at the step,
    the names and the papers as they were at that moment are read instead.
    """
    told = journal.histories([dossier.code for dossier in dossiers], KINDS)
    runs: dict[int, list[StepRun]] = {dossier.pk: [] for dossier in dossiers}
    for run in StepRun.objects.filter(dossier__in=runs).order_by("entered_at", "pk"):
        runs[run.dossier_id].append(run)
    unsaid = _unsaid_ends(told)
    scanned = papers.digitised_then(unsaid) if unsaid else frozenset[str]()
    names = people.names_of(_people(told, runs))
    return {
        dossier.code: stays_of(
            dossier.channel,
            Retelling(
                row=Dossier(code=dossier.code, status=Status.REGISTERED.value),
                runs=deque(runs[dossier.pk]),
                given=tuple(e.at for e in told[dossier.code] if e.kind == GIVEN),
                names=names,
                was_scanned=dossier.code in scanned,
            ).run(told[dossier.code]),
        )
        for dossier in dossiers
    }


def _unsaid_ends(told: Mapping[str, Sequence[Event]]) -> dict[str, datetime]:
    return {
        code: event.at
        for code, events in told.items()
        for event in events
        if event.kind == CONCLUDED and "is_digitised" not in event.facts
    }


def _people(
    told: Mapping[str, Sequence[Event]], runs: Mapping[int, Sequence[StepRun]]
) -> Collection[int]:
    """Whoever had to do with one of them, where an entry names somebody without the key."""
    if not any(
        event.facts.get("assignee") and "assignee_id" not in event.facts
        for events in told.values()
        for event in events
    ):
        return ()
    ids = {run.assignee_id for every in runs.values() for run in every}
    ids |= {run.left_by_id for every in runs.values() for run in every}
    ids |= {event.by_id for events in told.values() for event in events}
    return {one for one in ids if one is not None}
