"""Whose cash a person may look at: their own counter's, or those of the agency they lead."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from motcua.payments.errors import NotACashier
from motcua.people import queries as people
from motcua.people.queries import UnitCard
from motcua.people.rules import Actor, Role, UnitKind
from motcua.web.reading import day_in


EARLIEST = date(2000, 1, 1)  # no counter is older, and no arithmetic of days runs out


def day_of(request: HttpRequest) -> date:
    """The day in the address, today by default; never one to come. Raises NotADay."""
    today = timezone.localdate()
    return max(min(day_in(request, "ngay", default=today), today), EARLIEST)


def cash_units(actor: Actor, on: date) -> tuple[UnitCard, ...]:
    """Their own first. One query. Raises NotACashier when there are none."""
    tree = people.agency_tree(actor.agency_id, on)
    found = [
        unit
        for unit in tree
        if (unit.id == actor.unit_id and _sits_there(actor, unit))
        or (Role.LEADER in actor.roles and unit.kind is UnitKind.ONE_STOP)
    ]
    if not found and Role.COUNTER in actor.roles:
        found = [people.unit(actor.unit_id)]
    if not found:
        raise NotACashier()
    return tuple(sorted(found, key=lambda unit: unit.id != actor.unit_id))


def _sits_there(actor: Actor, unit: UnitCard) -> bool:
    return Role.COUNTER in actor.roles or unit.kind is UnitKind.ONE_STOP


def chosen_unit(request: HttpRequest, units: tuple[UnitCard, ...]) -> UnitCard:
    """The one named in the address, if it is among them; else the first."""
    wanted = request.GET.get("dv", "")
    return next((unit for unit in units if str(unit.id) == wanted), units[0])


def unit_links(
    route: str, units: tuple[UnitCard, ...], chosen: UnitCard, rest: str
) -> list[tuple[str, str, bool]]:
    """One for each unit, when there are several."""
    base = reverse(route)
    if len(units) == 1:
        return []
    return [(f"{base}?dv={u.id}&{rest}", u.short_name, u.id == chosen.id) for u in units]
