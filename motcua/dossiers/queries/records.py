"""What the journal of a dossier says of pauses, promises, ends and corrections: no query more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from motcua.dossiers.facts import (
    ClockPaused,
    ClockResumed,
    CorrectionOpened,
    CorrectionReturned,
    DossierDeclined,
    DossierReappointed,
    DossierStopped,
    DossierWithdrawn,
)
from motcua.journal.rules import Event
from motcua.signing.facts import ResultSigned


@dataclass(frozen=True, slots=True)
class Pause:
    source: str
    note: str
    since: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Promise:
    """The one new day with its apology (Mẫu 04)."""

    due_at: datetime
    new_due_at: datetime
    reason: str
    is_timely: bool
    number: int
    asked_at: datetime
    asked_by: str


@dataclass(frozen=True, slots=True)
class Ending:
    """Declined, withdrawn or stopped; `step` is how far it had come (Mẫu 03, Mẫu 05)."""

    reason: str
    step: str
    number: int
    is_unanswered: bool
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Corrected:
    error: str
    opened_at: datetime
    opened_by: str
    result_number: str
    returned_at: datetime | None


@dataclass(frozen=True, slots=True)
class Signed:
    name: str
    signed_at: datetime


@dataclass(frozen=True, slots=True)
class Records:
    pauses: tuple[Pause, ...]
    promise: Promise | None
    ending: Ending | None
    corrections: tuple[Corrected, ...]
    signed: Signed | None  # the last signature on the result


_ENDINGS = {DossierDeclined.kind, DossierWithdrawn.kind, DossierStopped.kind}


def records_in(events: Sequence[Event], names: Mapping[int, str]) -> Records:
    """`events` oldest first, `names` of all who acted in them."""
    ended = next((e for e in reversed(events) if e.kind in _ENDINGS), None)
    signed = next((e for e in reversed(events) if e.kind == ResultSigned.kind), None)
    promised = next((e for e in events if e.kind == DossierReappointed.kind), None)
    return Records(
        pauses=_pauses(events),
        promise=_promise(promised, names) if promised else None,
        ending=_ending(ended, names) if ended else None,
        corrections=_corrections(events, names),
        signed=Signed(names.get(signed.by_id or 0, ""), signed.at) if signed else None,
    )


def _pauses(events: Sequence[Event]) -> tuple[Pause, ...]:
    found: list[Pause] = []
    for event in events:
        if event.kind == ClockPaused.kind:
            found.append(Pause(event.facts["source"], event.facts["note"], event.at, None))
        elif event.kind == ClockResumed.kind and found:
            last = found.pop()
            found.append(Pause(last.source, last.note, last.since, event.at))
    return tuple(found)


def _promise(event: Event, names: Mapping[int, str]) -> Promise:
    return Promise(
        due_at=datetime.fromisoformat(event.facts["due_at"]),
        new_due_at=datetime.fromisoformat(event.facts["new_due_at"]),
        reason=event.facts["reason"],
        is_timely=event.facts["is_timely"],
        number=event.facts["number"],
        asked_at=event.at,
        asked_by=names.get(event.by_id or 0, ""),
    )


def _ending(event: Event, names: Mapping[int, str]) -> Ending:
    return Ending(
        reason=event.facts["reason"],
        step=event.facts.get("step", ""),
        number=event.facts.get("number", 0),
        is_unanswered=event.facts.get("is_unanswered", False),
        at=event.at,
        by=names.get(event.by_id or 0, ""),
    )


def _corrections(events: Sequence[Event], names: Mapping[int, str]) -> tuple[Corrected, ...]:
    found: list[Corrected] = []
    for event in events:
        if event.kind == CorrectionOpened.kind:
            who = names.get(event.by_id or 0, "")
            found.append(Corrected(event.facts["reason"], event.at, who, "", None))
        elif event.kind == CorrectionReturned.kind and found:
            last = found.pop()
            number = event.facts["result_number"]
            found.append(Corrected(last.error, last.opened_at, last.opened_by, number, event.at))
    return tuple(found)
