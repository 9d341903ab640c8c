"""The one table of figures behind every form, page, file and paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from motcua.catalog import queries as catalog
from motcua.ledger.queries import By, counts, officer_counts
from motcua.ledger.queries.sums import Keyed
from motcua.ledger.rules import Counts, Period
from motcua.people import queries as people
from motcua.people.rules import sort_key
from motcua.reports.errors import NoSuchGrouping
from motcua.reports.queries.scopes import LEVEL_NAMES, LEVELS, Scope, scope
from motcua.reports.rules import Finding, Row, findings_of, flow_findings, level_findings


NO_FIELD = "Chưa ghi lĩnh vực"
NO_OFFICER = "Chưa giao cán bộ"


class Grouping(StrEnum):
    """What the rows of a report are."""

    UNIT = "unit"
    LEVEL = "level"
    FIELD = "field"
    PROCEDURE = "procedure"
    OFFICER = "officer"

    @classmethod
    def of(cls, text: str) -> Grouping:
        """Raises NoSuchGrouping."""
        if text not in set(cls):
            raise NoSuchGrouping(text=text[:40], known=", ".join(cls))
        return cls(text)


_COLUMNS = {
    Grouping.UNIT: By.UNIT,
    Grouping.LEVEL: By.UNIT,
    Grouping.FIELD: By.FIELD,
    Grouping.PROCEDURE: By.PROCEDURE,
}


@dataclass(frozen=True, slots=True)
class Report:
    """As of the end of the period's last day. `findings`: the sums that don't come out."""

    scope: Scope
    period: Period
    by: Grouping
    rows: tuple[Row, ...]
    total: Row
    findings: tuple[Finding, ...]


def report(
    period: Period,
    *,
    unit_id: int | None = None,
    below: bool = True,
    by: Grouping = Grouping.UNIT,
    field: str = "",
) -> Report:
    """Of an agency, alone or with what lies below it; None: the whole installation.

    `field`: dossiers of this field only. By officer: of the agency alone. At most five queries.
    Raises NoSuchUnit and NotAnAgency.
    """
    below = below and by is not Grouping.OFFICER
    return report_of(scope(unit_id, below=below), period, by=by, field=field)


def report_of(of: Scope, period: Period, *, by: Grouping, field: str = "") -> Report:
    """The same for a scope already looked up. At most four queries.

    By officer `field` is not asked: who answered for what is not counted by field.
    """
    field = "" if by is Grouping.OFFICER else field
    found = _found(of, period, by, field)
    made = _rows(of, period, by, found)
    is_apart = by is Grouping.OFFICER  # counted dossier by dossier, the total from the sums
    whole = _total(of, period, field) if is_apart else sum_of(found.values())
    total = Row("", of.name, whole, of.unit.id if of.unit else None)
    before = period.first - timedelta(days=1)
    stock = Row("", of.name, _total(of, Period(before, before), field)).figure("in_progress")
    figures = total.figures()
    findings = (
        *findings_of(figures, of.name),
        *(finding for row in made for finding in findings_of(row.figures(), row.label)),
        *level_findings(figures, [row.figures() for row in made], of.name),
        *flow_findings(stock, figures, of.name),
    )
    return Report(of, period, by, made, total, findings)


def rows_of(of: Scope, period: Period, *, by: Grouping, field: str = "") -> tuple[Row, ...]:
    """The rows alone. At most two queries."""
    return _rows(of, period, by, _found(of, period, by, field))


def _total(of: Scope, period: Period, field: str) -> Counts:
    return counts(period, units=of.ids, field=field)[""]


def _found(of: Scope, period: Period, by: Grouping, field: str) -> Keyed:
    """By what the ledger calls it. One query."""
    if by is Grouping.OFFICER:
        theirs = officer_counts(of.agencies[0].id, period) if of.unit else {}
        return {key: one for key, one in theirs.items()}  # noqa: C416  a wider key to the types
    return counts(period, units=of.ids, by=_COLUMNS[by], field=field)


def _rows(of: Scope, period: Period, by: Grouping, found: Keyed) -> tuple[Row, ...]:
    by_id = {key: one for key, one in found.items() if isinstance(key, int)}
    by_name = {str(key): one for key, one in found.items()}
    match by:
        case Grouping.UNIT:
            return tuple(unit_rows(of, period, by_id))
        case Grouping.LEVEL:
            return tuple(_level_rows(of, by_id))
        case Grouping.FIELD:
            return _sorted(Row(key, key or NO_FIELD, one) for key, one in by_name.items())
        case Grouping.PROCEDURE:
            return _procedure_rows(by_name, period.last)
        case Grouping.OFFICER:
            return _officer_rows(found)


def unit_rows(of: Scope, period: Period, found: Mapping[int, Counts]) -> Iterator[Row]:
    """All agencies in force on the last day, and those that ended but have dossiers in it."""
    now = {card.id for card in of.in_force(period.last)}
    for card in of.agencies:
        if card.id in now or card.id in found:
            yield Row(card.code, card.name, found.get(card.id, Counts()), card.id)


def _level_rows(of: Scope, found: Mapping[int, Counts]) -> Iterator[Row]:
    for kind in LEVELS:
        theirs = [found[card.id] for card in of.level(kind) if card.id in found]
        if theirs:
            yield Row(kind.value, LEVEL_NAMES[kind], sum_of(theirs))


def sum_of(every: Iterable[Counts]) -> Counts:
    total = Counts()
    for one in every:
        total += one
    return total


def _procedure_rows(found: Mapping[str, Counts], on: date) -> tuple[Row, ...]:
    names = catalog.cards(found, on=on)
    return _sorted(
        Row(code, names[code].name if code in names else code, one) for code, one in found.items()
    )


def _officer_rows(found: Keyed) -> tuple[Row, ...]:
    ids = {key for key in found if isinstance(key, int)}
    names = people.names_of(ids)
    rows = [Row(str(key), names.get(key, ""), found[key], key) for key in ids]
    nobody = [Row("", NO_OFFICER, found[None])] if None in found else []
    return _sorted([*rows, *nobody])


def _sorted(rows: Iterable[Row]) -> tuple[Row, ...]:
    return tuple(sorted(rows, key=lambda row: (sort_key(row.label), row.key)))
