"""What the procedures of a day offer, for statistics: who resolves them, online or not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from motcua.catalog.models import ProcedureVersion
from motcua.catalog.rules import ServiceLevel


TWO_LEVELS_SINCE: Final = date(2025, 7, 1)  # Luật Tổ chức chính quyền địa phương 2025
_ONLINE: Final = frozenset({ServiceLevel.WHOLE.value, ServiceLevel.PARTIAL.value})
_COLUMNS: Final = (
    "procedure__code",
    "name",
    "field",
    "levels",
    "levels_before",
    "authorities",
    "is_vertical",
    "service_level",
    "limits",
    "fees",
    "components",
    "sets",
    "applicants",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """`levels`: of the agencies that resolve it on that day. `missing`: what it should say."""

    code: str
    name: str
    field: str
    levels: frozenset[str]
    is_vertical: bool
    is_online: bool
    is_charged: bool
    missing: tuple[str, ...]


def offered(on: date) -> tuple[Offered, ...]:
    """The procedures in force on the day, by name. One query."""
    rows = ProcedureVersion.objects.in_force(on).order_by("sort_key", "procedure")
    return tuple(_offered(row, on) for row in rows.values(*_COLUMNS))


def _offered(row: Mapping[str, Any], on: date) -> Offered:
    before = row["levels_before"] if on < TWO_LEVELS_SINCE else ()
    return Offered(
        code=row["procedure__code"],
        name=row["name"],
        field=row["field"],
        levels=frozenset(before or row["levels"]),
        is_vertical=row["is_vertical"],
        is_online=row["service_level"] in _ONLINE,
        is_charged=any(fee["amount"] for fee in row["fees"].values()),
        missing=tuple(_missing(row)),
    )


def _missing(row: Mapping[str, Any]) -> Iterator[str]:
    """Of what NĐ 63/2010/NĐ-CP, Điều 8 composes a procedure of."""
    if not row["components"] or not row["sets"]:
        yield "giấy tờ, số bộ"
    if any(limit["amount"] is None for limit in row["limits"].values()):
        yield "thời hạn"
    if not row["applicants"]:
        yield "đối tượng"
    if not all(row["authorities"].values()):
        yield "cơ quan thực hiện"
