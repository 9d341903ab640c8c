"""Which unit of an agency does a step: an office of the table meets the units that exist. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Protocol

from motcua.people.rules import Role, UnitKind, fold
from motcua.process.rules.values import Office, OfficeKind


# How the departments of communes, former districts and provinces are named, folded.
DEPARTMENTS: Final[Mapping[str, tuple[str, ...]]] = {
    "culture_society": ("van hoa",),
    "economy": ("kinh te",),
    "infrastructure": ("ha tang",),
    "urban": ("quan ly do thi",),
    "finance": ("tai chinh",),
    "justice": ("tu phap",),
    "office": ("van phong hdnd", "van phong hoi dong", "van phong ubnd", "van phong"),
    "health": ("so y te",),
    "home_affairs": ("so noi vu",),
}
VERTICALS: Final[Mapping[str, tuple[str, ...]]] = {"police": ("cong an",)}


class Place(Protocol):
    """As much of a unit as is needed to find it; `people.queries.UnitCard` is one."""

    @property
    def id(self) -> int: ...
    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> UnitKind: ...


def unit_for(office: Office, role: Role, agency: Place, units: Sequence[Place]) -> int:
    """The unit, of those of the agency, that does a step of this office and role.

    Where the agency has no such office the counter's work falls to its one-stop, other work to the
    agency itself, so that a dossier never waits at an office that doesn't exist.
    """
    found = _named(office, units)
    if found is not None:
        return found.id
    if office.kind is OfficeKind.ONE_STOP or role is Role.COUNTER:
        one_stop = next((u for u in units if u.kind is UnitKind.ONE_STOP), agency)
        return one_stop.id
    return agency.id


def _named(office: Office, units: Sequence[Place]) -> Place | None:
    match office.kind:
        case OfficeKind.DEPARTMENT:
            return _first_named(units, UnitKind.DEPARTMENT, DEPARTMENTS, office.keys)
        case OfficeKind.OFFICE_CLERK:
            return _first_named(units, UnitKind.DEPARTMENT, DEPARTMENTS, ("office",))
        case OfficeKind.VERTICAL:
            return _first_named(units, UnitKind.VERTICAL, VERTICALS, office.keys)
        case _:
            return None


def _first_named(
    units: Sequence[Place],
    kind: UnitKind,
    names: Mapping[str, tuple[str, ...]],
    keys: Sequence[str],
) -> Place | None:
    """Earlier keys and phrases win over later ones, then the units in the order given."""
    of_kind = [(fold(u.name), u) for u in units if u.kind is kind]
    phrases = [phrase for key in keys for phrase in names.get(key, ())]
    return next((u for phrase in phrases for name, u in of_kind if phrase in name), None)


def is_known(office: Office) -> bool:
    """Whether the keys of the office are ones that can be looked for."""
    match office.kind:
        case OfficeKind.DEPARTMENT:
            return bool(office.keys) and set(office.keys) <= set(DEPARTMENTS)
        case OfficeKind.VERTICAL:
            return bool(office.keys) and set(office.keys) <= set(VERTICALS)
        case OfficeKind.OTHER:
            return bool(office.keys) and bool(office.keys[0])
        case _:
            return not office.keys
