"""Statutory forms filled in, with the sums that do not come out. A fixed number of queries."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.conf import settings

from motcua.ledger import queries as ledger
from motcua.ledger.queries.sums import Keyed
from motcua.ledger.rules import Counts, Period
from motcua.people.rules import sort_key
from motcua.printing.rules import place_name
from motcua.reports.queries.causes import late_fields
from motcua.reports.queries.narrowing import unit_of
from motcua.reports.queries.offered import offered
from motcua.reports.queries.scopes import LEVEL_NAMES, LEVELS, Scope
from motcua.reports.queries.tables import Grouping, Report, sum_of, unit_rows
from motcua.reports.queries.words import parts_of
from motcua.reports.rules.figures import Row as Figures
from motcua.reports.rules.forms import (
    About,
    Form,
    Group,
    Key,
    Kind,
    Line,
    by_field,
    by_unit,
    causes,
    one_stop,
)
from motcua.reports.rules.identities import (
    Finding,
    findings_of,
    flow_findings,
    level_findings,
    recount_findings,
)
from motcua.reports.rules.paragraph import Style, Text, paragraph
from motcua.reports.rules.periods import Named


Count = Callable[..., Keyed]
# Compared one by one with what is counted dossier by dossier; the other figures are their sums.
RECOUNTED: Final = (
    "received_online",
    "received_direct",
    "received_postal",
    "carried_over",
    "granted_early",
    "granted_on_time",
    "granted_late",
    "not_eligible",
    "withdrawn",
    "stopped",
    "resolved_late",
    "in_progress_in_time",
    "in_progress_late",
    "awaiting_supplement",
    "paused",
    "digitised",
    "e_results",
)
NO_FIELD: Final = "Chưa rõ lĩnh vực"


@dataclass(frozen=True, slots=True)
class Doubt:
    """A sum that does not come out, and of which row."""

    finding: Finding
    key: Key = Key.ALL
    of: str = ""
    level: str = ""


@dataclass(frozen=True, slots=True)
class Filled:
    form: Form
    doubts: tuple[Doubt, ...]
    text: Text | None


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The numbers of a form before it is one."""

    units: tuple[Figures, ...]
    groups: tuple[Group, ...]
    whole: Figures

    def rows(self) -> dict[tuple[Key, str, str], Figures]:
        """Each row of the form by its place."""
        found = {(Key.ALL, "", ""): self.whole}
        if not self.groups:
            found |= {(Key.UNIT, str(row.id), ""): row for row in self.units}
        for group in self.groups:
            for line in group.lines:
                assert isinstance(line.figures, Figures)
                found[line.key, line.of, group.level] = line.figures
        return found


def fill(kind: Kind, of: Scope, named: Named, *, made_on: date) -> Filled:
    """A form as of the end of the period, or of today while that runs.

    Two queries, and one for each level of agencies. Raises PeriodNotBegun and TooManyLate.
    """
    period = named.until(made_on)
    about = _about(of, named, period, made_on)
    if kind is Kind.CAUSES:
        return Filled(causes(about, late_fields(of, period)), (), None)
    if kind is Kind.ONE_STOP:
        return Filled(one_stop(about, offered(of, period.last)), (), None)
    sheet = _sheet(kind, of, period, ledger.counts)
    if kind is Kind.BY_UNIT:
        lines = [Line(row.label, Key.UNIT, str(row.id), row) for row in sheet.units]
        form = by_unit(about, lines, sheet.whole)
    else:
        form = by_field(about, sheet.groups, sheet.whole)
    doubts = (*_sums(sheet), *_flow(sheet, of, period))
    report = Report(of, period, Grouping.UNIT, sheet.units, sheet.whole, ())
    text = paragraph(named.title(made_on), tuple(parts_of(report, Style())))
    return Filled(form, doubts, text)


def recount(kind: Kind, of: Scope, period: Period) -> tuple[Doubt, ...]:
    """Every number of the form against a count dossier by dossier. Slow: before it is final."""
    if not kind.is_of_dossiers:
        return ()
    fast = _sheet(kind, of, period, ledger.counts).rows()
    slow = _sheet(kind, of, period, ledger.recounted).rows()
    nothing = Figures("", "", Counts())
    found: list[Doubt] = []
    for place in dict.fromkeys((*fast, *slow)):
        left, right = fast.get(place, nothing), slow.get(place, nothing)
        name = left.label or right.label
        gaps = recount_findings(left.figures(), right.figures(), name, RECOUNTED)
        found += [Doubt(gap, *place) for gap in gaps]
    return tuple(found)


def _about(of: Scope, named: Named, period: Period, made_on: date) -> About:
    unit = unit_of(of)
    return About(
        unit_id=unit.id,
        with_below=of.has_below,
        period=period,
        period_words=f"Kỳ báo cáo: {named.title(made_on)}",
        agency=(unit.name.upper(),),
        place=place_name(unit.short_name),
        made_on=made_on,
        kept_heading=settings.REPORT_HEADING,
    )


def _sheet(kind: Kind, of: Scope, period: Period, count: Count) -> _Sheet:
    counted = count(period, units=of.ids, by=ledger.By.UNIT)
    found = {key: one for key, one in counted.items() if isinstance(key, int)}
    units = tuple(unit_rows(of, period, found))
    whole = Figures("", "Tổng cộng", sum_of(found.values()))
    groups = () if kind is Kind.BY_UNIT else tuple(_groups(of, period, count, found))
    return _Sheet(units, groups, whole)


def _groups(
    of: Scope, period: Period, count: Count, found: Mapping[int, Counts]
) -> Iterator[Group]:
    """The levels that have dossiers, and that of the agency itself."""
    for kind in LEVELS:
        ids = [card.id for card in of.level(kind)]
        theirs = [found[pk] for pk in ids if pk in found]
        if not theirs and unit_of(of).kind is not kind:
            continue
        fields = count(period, units=ids, by=ledger.By.FIELD) if theirs else {}
        rows = [Figures(str(key), str(key or NO_FIELD), one) for key, one in fields.items()]
        lines = tuple(
            Line(row.label, Key.FIELD, row.key, row)
            for row in sorted(rows, key=lambda row: sort_key(row.label))
        )
        name = LEVEL_NAMES[kind]
        yield Group(kind.value, name, Figures(kind.value, name, sum_of(theirs)), lines)


def _sums(sheet: _Sheet) -> Iterator[Doubt]:
    """Within each row, and the total, counted by agency, against the lines."""
    rows = sheet.rows()
    for place, row in rows.items():
        for finding in findings_of(row.figures(), row.label):
            yield Doubt(finding, *place)
    lines = [row.figures() for place, row in rows.items() if place[0] is not Key.ALL]
    whole = sheet.whole
    for finding in level_findings(whole.figures(), lines, whole.label, what="các dòng của biểu"):
        yield Doubt(finding)


def _flow(sheet: _Sheet, of: Scope, period: Period) -> Iterator[Doubt]:
    """What this period begins with, against what was open at the end of the day before it."""
    eve = period.first - timedelta(days=1)
    before = ledger.counts(Period(eve, eve), units=of.ids)
    stock = Figures("", "", before.get("", Counts())).figure("in_progress")
    for finding in flow_findings(stock, sheet.whole.figures(), sheet.whole.label):
        yield Doubt(finding)
