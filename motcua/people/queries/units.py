"""Units as they were on a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import F, Q, Subquery

from motcua.people.errors import NoSuchUnit
from motcua.people.models import Unit
from motcua.people.rules import UnitKind, has_control_characters, office_among, sort_key


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitCard:
    """A unit. `agency_id` is the agency in whose name it acts: itself, if it is one."""

    id: int
    code: str
    name: str
    short_name: str
    kind: UnitKind
    parent_id: int | None
    agency_id: int
    path: str
    address: str
    phone: str
    province_code: str
    place_code: str
    since: date
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitNode:
    """A unit in the tree, so many steps below a root."""

    card: UnitCard
    depth: int


def unit(unit_id: int) -> UnitCard:
    """One query. Raises NoSuchUnit."""
    found = Unit.objects.filter(pk=unit_id).first()
    if found is None:
        raise NoSuchUnit(unit=unit_id)
    return card_of(found)


def unit_by_code(code: str, on: date) -> UnitCard:
    """The unit that bears this code on that day; codes are given out again. Raises NoSuchUnit."""
    readable = not has_control_characters(code)
    found = Unit.objects.in_force(on).filter(code=code).first() if readable else None
    if found is None:
        raise NoSuchUnit(unit=code)
    return card_of(found)


def units(ids: Iterable[int]) -> dict[int, UnitCard]:
    """Those that exist, by id; one query, none for no ids."""
    wanted = set(ids)
    if not wanted:
        return {}
    return {found.pk: card_of(found) for found in Unit.objects.filter(pk__in=wanted)}


def unit_ids(code: str) -> list[int]:
    """The units that ever bore the code and all that ever hung under them. Two queries."""
    paths = list(Unit.objects.filter(code=code).values_list("path", flat=True))
    if not paths:
        return []
    below = reduce(or_, (Q(path__startswith=path) for path in paths))
    return list(Unit.objects.filter(below).values_list("pk", flat=True))


def agency_tree(agency_id: int, on: date) -> tuple[UnitCard, ...]:
    """The agency, the units that act in its name, and the vertical agencies at its side. One query.

    From the top down; one-stop first among units of one parent, then departments by name.
    """
    own = Q(agency_id=agency_id)
    beside = Q(kind=UnitKind.VERTICAL.value, parent__agency_id=agency_id)
    found = Unit.objects.in_force(on).filter(own | beside)
    return tuple(node.card for node in _tree(map(card_of, found)))


def unit_tree(on: date, *, top_id: int | None = None) -> tuple[UnitNode, ...]:
    """All units in force, or those at and under one, from the top down. At most two queries."""
    found = Unit.objects.in_force(on)
    if top_id is not None:
        found = found.below(unit(top_id).path)
    return tuple(_tree(map(card_of, found)))


def units_ever(*, top_id: int | None = None) -> tuple[UnitCard, ...]:
    """All units, or those at and under one, with what has ended, from the top down.

    For figures: what a unit did stays done when it ends. One query; raises NoSuchUnit.
    """
    found = Unit.objects.all()
    if top_id is not None:
        top = Unit.objects.filter(pk=top_id).values("path")
        found = found.annotate(top=Subquery(top)).filter(path__startswith=F("top"))
    nodes = tuple(node.card for node in _tree(map(card_of, found)))
    if top_id is not None and not nodes:
        raise NoSuchUnit(unit=top_id)
    return nodes


def family(unit_id: int) -> dict[int, UnitCard]:
    """The unit and all that ever hung under it, by id. One query; raises NoSuchUnit."""
    return {card.id: card for card in units_ever(top_id=unit_id)}


def resolve_office(agency_id: int, office: UnitKind | str, on: date) -> UnitCard | None:
    """The unit of an agency of this kind, or with this name ("Phòng Văn hóa - Xã hội"), or None."""
    return office_among(agency_tree(agency_id, on), office)


def card_of(found: Unit) -> UnitCard:
    return UnitCard(
        id=found.pk,
        code=found.code,
        name=found.name,
        short_name=found.short_name,
        kind=UnitKind(found.kind),
        parent_id=found.parent_id,
        agency_id=found.agency_id,
        path=found.path,
        address=found.address,
        phone=found.phone,
        province_code=found.province_code,
        place_code=found.place_code,
        since=found.since,
        until=found.until,
    )


_FIRST = (UnitKind.ONE_STOP, UnitKind.DEPARTMENT, UnitKind.VERTICAL)


def _tree(cards: Iterable[UnitCard]) -> Iterator[UnitNode]:
    """Depth first. A unit whose parent is not among them stands at the top."""
    by_id = {card.id: card for card in cards}
    children: defaultdict[int | None, list[UnitCard]] = defaultdict(list)
    for card in by_id.values():
        children[card.parent_id if card.parent_id in by_id else None].append(card)

    def order(card: UnitCard) -> tuple[int, str, str]:
        rank = _FIRST.index(card.kind) if card.kind in _FIRST else len(_FIRST)
        return rank, sort_key(card.name), card.code

    def walk(level: Sequence[UnitCard], depth: int) -> Iterator[UnitNode]:
        for card in sorted(level, key=order):
            yield UnitNode(card=card, depth=depth)
            yield from walk(children[card.id], depth + 1)

    yield from walk(children[None], 0)
