"""Where somebody must go who came to the wrong level, and who was told so (M2.07)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Count
from django.utils import timezone

from motcua.catalog import queries as catalog
from motcua.catalog.rules import Channel as CatalogChannel
from motcua.catalog.rules import Procedure, ServiceLevel
from motcua.dossiers.errors import NoSuchGuidance
from motcua.dossiers.models import Guidance
from motcua.people import queries as people
from motcua.people.queries import UnitCard
from motcua.people.rules import Actor, UnitKind


MOST_ROWS = 100


@dataclass(frozen=True, slots=True)
class DecidingPlace:
    """An agency that decides, with the address and telephone of its one-stop where it has one."""

    agency_id: int
    name: str
    address: str
    phone: str

    @property
    def words(self) -> str:
        phone = f"điện thoại {self.phone}" if self.phone else ""
        return ", ".join(part for part in (self.name, self.address, phone) if part)[:300]


@dataclass(frozen=True, slots=True)
class Deciding:
    """`authorities` as the decision on the procedure names them; `places` those we know."""

    procedure: Procedure
    authorities: tuple[str, ...]
    places: tuple[DecidingPlace, ...]

    @property
    def is_online(self) -> bool:
        filed = self.procedure.service_level is not ServiceLevel.INFORMATION
        return filed and CatalogChannel.ONLINE in self.procedure.channels


def deciding(code: str, actor: Actor, *, on: date) -> Deciding:
    """Who decides this procedure: of the agencies above and below, those of the right level.

    Five queries at most. Raises what `catalog.procedure` raises.
    """
    procedure = catalog.procedure(code, on=on)
    kinds = {level.value for level in procedure.levels} & set(UnitKind)
    names = [procedure.authority_at(level) or level.label for level in procedure.levels]
    places: tuple[DecidingPlace, ...] = ()
    if kinds:
        places = _places(kinds, people.unit(actor.agency_id), on)
    return Deciding(procedure, tuple(dict.fromkeys(names)), places)


def _places(kinds: Collection[str], agency: UnitCard, on: date) -> tuple[DecidingPlace, ...]:
    top = agency
    while top.parent_id is not None:
        top = people.unit(top.parent_id)
    cards = [node.card for node in people.unit_tree(on, top_id=top.id)]
    one_stops = {card.agency_id: card for card in cards if card.kind is UnitKind.ONE_STOP}
    found = []
    for card in cards:
        if card.kind in kinds:
            counter = one_stops.get(card.id, card)
            address, phone = counter.address or card.address, counter.phone or card.phone
            found.append(DecidingPlace(card.id, card.name, address, phone))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class GuidanceCard:
    id: int
    unit: UnitCard
    procedure: str
    procedure_name: str
    reason: str
    sent_to: str
    guided_at: datetime
    guided_by: str


@dataclass(frozen=True, slots=True)
class GuidanceCount:
    procedure: str
    procedure_name: str
    count: int


@dataclass(frozen=True, slots=True)
class GuidanceMonth:
    """`rows` the latest first, at most MOST_ROWS; `counts` the most asked for first."""

    rows: tuple[GuidanceCard, ...]
    counts: tuple[GuidanceCount, ...]

    @property
    def total(self) -> int:
        return sum(one.count for one in self.counts)


def guidance(guidance_id: int, actor: Actor) -> GuidanceCard:
    """One that was given at this person's own counter. Raises NoSuchGuidance. Three queries."""
    found = Guidance.objects.filter(pk=guidance_id, unit_id=actor.unit_id).first()
    if found is None:
        raise NoSuchGuidance()
    unit = people.unit(found.unit_id)
    return _card(found, unit, people.names_of([found.guided_by_id])[found.guided_by_id])


def guidance_of_month(unit: UnitCard, first: date) -> GuidanceMonth:
    """What was asked for in the wrong place in a month that begins on `first`. Three queries."""
    given = Guidance.objects.filter(
        unit_id=unit.id, guided_at__gte=_midnight(first), guided_at__lt=_midnight(_next(first))
    )
    counts = given.values_list("procedure", "procedure_name").annotate(count=Count("pk"))
    rows = list(given.order_by("-guided_at", "-pk")[:MOST_ROWS])
    names = people.names_of({row.guided_by_id for row in rows})
    return GuidanceMonth(
        rows=tuple(_card(row, unit, names.get(row.guided_by_id, "")) for row in rows),
        counts=tuple(GuidanceCount(*one) for one in counts.order_by("-count", "procedure")),
    )


def _card(found: Guidance, unit: UnitCard, guided_by: str) -> GuidanceCard:
    return GuidanceCard(
        id=found.pk,
        unit=unit,
        procedure=found.procedure,
        procedure_name=found.procedure_name,
        reason=found.reason,
        sent_to=found.sent_to,
        guided_at=found.guided_at,
        guided_by=guided_by,
    )


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _next(first: date) -> date:
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)
