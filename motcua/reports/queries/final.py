"""Reports that are final: lists, one with its content, and how it compares with another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from motcua.ledger.rules import Period
from motcua.people.queries import UnitCard
from motcua.reports.errors import NoSuchReport
from motcua.reports.models import FinalReport
from motcua.reports.queries.scopes import Scope
from motcua.reports.rules.forms import Form, Kind, digest, from_data
from motcua.reports.rules.paragraph import Text
from motcua.reports.rules.periods import Named, days
from motcua.reports.rules.reading import parse


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportCard:
    """A final report in a list; `replaced_by` 0: it stands."""

    id: int
    unit: UnitCard
    kind: Kind
    with_below: bool
    named: Named
    number: str
    signed_at: datetime
    signer_name: str
    signer_title: str
    digest: str
    replaces: int
    replaces_reason: str
    replaced_by: int

    @property
    def period(self) -> Period:
        return self.named.period


@dataclass(frozen=True, slots=True)
class Final:
    """`is_whole`: the content is still what was signed."""

    card: ReportCard
    form: Form
    text: Text | None
    is_whole: bool


@dataclass(frozen=True, slots=True)
class ReportPage:
    cards: tuple[ReportCard, ...]
    next_cursor: int


_LISTED = (
    "pk",
    "unit",
    "kind",
    "with_below",
    "period_code",
    "first_on",
    "last_on",
    "number",
    "year",
    "signed_at",
    "signer_name",
    "signer_title",
    "digest",
    "replaces",
    "replaces_reason",
    "successor",
)


def final_reports(of: Scope, *, before: int = 0, limit: int = 50) -> ReportPage:
    """Of the agencies a person reads, the latest first. One query."""
    found = FinalReport.objects.filter(unit__in=of.ids).order_by("-pk")
    if before:
        found = found.filter(pk__lt=before)
    rows = list(found.values(*_LISTED)[: limit + 1])
    cards = tuple(_card(row, of) for row in rows[:limit])
    return ReportPage(cards, cards[-1].id if len(rows) > limit else 0)


def final_report(report_id: int, of: Scope) -> Final:
    """One query. Raises NoSuchReport, also for one this person may not read."""
    found = FinalReport.objects.filter(pk=report_id, unit__in=of.ids)
    row = found.values(*_LISTED, "content").first()
    if row is None:
        raise NoSuchReport
    content = row.pop("content")
    words = content["text"]
    text = Text(tuple(words["paragraphs"]), tuple(words["remarks"])) if words else None
    card = _card(row, of)
    return Final(card, from_data(content["form"]), text, digest(content) == card.digest)


def standing(
    unit_id: int, kind: Kind, period: Period, *, with_below: bool
) -> tuple[int, str] | None:
    """Id and number of the report that holds for this, None where none is final. One query."""
    found = FinalReport.objects.filter(
        unit=unit_id,
        kind=kind.value,
        with_below=with_below,
        first_on=period.first,
        last_on=period.last,
        successor=None,
    )
    row = found.values_list("pk", "number", "year").first()
    return (row[0], f"{row[1]}/{row[2]}") if row else None


def _card(row: dict[str, Any], of: Scope) -> ReportCard:
    return ReportCard(
        id=row["pk"],
        unit=next(card for card in of.agencies if card.id == row["unit"]),
        kind=Kind(row["kind"]),
        with_below=row["with_below"],
        named=named_of(row["period_code"], row["first_on"], row["last_on"]),
        number=f"{row['number']}/{row['year']}",
        signed_at=row["signed_at"],
        signer_name=row["signer_name"],
        signer_title=row["signer_title"],
        digest=row["digest"],
        replaces=row["replaces"] or 0,
        replaces_reason=row["replaces_reason"],
        replaced_by=row["successor"] or 0,
    )


def named_of(code: str, first: date, last: date) -> Named:
    """The period by its name, or by its days where the name means other days by now."""
    named = parse(code)
    return named if named.period == Period(first, last) else days(first, last)
