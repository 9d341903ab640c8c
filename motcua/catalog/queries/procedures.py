"""Procedures as the law has them on a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Count, Q

from motcua.catalog.errors import NoSuchProcedure, NothingInForce
from motcua.catalog.models import Procedure as ProcedureRow
from motcua.catalog.models import ProcedureVersion
from motcua.catalog.queries.guide import steps_of
from motcua.catalog.rules import Channel, Procedure, ServiceLevel, Terms, is_code
from motcua.catalog.rules.shape import content_from, terms_from


@dataclass(frozen=True, slots=True)
class Card:
    """A procedure in a list: its name, how long and how much at the counter."""

    code: str
    name: str
    field: str
    levels: tuple[str, ...]
    service_level: ServiceLevel
    can_be_filed: bool
    terms: Terms  # at the counter, or by the first channel there is
    channels: tuple[Channel, ...]

    @property
    def can_be_filed_online(self) -> bool:
        return self.can_be_filed and Channel.ONLINE in self.channels


@dataclass(frozen=True, slots=True)
class FieldCount:
    """How many procedures a field has on a day, and how many belong to vertical agencies."""

    field: str
    count: int
    vertical: int
    fileable: int

    @property
    def own(self) -> int:
        """Without those of vertical agencies."""
        return self.count - self.vertical


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many procedures can be done online, wholly or in part."""

    total: int
    whole: int
    partial: int

    @property
    def information(self) -> int:
        return self.total - self.whole - self.partial


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version in the history of a procedure, newest first."""

    version_id: int
    since: date
    until: date | None
    name: str
    levels: tuple[str, ...]
    decision: str
    can_be_filed: bool
    label: str  # the limit, as people read it


_INDEXED: Final = ("words", "words_of_name")  # for the database alone
CARD_COLUMNS: Final = (
    "procedure__code",
    "name",
    "field",
    "levels",
    "service_level",
    "can_be_filed",
    "limits",
    "fees",
)


def procedure(code: str, *, on: date) -> Procedure:
    """What the procedure says on that day. Raises NoSuchProcedure, NothingInForce."""
    version = None
    if is_code(code):
        versions = ProcedureVersion.objects.of(code).in_force(on)
        version = versions.select_related("procedure").defer(*_INDEXED).first()
    if version is None:
        _must_exist(code)
        raise NothingInForce(code=code, on=on)
    return _value(version)


def version(version_id: int) -> Procedure:
    """What it said by the version that a dossier was accepted under. Raises NoSuchProcedure."""
    rows = ProcedureVersion.objects.select_related("procedure").defer(*_INDEXED)
    found = rows.filter(pk=version_id).first()
    if found is None:
        raise NoSuchProcedure()
    return _value(found)


def terms(code: str, channel: Channel | str, *, on: date, case: str = "") -> Terms:
    """Raises NoSuchProcedure, NothingInForce, NoSuchChannel, NoSuchCase."""
    return procedure(code, on=on).terms(channel, case=case)


def versions(code: str) -> list[VersionLine]:
    """Newest first. Raises NoSuchProcedure."""
    found = ProcedureVersion.objects.of(code) if is_code(code) else ProcedureVersion.objects.none()
    lines = [
        VersionLine(
            version_id=row.pk,
            since=row.since,
            until=row.until,
            name=row.name,
            levels=tuple(row.levels),
            decision=row.decision,
            can_be_filed=row.can_be_filed,
            label=terms_from(row.limits, row.fees)[0].label,
        )
        for row in found.order_by("-since")
    ]
    if not lines:
        _must_exist(code)
    return lines


def cards(codes: Iterable[str], *, on: date) -> dict[str, Card]:
    """Of those of the codes that are in force on the day. One query."""
    asked = [code for code in codes if is_code(code)]
    rows = ProcedureVersion.objects.in_force(on).filter(procedure__code__in=asked)
    return {row["procedure__code"]: card_of(row) for row in rows.values(*CARD_COLUMNS)}


def in_force(*, on: date) -> list[Procedure]:
    """All procedures of the day in alphabetical order: for exports and checks, not for pages."""
    rows = ProcedureVersion.objects.in_force(on).select_related("procedure").defer(*_INDEXED)
    return [_value(row) for row in rows.order_by("sort_key", "procedure")]


def fields(on: date) -> list[FieldCount]:
    """The fields of the day and how many procedures each has, the largest first."""
    rows = (
        ProcedureVersion.objects.in_force(on)
        .values("field")
        .annotate(
            count=Count("pk"),
            vertical=Count("pk", filter=Q(is_vertical=True)),
            fileable=Count("pk", filter=Q(can_be_filed=True)),
        )
        .order_by("-count", "field")
    )
    return [FieldCount(**row) for row in rows]


def coverage(on: date) -> Coverage:
    """NĐ 42/2022/NĐ-CP, Điều 6: how many can be done online, wholly or in part."""
    levels = ProcedureVersion.objects.in_force(on).values_list("service_level")
    counts = dict(levels.annotate(count=Count("pk")).order_by())
    return Coverage(
        total=sum(counts.values()),
        whole=counts.get(ServiceLevel.WHOLE.value, 0),
        partial=counts.get(ServiceLevel.PARTIAL.value, 0),
    )


def codes_by_service_level(on: date) -> dict[str, tuple[str, ...]]:
    """The codes of the day by what can be done online. One query."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    rows = ProcedureVersion.objects.in_force(on).order_by("procedure__code")
    for level, code in rows.values_list("service_level", "procedure__code"):
        found[level].append(code)
    return {level: tuple(codes) for level, codes in found.items()}


def card_of(row: dict[str, Any]) -> Card:
    by_channel = terms_from(row["limits"], row["fees"])
    return Card(
        code=row["procedure__code"],
        name=row["name"],
        field=row["field"],
        levels=tuple(row["levels"]),
        service_level=ServiceLevel(row["service_level"]),
        can_be_filed=row["can_be_filed"],
        terms=by_channel[0],
        channels=tuple(terms.channel for terms in by_channel),
    )


def _must_exist(code: str) -> None:
    if not is_code(code) or not ProcedureRow.objects.filter(code=code).exists():
        raise NoSuchProcedure()


def _value(row: ProcedureVersion) -> Procedure:
    content = content_from(row)
    parts = {name: getattr(content, name) for name in content.__dataclass_fields__}
    return Procedure(
        **parts,
        code=row.procedure.code,
        version_id=row.pk,
        since=row.since,
        until=row.until,
        steps=steps_of(content),
    )
