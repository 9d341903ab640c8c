"""Which questions to the ledger answer for the units of a target. No database here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol


class Measured(Protocol):
    """What of a target or a draft decides which dossiers count."""

    @property
    def first(self) -> date: ...
    @property
    def field(self) -> str: ...
    @property
    def procedure(self) -> str: ...
    @property
    def service_level(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Scope:
    """One question: of these agencies, by agency, or of one agency by field."""

    first: date
    last: date
    agencies: frozenset[int]
    is_by_field: bool
    field: str
    procedure: str
    service_level: str


def scope_of(
    what: Measured, field: str, agency_id: int, agencies: frozenset[int], *, last: date
) -> Scope:
    """The question that answers for a number: with a field of its own, by field."""
    by_field = bool(field)
    return Scope(
        first=what.first,
        last=last,
        agencies=frozenset({agency_id}) if by_field else agencies,
        is_by_field=by_field,
        field="" if by_field else what.field,
        procedure=what.procedure,
        service_level=what.service_level,
    )


def whole_agencies(keys: Iterable[tuple[int, str]], agencies: Mapping[int, int]) -> frozenset[int]:
    return frozenset(agencies[unit_id] for unit_id, field in keys if not field)


def scopes_of(
    what: Measured,
    keys: Iterable[tuple[int, str]],
    agencies: Mapping[int, int],
    *,
    last: date,
) -> tuple[Scope, ...]:
    """Each question once; none while the period has not begun. `keys`: unit and own field."""
    wanted = list(keys)
    if last < what.first:
        return ()
    whole = whole_agencies(wanted, agencies)
    found = (scope_of(what, field, agencies[unit], whole, last=last) for unit, field in wanted)
    return tuple(dict.fromkeys(found))
