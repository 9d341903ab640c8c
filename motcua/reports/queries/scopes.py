"""Of whom a report is: an agency alone or with all that lies below it, and who may read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from motcua.errors import DomainError
from motcua.people import queries as people
from motcua.people.queries import UnitCard
from motcua.people.rules import Actor, Role, UnitKind
from motcua.reports.errors import FiguresOfOthers, NotAnAgency, OfficersNotShown


LEVELS = (UnitKind.PROVINCE, UnitKind.DISTRICT, UnitKind.COMMUNE, UnitKind.VERTICAL)
LEVEL_NAMES = {
    UnitKind.PROVINCE: "Cấp tỉnh",
    UnitKind.DISTRICT: "Cấp huyện",
    UnitKind.COMMUNE: "Cấp xã",
    UnitKind.VERTICAL: "Cơ quan ngành dọc",
}
_SEES_OFFICERS = frozenset({Role.LEADER, Role.UNIT_HEAD})


@dataclass(frozen=True, slots=True)
class Scope:
    """`unit` None: the whole installation. `agencies`: those that decide, from the top down.

    Agencies that have ended are among them: what they did stays done.
    """

    unit: UnitCard | None
    has_below: bool
    agencies: tuple[UnitCard, ...]

    @property
    def name(self) -> str:
        return self.unit.name if self.unit else "Toàn hệ thống"

    @property
    def ids(self) -> list[int] | None:
        """What the ledger is asked for; None is every unit."""
        return [card.id for card in self.agencies] if self.unit else None

    def in_force(self, on: date) -> tuple[UnitCard, ...]:
        return tuple(
            card
            for card in self.agencies
            if card.since <= on and (card.until is None or card.until >= on)
        )

    def level(self, kind: UnitKind) -> tuple[UnitCard, ...]:
        return tuple(card for card in self.agencies if card.kind is kind)


def scope(unit_id: int | None, *, below: bool = True) -> Scope:
    """One query. Raises NoSuchUnit and NotAnAgency."""
    if unit_id is not None and not below:
        card = people.unit(unit_id)
        _must_decide(card)
        return Scope(card, has_below=False, agencies=(card,))
    cards = people.units_ever(top_id=unit_id)
    top = next((card for card in cards if card.id == unit_id), None)
    if top is not None:
        _must_decide(top)
    agencies = tuple(card for card in cards if card.kind.is_agency)
    return Scope(top, has_below=len(agencies) > 1, agencies=agencies)


def scope_of_code(code: str, *, on: date, below: bool = True) -> Scope:
    """The agency that bears the code on a day. At most three queries. Raises as `scope`."""
    return scope(people.unit_by_code(code, on).id, below=below)


def reading_objection(actor: Actor, of: Scope) -> DomainError | None:
    """Officials read the figures of their own agency and of what lies below it."""
    if of.unit is not None and f"/{actor.agency_id}/" in of.unit.path:
        return None
    return FiguresOfOthers(agency=actor.agency_name, unit=of.name)


def officers_objection(actor: Actor, of: Scope) -> DomainError | None:
    """Figures of single officials are for those who lead them."""
    if refusal := reading_objection(actor, of):
        return refusal
    return None if actor.roles & _SEES_OFFICERS else OfficersNotShown()


def _must_decide(card: UnitCard) -> None:
    if not card.kind.is_agency:
        agency = people.unit(card.agency_id)
        raise NotAnAgency(unit=card.name, agency=agency.name, code=agency.code)
