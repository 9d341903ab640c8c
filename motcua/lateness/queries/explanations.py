"""Explanations as pages show them, and which are missing."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from motcua.dossiers.queries.lateness import late_codes, ways
from motcua.lateness.models import Explanation
from motcua.lateness.queries.delays import delays
from motcua.lateness.rules import State, explain_objection
from motcua.people.rules import Actor, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplanationCard:
    id: int
    step: str
    unit: str
    late: timedelta
    reason: str
    way_forward: str
    signer: str
    number: str
    signed_on: date
    state: State
    submitted_at: datetime
    submitted_by: str
    decided_at: datetime | None
    decided_by: str
    returned_reason: str


def explanations_of(code: str) -> tuple[ExplanationCard, ...]:
    """The newest first. One query."""
    found = Explanation.objects.filter(subject=code).select_related("submitted_by", "decided_by")
    return tuple(
        ExplanationCard(
            id=e.pk,
            step=e.step,
            unit=e.unit,
            late=timedelta(minutes=e.late_minutes),
            reason=e.reason,
            way_forward=e.way_forward,
            signer=e.signer,
            number=e.number,
            signed_on=e.signed_on,
            state=State(e.state),
            submitted_at=e.submitted_at,
            submitted_by=e.submitted_by.name,
            decided_at=e.decided_at,
            decided_by=e.decided_by.name if e.decided_by else "",
            returned_reason=e.returned_reason,
        )
        for e in found.order_by("-pk")
    )


def last_states(codes: Collection[str]) -> dict[str, State]:
    """The state of the latest explanation, where there is one. One query."""
    found = Explanation.objects.filter(subject__in=codes).order_by("subject", "-pk")
    rows = found.distinct("subject").values_list("subject", "state")
    return {subject: State(state) for subject, state in rows}


def explainable(codes: Collection[str], actor: Actor, *, now: datetime) -> frozenset[str]:
    """Of these, the ones whose delay this person may explain now.

    No query for who is neither head nor leader; else five, and one for each province.
    """
    if not codes or not {Role.UNIT_HEAD, Role.LEADER} & actor.roles:
        return frozenset()
    found = ways(codes)
    late, states = delays(found, now=now), last_states(codes)
    return frozenset(
        code
        for code, way in found.items()
        if not explain_objection(
            actor,
            late[code],
            resolving_unit_id=way.resolving_unit_id,
            last=states.get(code),
        )
    )


@dataclass(frozen=True, slots=True)
class LastWord:
    """The latest explanation of a late dossier: whose delay it was, and why."""

    state: State
    reason: str
    unit: str


def last_words(codes: Collection[str]) -> dict[str, LastWord]:
    """Where there is one. One query."""
    found = Explanation.objects.filter(subject__in=codes).order_by("subject", "-pk")
    rows = found.distinct("subject").values_list("subject", "state", "reason", "unit")
    return {subject: LastWord(State(state), reason, unit) for subject, state, reason, unit in rows}


def missing(actor: Actor, *, now: datetime, since: date) -> int:
    """Late dossiers without an accepted explanation, of what this person leads. Three queries."""
    codes = late_codes(actor, now=now, since=since)
    states = last_states(codes)
    return sum(states.get(code) is not State.ACCEPTED for code in codes)
