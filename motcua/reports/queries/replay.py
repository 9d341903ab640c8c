"""The figures of a period told anew from the journal alone: slow, and the judge of the ledger.

Knows of the ledger only what its cells are called: what lies in which is read here a second time
from Biểu II.06a/VPCP/KSTT of TT 01/2020/TT-VPCP (law.md §3.2) and law.md §11. Nothing is kept but
the counts and some dossiers at a time.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import islice
from typing import Any, NamedTuple

from django.utils import timezone

from motcua.journal import queries as journal
from motcua.journal.rules import Event
from motcua.ledger.rules import Cell, Period
from motcua.papers import queries as papers
from motcua.reports.queries.stories import Matter, Story, arrival, standing


A_TIME = 1000  # dossiers in memory at once


class Told(NamedTuple):
    code: str
    matter: Matter
    cells: tuple[Cell, ...]


def replayed(period: Period) -> dict[Matter, Counter[Cell]]:
    """How many dossiers in each cell, by who resolves them and the procedure. One query."""
    found: defaultdict[Matter, Counter[Cell]] = defaultdict(Counter)
    for one in told(period):
        found[one.matter].update(one.cells)
    return dict(found)


def told(period: Period) -> Iterator[Told]:
    """Every dossier of the period and the cells it lies in. One query, read as it streams.

    One more for each thousand with entries of before the ledger: they say nothing of scans.
    """
    chains = journal.chains(KINDS)
    while some := list(islice(chains, A_TIME)):
        scanned = _scanned(some)
        for chain in some:
            one = told_by(chain, period, scanned=scanned)
            if one is not None:
                yield one


def _scanned(chains: Sequence[tuple[Event, ...]]) -> frozenset[str]:
    """Of whom the papers say what the journal does not: that they were scanned at the end."""
    unsaid = {
        event.subject: event.at
        for chain in chains
        for event in chain
        if event.kind == _ENDS_WITH_RESULT and "is_digitised" not in event.facts
    }
    return papers.digitised_then(unsaid) if unsaid else frozenset()


def told_by(
    entries: Iterable[Event], period: Period, *, scanned: Collection[str] = ()
) -> Told | None:
    """One dossier by its entries, as of the end of the last day; None: not of this period.

    `scanned`: of those whose result doesn't say whether its papers were scanned.
    """
    story: Story | None = None
    code = ""
    for event in entries:
        on = timezone.localdate(event.at)
        if on > period.last:
            break
        code = event.subject
        if event.kind == _BEGINS:
            story = _begin(event.facts)
            story.is_digitised = code in scanned
        elif story is not None:
            _TELL[event.kind](story, event.facts, on)
    if story is None or story.accepted_on is None:
        return None
    if story.ended_on is not None and story.ended_on < period.first:
        return None
    return Told(code, story.matter, (arrival(story, period), *standing(story, period)))


def _begin(facts: Mapping[str, Any]) -> Story:
    return Story(Matter(facts["resolving_unit"], facts["procedure"]), facts["channel"])


def _accepted(story: Story, facts: Mapping[str, Any], on: date) -> None:
    story.accepted_on = on
    _runs(story, facts, on)


def _runs(story: Story, facts: Mapping[str, Any], _on: date) -> None:
    story.state, story.due_on = "running", _day(facts["due_at"])


def _asked(story: Story, _facts: Mapping[str, Any], _on: date) -> None:
    story.state, story.due_on = "awaiting", None


def _paused(story: Story, _facts: Mapping[str, Any], _on: date) -> None:
    story.state, story.due_on = "paused", None


def _signed(story: Story, _facts: Mapping[str, Any], on: date) -> None:
    """A signature that came after the result changes nothing."""
    story.is_signed = story.is_signed or story.ended_on is None


def _concluded(story: Story, facts: Mapping[str, Any], on: date) -> None:
    story.state, story.ended_on = facts["outcome"], on
    story.is_digitised = bool(facts.get("is_digitised", story.is_digitised))


def _withdrawn(story: Story, _facts: Mapping[str, Any], on: date) -> None:
    story.state, story.ended_on = "withdrawn", on


def _stopped(story: Story, _facts: Mapping[str, Any], on: date) -> None:
    story.state, story.ended_on = "stopped", on


_BEGINS = "dossier.submitted"
_ENDS_WITH_RESULT = "dossier.concluded"
_TELL: dict[str, Callable[[Story, Mapping[str, Any], date], None]] = {
    "dossier.accepted": _accepted,
    "dossier.supplement_asked": _asked,
    "dossier.supplied": _runs,
    "dossier.paused": _paused,
    "dossier.resumed": _runs,
    "dossier.due_recounted": _runs,
    "signing.result_signed": _signed,
    _ENDS_WITH_RESULT: _concluded,
    "dossier.withdrawn": _withdrawn,
    "dossier.stopped": _stopped,
}
KINDS = frozenset({_BEGINS, *_TELL})


def _day(moment: str | None) -> date | None:
    return timezone.localdate(datetime.fromisoformat(moment)) if moment else None
