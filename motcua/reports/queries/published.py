"""Figures for everybody: by unit and by field, never by procedure or official.

Sources
    Luật Tiếp cận thông tin 2016, Điều 17; NĐ 61/2018/NĐ-CP, Điều 25: progress and results of
    procedures are published. Luật 91/2025/QH15: nobody can be told from a number, so that what
    counts fewer than five dossiers is added to what stands beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from motcua.ledger.rules import Period
from motcua.reports.queries.scopes import scope
from motcua.reports.queries.tables import Grouping, rows_of, sum_of
from motcua.reports.rules import Row


FEWEST = 5
OTHER_FIELDS = "Lĩnh vực khác"
OTHER_UNITS = "Đơn vị khác"


@dataclass(frozen=True, slots=True)
class Published:
    """`units` and `fields` each add up to `total`."""

    name: str
    code: str
    period: Period
    total: Row
    units: tuple[Row, ...]
    fields: tuple[Row, ...]


def published(period: Period, *, unit_id: int | None = None) -> Published:
    """Of an agency and what lies below it; None: the whole installation. At most five queries.

    Raises NoSuchUnit and NotAnAgency.
    """
    of = scope(unit_id)
    units = rows_of(of, period, by=Grouping.UNIT)
    fields = rows_of(of, period, by=Grouping.FIELD)
    return Published(
        of.name,
        of.unit.code if of.unit else "",
        period,
        Row("", of.name, sum_of(row.counts for row in units)),
        merged([row for row in units if not row.is_empty], OTHER_UNITS),
        merged(fields, OTHER_FIELDS),
    )


def merged(rows: Sequence[Row], other: str) -> tuple[Row, ...]:
    """Rows of fewer than five dossiers as one, with the next larger while that is too small."""
    by_size = sorted(rows, key=lambda row: row.figure("received"))
    small = [row for row in by_size if row.figure("received") < FEWEST]
    while small and len(small) < len(by_size) and _size(small) < FEWEST:
        small.append(by_size[len(small)])
    if not small:
        return tuple(rows)
    gone = {row.key for row in small}
    together = Row("", other, sum_of(row.counts for row in small))
    return (*(row for row in rows if row.key not in gone), together)


def _size(rows: Sequence[Row]) -> int:
    return sum(row.figure("received") for row in rows)
