"""Targets with the numbers of their units, as finished values."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Q, QuerySet

from motcua.people import queries as people
from motcua.people.queries import UnitCard
from motcua.people.rules import Actor, UnitKind
from motcua.targets.errors import NoSuchTarget
from motcua.targets.models import Quota, Target
from motcua.targets.queries.scopes import scopes_of
from motcua.targets.rules import Aim, Draft, Figure, Kind, read_objection


LONGEST_PAGE = 20
MOST_SCOPES = 5  # queries that judging one page of them may cost
_CURSOR = re.compile(r"(\d{4}-\d\d-\d\d)_(\d{1,18})", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotaCard:
    id: int
    unit_id: int
    agency_id: int
    unit_name: str
    unit_kind: UnitKind
    field: str
    value: Decimal

    @property
    def key(self) -> tuple[int, str]:
        return self.unit_id, self.field


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetCard:
    id: int
    agency_id: int
    draft: Draft
    assigned_at: datetime
    assigned_by_id: int
    withdrawn_at: datetime | None
    withdrawn_by_id: int | None
    withdrawn_reason: str
    quotas: tuple[QuotaCard, ...]

    def aim(self, quota: QuotaCard) -> Aim:
        return Aim(self.draft.kind, quota.value, self.draft.first, self.draft.due_on)

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None

    def objection_to(self, actor: Actor) -> NoSuchTarget | None:
        """Why this person may not read it."""
        found = read_objection(
            actor,
            agency_id=self.agency_id,
            units={quota.unit_id for quota in self.quotas},
            agencies={quota.agency_id for quota in self.quotas},
        )
        return NoSuchTarget() if found else None


@dataclass(frozen=True, slots=True)
class TargetPage:
    """So many targets, those due last first, and the mark of the next page ("" at the end)."""

    rows: tuple[TargetCard, ...]
    next_cursor: str


def target(target_id: int, actor: Actor) -> TargetCard:
    """Three queries. Raises NoSuchTarget, for what is not this person's to read too."""
    found = _cards(list(Target.objects.filter(pk=target_id)))
    if not found or found[0].objection_to(actor):
        raise NoSuchTarget
    return found[0]


def target_page(actor: Actor, year: int, *, cursor: str = "", on: date) -> TargetPage:
    """Targets of a year that the actor's agency assigned, or that were assigned to it.

    As many as can be judged with MOST_SCOPES queries. Three queries.
    """
    to_it = Quota.objects.filter(agency=actor.agency_id).values("target")
    return _page(Q(agency=actor.agency_id) | Q(pk__in=to_it), year, cursor, on)


def own_targets(actor: Actor, year: int, *, cursor: str = "", on: date) -> TargetPage:
    """Those of a year with a number for the actor's unit or its agency as a whole."""
    to_it = Quota.objects.filter(unit__in=(actor.unit_id, actor.agency_id)).values("target")
    return _page(Q(pk__in=to_it), year, cursor, on)


def standing_targets(on: date) -> tuple[TargetCard, ...]:
    """All that run on that day and were not withdrawn. Three queries."""
    found = Target.objects.filter(withdrawn_at=None, due_on__gte=on, first__lte=on)
    return tuple(_cards(list(found.order_by("pk"))))


def _page(whose: Q, year: int, cursor: str, on: date) -> TargetPage:
    rows = Target.objects.filter(
        whose, first__lte=date(year, 12, 31), due_on__gte=date(year, 1, 1)
    ).order_by("-due_on", "-pk")
    found = _cards(list(_after(rows, cursor)[: LONGEST_PAGE + 1]))
    page = found[: _fitting(found[:LONGEST_PAGE], on)]
    last = page[-1] if len(page) < len(found) else None
    return TargetPage(tuple(page), f"{last.draft.due_on:%Y-%m-%d}_{last.id}" if last else "")


def _after(rows: QuerySet[Target], cursor: str) -> QuerySet[Target]:
    """A cursor nobody gave is the first page."""
    mark = _CURSOR.fullmatch(cursor)
    if mark is None:
        return rows
    try:
        day = date.fromisoformat(mark[1])
    except ValueError:
        return rows
    return rows.filter(Q(due_on__lt=day) | Q(due_on=day, pk__lt=int(mark[2])))


def _fitting(cards: Sequence[TargetCard], on: date) -> int:
    """How many of them fit into MOST_SCOPES queries; one at least."""
    seen: set[object] = set()
    for count, card in enumerate(cards):
        if not card.is_withdrawn:
            keys = [quota.key for quota in card.quotas]
            agencies = {quota.unit_id: quota.agency_id for quota in card.quotas}
            asked = scopes_of(card.draft, keys, agencies, last=min(on, card.draft.due_on))
            seen |= {*asked, *(scope.last for scope in asked if scope.service_level)}
        if count and len(seen) > MOST_SCOPES:
            return count
    return len(cards)


def _cards(rows: Sequence[Target]) -> list[TargetCard]:
    quotas: defaultdict[int, list[Quota]] = defaultdict(list)
    for quota in Quota.objects.filter(target__in=[row.pk for row in rows]).order_by("pk"):
        quotas[quota.target_id].append(quota)
    units = people.units({one.unit_id for found in quotas.values() for one in found})
    return [_card(row, quotas[row.pk], units) for row in rows]


def _card(row: Target, quotas: Iterable[Quota], units: dict[int, UnitCard]) -> TargetCard:
    return TargetCard(
        id=row.pk,
        agency_id=row.agency_id,
        draft=draft_of(row),
        assigned_at=row.assigned_at,
        assigned_by_id=row.assigned_by_id,
        withdrawn_at=row.withdrawn_at,
        withdrawn_by_id=row.withdrawn_by_id,
        withdrawn_reason=row.withdrawn_reason,
        quotas=tuple(
            QuotaCard(
                id=one.pk,
                unit_id=one.unit_id,
                agency_id=one.agency_id,
                unit_name=units[one.unit_id].short_name,
                unit_kind=units[one.unit_id].kind,
                field=one.field,
                value=one.value,
            )
            for one in quotas
        ),
    )


def draft_of(row: Target) -> Draft:
    return Draft(
        name=row.name,
        figure=Figure(row.figure),
        kind=Kind(row.kind),
        base=Figure(row.base) if row.base else None,
        first=row.first,
        due_on=row.due_on,
        field=row.field,
        procedure=row.procedure,
        service_level=row.service_level,
        number=row.number,
        note=row.note,
    )
