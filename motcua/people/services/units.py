"""Creating, changing and closing units."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from datetime import date, datetime, timedelta

from django.db import IntegrityError, connection, transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr
from django.utils import timezone
from psycopg.errors import ExclusionViolation

from motcua.journal.services import record
from motcua.people.errors import (
    BadAgencyCode,
    BadPlaceCode,
    CodeInUse,
    NeedsParent,
    NoSuchUnit,
    OutsideUnitPeriod,
    ParentNotAbove,
    PeriodReversed,
    UnderItself,
    UnitClosed,
    UnitStillUsed,
)
from motcua.people.facts import UnitChanged, UnitClosedOn, UnitCreated
from motcua.people.models import Post, Unit
from motcua.people.rules import (
    PARENTS,
    Actor,
    UnitDraft,
    UnitKind,
    has_control_characters,
    is_agency_code,
    is_place_code,
    objection,
    tidy,
)


ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitChanges:
    """What is to be changed; None leaves a field as it is."""

    name: str | None = None
    short_name: str | None = None
    address: str | None = None
    phone: str | None = None
    place_code: str | None = None
    province_code: str | None = None
    parent_code: str | None = None


@transaction.atomic
def create_unit(draft: UnitDraft, *, by: Actor | None, at: datetime) -> int:
    """Add a unit under another and return its id. Its path and its agency follow from its place.

    Raises OutsideYourAgency and NotAdmin, CodeInUse where the code is borne by another unit on one
    of these days, and a refusal for each field that is wrong.
    """
    draft = _checked(draft)
    parent = _parent(draft.parent_code, draft.kind, on=draft.since)
    # At the top there is nobody's agency above it: that is for the house alone.
    if refusal := objection(by, paths=[parent.path if parent else "/"]):
        raise refusal
    if parent and not _covers(parent, draft.since, draft.until):
        raise OutsideUnitPeriod(unit=parent.name)
    if Unit.objects.overlapping(draft.since, draft.until).filter(code=draft.code).exists():
        raise CodeInUse(code=draft.code)
    unit = _insert(draft, parent)
    record(
        UnitCreated(
            subject=f"unit:{unit.code}",
            name=unit.name,
            unit_kind=draft.kind,
            parent_code=draft.parent_code,
            since=unit.since,
            until=unit.until,
        ),
        by=by.user_id if by else None,
        at=at,
    )
    return unit.pk


@transaction.atomic
def change_unit(unit_id: int, changes: UnitChanges, *, by: Actor | None, at: datetime) -> bool:
    """Change what a unit is called, where it sits and to whom it belongs. False if nothing differs.

    Not its code, kind and first day: those make another unit.
    """
    if changes.parent_code is not None:
        _hold_the_tree()
    unit = _locked(unit_id)
    if refusal := objection(by, paths=[unit.path]):
        raise refusal
    wanted = _tidied({k: v for k, v in asdict(changes).items() if v is not None})
    before = {name: _value(unit, name) for name in wanted}
    changed = {name: value for name, value in wanted.items() if before[name] != value}
    if not changed:
        return False
    for name, value in changed.items():
        if name != "parent_code":
            setattr(unit, name, value)
    unit.save()
    if "parent_code" in changed:
        _move(unit, changed["parent_code"], by=by, on=max(unit.since, timezone.localdate(at)))
    record(
        UnitChanged(
            subject=f"unit:{unit.code}",
            before={name: before[name] for name in changed},
            after=changed,
        ),
        by=by.user_id if by else None,
        at=at,
    )
    return True


@transaction.atomic
def close_unit(unit_id: int, *, until: date, by: Actor | None, at: datetime) -> None:
    """End a unit with that day. Raises UnitStillUsed while units or posts under it go on."""
    unit = _locked(unit_id)
    if refusal := objection(by, paths=[unit.path]):
        raise refusal
    if unit.until is not None and unit.until <= until:
        raise UnitClosed(until=unit.until)
    if until < unit.since:
        raise PeriodReversed(since=unit.since, until=until)
    units = Unit.objects.not_ended(until + ONE_DAY).filter(parent=unit).count()
    posts = Post.objects.not_ended(until + ONE_DAY).filter(unit=unit).count()
    if units or posts:
        raise UnitStillUsed(units=units, posts=posts)
    unit.until = until
    unit.save(update_fields=["until"])
    fact = UnitClosedOn(subject=f"unit:{unit.code}", until=until)
    record(fact, by=by.user_id if by else None, at=at)


_LABELS = {
    "name": ("tên đơn vị", 200),
    "short_name": ("tên gọi tắt", 100),
    "address": ("địa chỉ", 250),
    "phone": ("điện thoại", 40),
}


def _tidied(values: dict[str, str]) -> dict[str, str]:
    """The same fields, tidy. Raises a refusal for the first that is wrong."""
    clean = dict(values)
    for name, (label, most) in _LABELS.items():
        if name in values:
            required = name in ("name", "short_name")
            clean[name] = tidy(values[name], label, most=most, required=required)
    for name, most in (("place_code", 5), ("province_code", 2)):
        code = values.get(name, "")
        if code and not (is_place_code(code) and len(code) <= most):
            raise BadPlaceCode(code=code)
    return clean


def _checked(draft: UnitDraft) -> UnitDraft:
    if not is_agency_code(draft.code):
        raise BadAgencyCode(code=draft.code)
    if draft.until is not None and draft.until < draft.since:
        raise PeriodReversed(since=draft.since, until=draft.until)
    values = {field.name: getattr(draft, field.name) for field in fields(draft)}
    texts = {name: values[name] for name in (*_LABELS, "place_code", "province_code")}
    texts["short_name"] = texts["short_name"] or texts["name"][:100]
    return UnitDraft(**(values | _tidied(texts)))


def _parent(code: str, kind: UnitKind, *, on: date) -> Unit | None:
    """The unit above, locked so that it can't be closed meanwhile."""
    if not code:
        if None not in PARENTS[kind]:
            raise NeedsParent(kind=kind.label)
        return None
    found: Unit | None = None
    if not has_control_characters(code):
        rows = Unit.objects.select_for_update(no_key=True)
        found = rows.in_force(on).filter(code=code).first()
    if found is None:
        raise NoSuchUnit(unit=code)
    if UnitKind(found.kind) not in PARENTS[kind]:
        raise ParentNotAbove(kind=kind.label, parent=UnitKind(found.kind).label)
    return found


def _covers(unit: Unit, since: date, until: date | None) -> bool:
    ends_first = unit.until is not None and (until is None or until > unit.until)
    return unit.since <= since and not ends_first


def _insert(draft: UnitDraft, parent: Unit | None) -> Unit:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('people_unit', 'id'))")
        (unit_id,) = cursor.fetchone()
    unit = Unit(
        id=unit_id,
        code=draft.code,
        name=draft.name,
        short_name=draft.short_name,
        kind=draft.kind.value,
        parent=parent,
        agency_id=parent.agency_id if parent and not draft.kind.is_agency else unit_id,
        path=f"{parent.path if parent else '/'}{unit_id}/",
        place_code=draft.place_code,
        province_code=draft.province_code or (parent.province_code if parent else ""),
        address=draft.address,
        phone=draft.phone,
        since=draft.since,
        until=draft.until,
    )
    try:
        with transaction.atomic():
            unit.save(force_insert=True)
    except IntegrityError as error:  # somebody took the code a moment ago
        if isinstance(error.__cause__, ExclusionViolation):
            raise CodeInUse(code=draft.code) from error
        raise
    return unit


def _locked(unit_id: int) -> Unit:
    rows = Unit.objects.select_for_update(of=("self",), no_key=True).select_related("parent")
    found: Unit | None = rows.filter(pk=unit_id).first()
    if found is None:
        raise NoSuchUnit(unit=unit_id)
    return found


def _value(unit: Unit, name: str) -> str:
    if name == "parent_code":
        return unit.parent.code if unit.parent else ""
    return str(getattr(unit, name))


def _hold_the_tree() -> None:
    """One move at a time: two at once could hang each other's units under themselves."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE people_unit IN SHARE ROW EXCLUSIVE MODE")


def _move(unit: Unit, parent_code: str, *, by: Actor | None, on: date) -> None:
    """Hang the unit with all that is under it under another; its paths and agencies follow."""
    parent = _parent(parent_code, UnitKind(unit.kind), on=on)
    if refusal := objection(by, paths=[parent.path if parent else "/"]):
        raise refusal
    if parent and parent.path.startswith(unit.path):
        raise UnderItself
    if parent and not _covers(parent, max(unit.since, on), unit.until):
        raise OutsideUnitPeriod(unit=parent.name)
    old_path, old_agency = unit.path, unit.agency_id
    new_path = f"{parent.path if parent else '/'}{unit.pk}/"
    subtree = Unit.objects.below(old_path)
    if parent and old_agency != unit.pk:
        subtree.filter(agency_id=old_agency).update(agency_id=parent.agency_id)
    Unit.objects.filter(pk=unit.pk).update(parent=parent)
    subtree.update(path=Concat(Value(new_path), Substr(F("path"), len(old_path) + 1)))
