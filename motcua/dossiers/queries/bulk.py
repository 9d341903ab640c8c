"""Several dossiers at once: what each of them answers to an action."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.utils import timezone

from motcua.coordination import queries as coordination
from motcua.coordination.queries import NO_TIE
from motcua.dossiers.errors import NoSuchDossier
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries.standing import (
    agency_of,
    handlers_of,
    process_of,
    standing_of,
)
from motcua.dossiers.queries.walking import step_after
from motcua.dossiers.queries.worklist import Row, rows_of
from motcua.dossiers.rules import Action, may_see, objection
from motcua.people import queries as people
from motcua.people.queries import Holder
from motcua.people.rules import Actor, Role


@dataclass(frozen=True, slots=True)
class Choice:
    """One dossier that was chosen; `why` it can't be done now (empty: it can).

    `row` is None for what this person may not see: nothing is told but the code they named.
    """

    code: str
    row: Row | None
    why: str


@dataclass(frozen=True, slots=True)
class Choices:
    """`people`: who could take all of those that can be done; empty where that differs."""

    rows: tuple[Choice, ...]
    people: tuple[Holder, ...]

    @property
    def possible(self) -> tuple[Row, ...]:
        return tuple(each.row for each in self.rows if each.row and not each.why)


NOT_SEEN: Final = str(NoSuchDossier())


def choices(actor: Actor, action: Action, codes: Sequence[str], *, now: datetime) -> Choices:
    """What each of these answers to an action, in the order they were named.

    Eight queries at most, however many; nine where a process asks for four eyes.
    """
    wanted = [code for code in dict.fromkeys(codes) if code.isprintable()]
    found = {d.code: d for d in Dossier.objects.filter(code__in=wanted)}
    refusals = _refusals(actor, action, list(found.values()))
    seen = [d for d in found.values() if refusals[d.code] != NOT_SEEN]
    rows = {row.code: row for row in rows_of(seen, now)}
    able = [d for d in seen if not refusals[d.code]]
    return Choices(
        tuple(Choice(code, rows.get(code), refusals.get(code, NOT_SEEN)) for code in wanted),
        people=_takers(action, able, timezone.localdate(now)),
    )


def _refusals(actor: Actor, action: Action, found: Sequence[Dossier]) -> dict[str, str]:
    handlers = handlers_of(found) if action is Action.APPROVE else {}
    ties = coordination.ties([d.code for d in found])
    refusals = {}
    for d in found:
        standing = standing_of(
            d,
            process_of(d),
            handled_by=handlers.get(d.pk, frozenset()),
            tie=ties.get(d.code, NO_TIE),
        )
        if may_see(actor, standing):
            refusals[d.code] = str(objection(actor, action, standing) or "")
        else:
            refusals[d.code] = NOT_SEEN
    return refusals


def _takers(action: Action, able: Sequence[Dossier], on: date) -> tuple[Holder, ...]:
    """The holders of the one office and role that all of them would go to, or stay at."""
    if action is Action.REASSIGN:
        places = {(d.step_unit_id or 0, Role(d.step_role)) for d in able}
    elif action is Action.FORWARD and len({d.resolving_unit_id for d in able}) == 1:
        agency = agency_of(able[0], on)
        places = {place for d in able if (place := step_after(d, process_of(d), action, agency))}
    else:
        return ()
    return tuple(people.holders(*places.pop(), on)) if len(places) == 1 else ()
