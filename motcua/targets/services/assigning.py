"""A leader gives numbers to units, changes them with a reason, takes a target back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from motcua.catalog import queries as catalog
from motcua.catalog.rules import ServiceLevel
from motcua.journal import services as journal
from motcua.people.queries import UnitCard
from motcua.people.rules import Actor
from motcua.targets.errors import NoSuchTarget, NothingChanged, TargetRefused, TargetWithdrawn
from motcua.targets.facts import TargetAssigned, TargetChanged
from motcua.targets.facts import TargetWithdrawn as Withdrawn
from motcua.targets.models import Quota, Target
from motcua.targets.queries.cards import draft_of
from motcua.targets.queries.units import candidates, is_office
from motcua.targets.rules import (
    Draft,
    QuotaDraft,
    assign_objection,
    changes,
    checked,
    checked_number,
    checked_quotas,
    checked_reason,
)


@transaction.atomic
def assign(draft: Draft, quotas: Iterable[QuotaDraft], *, by: Actor, at: datetime) -> int:
    """One target for many units at once. Returns its id.

    Raises NotYoursToAssign, TargetRefused.
    """
    if refusal := assign_objection(by, by.agency_id):
        raise refusal
    clean = checked(draft)
    wanted = checked_quotas(clean.kind, quotas)
    on = timezone.localdate(at)
    _check_what(clean, on)
    _check_fields(wanted, on)
    units = _placed(clean, wanted, by.agency_id, on)
    row = Target.objects.create(
        agency_id=by.agency_id,
        name=clean.name,
        figure=clean.figure.value,
        kind=clean.kind.value,
        base=clean.base.value if clean.base else "",
        first=clean.first,
        due_on=clean.due_on,
        field=clean.field,
        procedure=clean.procedure,
        service_level=clean.service_level,
        number=clean.number,
        note=clean.note,
        assigned_at=at,
        assigned_by_id=by.user_id,
    )
    _keep(row.pk, wanted, units)
    journal.record(_assigned(row, clean, wanted), by=by, at=at)
    return row.pk


@transaction.atomic
def change(
    target_id: int,
    quotas: Iterable[QuotaDraft],
    *,
    reason: str,
    number: str = "",
    by: Actor,
    at: datetime,
) -> None:
    """All numbers of a target anew; a unit that is left out has none any more. What is counted and
    the period stay: for others there is another target. The old numbers stay in the journal.

    Raises NoSuchTarget, NotYoursToAssign, TargetWithdrawn, TargetRefused, NothingChanged.
    """
    row = _locked(target_id, by)
    draft, on = draft_of(row), timezone.localdate(at)
    why, document = checked_reason(reason), checked_number(number)
    wanted = checked_quotas(draft.kind, quotas)
    before = {(one.unit_id, one.field): one.value for one in row.quotas.all()}
    changed = changes(before, wanted)
    if not changed:
        raise NothingChanged
    new = [one for one in wanted if (one.unit_id, one.field) not in before]
    _check_fields(new, on)
    _keep(row.pk, new, _placed(draft, new, by.agency_id, on))
    for one in changed:
        kept = row.quotas.filter(unit=one.unit_id, field=one.field)
        if one.new is None:
            kept.delete()
        elif one.old is not None:
            kept.update(value=one.new)
    fact = TargetChanged(
        subject=f"target:{row.pk}",
        changes=tuple(
            (str(one.unit_id), one.field, _text(one.old), _text(one.new)) for one in changed
        ),
        number=document,
        reason=why,
    )
    journal.record(fact, by=by, at=at)


@transaction.atomic
def withdraw(target_id: int, *, reason: str, by: Actor, at: datetime) -> None:
    """It is kept and can be read, but nobody is judged by it any more.

    Raises NoSuchTarget, NotYoursToAssign, TargetWithdrawn, TargetRefused.
    """
    row = _locked(target_id, by)
    row.withdrawn_reason = checked_reason(reason)
    row.withdrawn_at, row.withdrawn_by_id = at, by.user_id
    row.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    fact = Withdrawn(subject=f"target:{row.pk}", reason=row.withdrawn_reason)
    journal.record(fact, by=by, at=at)


def _locked(target_id: int, by: Actor) -> Target:
    row = Target.objects.select_for_update(of=("self",)).filter(pk=target_id).first()
    if row is None or row.agency_id != by.agency_id:
        raise NoSuchTarget
    if refusal := assign_objection(by, row.agency_id):
        raise refusal
    if row.withdrawn_at is not None:
        raise TargetWithdrawn
    return row


def _check_what(draft: Draft, on: date) -> None:
    if draft.service_level and draft.service_level not in set(ServiceLevel):
        raise TargetRefused(
            field="service_level", why="Chọn một mức độ dịch vụ công trong danh sách"
        )
    if draft.procedure and draft.procedure not in catalog.cards([draft.procedure], on=on):
        why = "Không có thủ tục mang mã này. Xem mã ở danh mục thủ tục"
        raise TargetRefused(field="procedure", why=why)
    if draft.field and draft.field not in {one.field for one in catalog.fields(on)}:
        raise TargetRefused(field="field", why="Chọn một lĩnh vực trong danh sách")


def _check_fields(quotas: Sequence[QuotaDraft], on: date) -> None:
    asked = [one for one in quotas if one.field]
    known = {one.field for one in catalog.fields(on)} if asked else set()
    for one in asked:
        if one.field not in known:
            why = f"Danh mục không có lĩnh vực «{one.field[:80]}». Chọn một lĩnh vực trong gợi ý"
            raise TargetRefused(field=f"lv-{one.unit_id}", why=why)


def _placed(
    draft: Draft, quotas: Sequence[QuotaDraft], agency_id: int, on: date
) -> Mapping[int, UnitCard]:
    """The units, each one that this agency may give numbers to. Raises TargetRefused.

    Dossiers are counted for the agency that resolves them; which office of it did the work is told
    from the field alone.
    """
    units = {unit.id: unit for unit in candidates(agency_id, on)} if quotas else {}
    for one in quotas:
        unit = units.get(one.unit_id)
        if unit is None:
            why = "Chỉ giao được cho đơn vị của cơ quan và cơ quan trực thuộc đang hoạt động"
            raise TargetRefused(field="", why=why)
        if is_office(unit) and not (one.field or draft.field or draft.procedure):
            why = f"Ghi lĩnh vực của {unit.short_name}: hồ sơ được đếm theo cơ quan và lĩnh vực"
            raise TargetRefused(field=f"lv-{unit.id}", why=why)
        if one.field and draft.field:
            why = "Chỉ tiêu đã chọn một lĩnh vực chung. Bỏ lĩnh vực riêng của đơn vị"
            raise TargetRefused(field=f"lv-{unit.id}", why=why)
        if one.field and not is_office(unit):
            why = f"{unit.short_name} được đếm cả cơ quan. Bỏ lĩnh vực, hoặc chọn lĩnh vực chung"
            raise TargetRefused(field=f"lv-{unit.id}", why=why)
    return units


def _keep(target_id: int, quotas: Sequence[QuotaDraft], units: Mapping[int, UnitCard]) -> None:
    Quota.objects.bulk_create(
        Quota(
            target_id=target_id,
            unit_id=one.unit_id,
            agency_id=units[one.unit_id].agency_id,
            field=one.field,
            value=one.value,
        )
        for one in quotas
    )


def _assigned(row: Target, draft: Draft, quotas: Sequence[QuotaDraft]) -> TargetAssigned:
    return TargetAssigned(
        subject=f"target:{row.pk}",
        agency=row.agency_id,
        name=draft.name,
        figure=row.figure,
        measure=row.kind,
        base=row.base,
        first=draft.first,
        due_on=draft.due_on,
        field=draft.field,
        procedure=draft.procedure,
        service_level=draft.service_level,
        number=draft.number,
        quotas=tuple((str(one.unit_id), one.field, str(one.value)) for one in quotas),
    )


def _text(value: Decimal | None) -> str:
    return "" if value is None else str(value)
