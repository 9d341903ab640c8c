"""Taking units over from a file: all of it, or nothing and a list of what is wrong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from motcua.errors import DomainError
from motcua.people.errors import BadRow
from motcua.people.models import Unit
from motcua.people.rules import Actor, UnitDraft, draft_of, is_agency_code
from motcua.people.services.units import UnitChanges, change_unit, create_unit


@dataclass(frozen=True, slots=True)
class RowFault:
    """What is wrong with one row; rows are counted from 1."""

    row: int
    code: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitImport:
    """What an import did. With faults, it did nothing and the counts are 0."""

    created: int
    changed: int
    unchanged: int
    faults: tuple[RowFault, ...]


@transaction.atomic
def import_units(rows: Iterable[object], *, by: Actor | None, at: datetime) -> UnitImport:
    """Create the units that are new and change those that differ; a parent stands before its units.

    A file may be imported again: what is already so stays as it is.
    """
    done: list[str] = []
    faults: list[RowFault] = []
    for number, row in enumerate(rows, start=1):
        try:
            done.append(_take_over(draft_of(row), by=by, at=at))
        except DomainError as refusal:
            faults.append(RowFault(number, _code(row), str(refusal)))
    if faults:
        transaction.set_rollback(True)
        done.clear()
    return UnitImport(
        created=done.count("created"),
        changed=done.count("changed"),
        unchanged=done.count("unchanged"),
        faults=tuple(faults),
    )


@transaction.atomic
def _take_over(draft: UnitDraft, *, by: Actor | None, at: datetime) -> str:
    known = None
    if is_agency_code(draft.code):
        known = Unit.objects.in_force(draft.since).filter(code=draft.code).first()
    if known is None:
        create_unit(draft, by=by, at=at)
        return "created"
    same = (draft.kind.value, draft.since, draft.until) == (known.kind, known.since, known.until)
    if not same:
        raise BadRow(
            reason=f"Đơn vị {draft.code} đã có với loại hoặc thời gian khác; "
            "hãy đóng đơn vị cũ rồi tạo đơn vị mới"
        )
    changes = UnitChanges(
        name=draft.name,
        short_name=draft.short_name or None,
        address=draft.address or None,
        phone=draft.phone or None,
        place_code=draft.place_code or None,
        province_code=draft.province_code or None,
        parent_code=draft.parent_code,
    )
    return "changed" if change_unit(known.pk, changes, by=by, at=at) else "unchanged"


def _code(row: object) -> str:
    code = row.get("code") if isinstance(row, dict) else None
    return code if isinstance(code, str) else ""
