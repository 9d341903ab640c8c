"""What may hang under what, which code a unit may bear, and which unit an office is. Pure.

Sources
    QĐ 20/2020/QĐ-TTg, Điều 4: agency codes, groups of 0-9 and A-Z parted by dots, 35 characters.
    NĐ 118/2025/NĐ-CP, Điều 7 and 8: one-stop centres of provinces and communes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Protocol, TypeVar

from motcua.people.rules.actors import UnitKind
from motcua.people.rules.text import fold


LONGEST_CODE: Final = 35
_CODE: Final = re.compile(r"[0-9A-Z]+(\.[0-9A-Z]+)*")
_PLACE_CODE: Final = re.compile(r"[0-9]{2}|[0-9]{3}|[0-9]{5}")

# The kinds a unit of each kind may hang under; None: it may stand at the top.
PARENTS: Final[Mapping[UnitKind, frozenset[UnitKind | None]]] = {
    UnitKind.PROVINCE: frozenset({None}),
    UnitKind.DISTRICT: frozenset({UnitKind.PROVINCE}),
    UnitKind.COMMUNE: frozenset({UnitKind.PROVINCE, UnitKind.DISTRICT, None}),
    UnitKind.DEPARTMENT: frozenset(UnitKind) - {UnitKind.ONE_STOP},
    UnitKind.ONE_STOP: frozenset(UnitKind),
    UnitKind.VERTICAL: frozenset(UnitKind) - {UnitKind.ONE_STOP, UnitKind.DEPARTMENT} | {None},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitDraft:
    """A unit to be created. Without `province_code` it takes that of its parent."""

    code: str
    name: str
    kind: UnitKind
    since: date
    short_name: str = ""
    parent_code: str = ""
    place_code: str = ""
    province_code: str = ""
    address: str = ""
    phone: str = ""
    until: date | None = None


def is_agency_code(code: str) -> bool:
    return len(code) <= LONGEST_CODE and _CODE.fullmatch(code) is not None


def is_place_code(code: str) -> bool:
    return _PLACE_CODE.fullmatch(code) is not None


class Named(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def short_name(self) -> str: ...
    @property
    def kind(self) -> UnitKind: ...


Unit = TypeVar("Unit", bound=Named)


def office_among(units: Sequence[Unit], office: UnitKind | str) -> Unit | None:
    """The first unit of this kind or, for a text, named exactly so, or the only one whose name
    holds it."""
    if office in set(UnitKind):
        return next((unit for unit in units if unit.kind == office), None)
    wanted = _office_key(office)
    keys = [(unit, (_office_key(unit.name), _office_key(unit.short_name))) for unit in units]
    if exact := [unit for unit, names in keys if wanted in names]:
        return exact[0]
    near = [unit for unit, names in keys if any(f" {wanted} " in f" {name} " for name in names)]
    return near[0] if wanted and len(near) == 1 else None


def _office_key(name: str) -> str:
    return " ".join(re.sub(r"[\W_]+", " ", fold(name)).split())
