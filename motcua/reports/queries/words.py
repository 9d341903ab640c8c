"""The paragraph of an agency and a period, from the same figures as every table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from motcua.ledger.rules import Counts
from motcua.people.rules import UnitKind
from motcua.reports.queries.scopes import LEVELS, Scope, scope
from motcua.reports.queries.tables import Grouping, Report, report_of, sum_of
from motcua.reports.rules import Named, Row
from motcua.reports.rules.paragraph import Part, Style, Text, below_name, paragraph


@dataclass(frozen=True, slots=True)
class Written:
    """The words, and the table they are made of."""

    title: str
    text: Text
    report: Report


def written(
    named: Named,
    *,
    unit_id: int | None,
    asked_on: date,
    below: bool = True,
    style: Style | None = None,
) -> Written:
    """Up to the day it is asked for, where the period still runs. At most six queries.

    Raises NoSuchUnit, NotAnAgency and PeriodNotBegun.
    """
    return written_of(scope(unit_id, below=below), named, asked_on=asked_on, style=style)


def written_of(of: Scope, named: Named, *, asked_on: date, style: Style | None = None) -> Written:
    chosen = style or Style()
    found = report_of(of, named.until(asked_on), by=Grouping.UNIT)
    title = named.title(asked_on)
    parts = list(parts_of(found, chosen))
    return Written(title, paragraph(title, parts, chosen), found)


def parts_of(found: Report, style: Style) -> Iterator[Part]:
    """The agency, then each level below it that has dossiers."""
    top = found.scope.unit
    if top is None or (style.is_whole and found.scope.has_below):
        yield Part(whole_name(found.scope), found.total.figures())
    else:
        own = next((row for row in found.rows if row.id == top.id), Row("", "", Counts()))
        yield Part(top.name, own.figures())
    for kind in LEVELS:
        below = {card.id for card in found.scope.level(kind) if top is None or card.id != top.id}
        rows = [row for row in found.rows if row.id in below]
        together = Row("", "", sum_of(row.counts for row in rows))
        if not together.is_empty:
            yield Part(_level_name(kind, rows), together.figures())


def whole_name(of: Scope) -> str:
    """«toàn huyện Mèo Vạc»."""
    return f"toàn {of.unit.name.removeprefix('UBND ')}" if of.unit else "toàn hệ thống"


def _level_name(kind: UnitKind, rows: list[Row]) -> str:
    if kind is UnitKind.VERTICAL:
        return "các cơ quan ngành dọc"
    if len(rows) == 1:
        return rows[0].label
    return below_name(row.label for row in rows)
