"""Sổ theo dõi hồ sơ of a one-stop: what it received, in the order of its numbers.

Source: TT 01/2018/TT-VPCP, Điều 10: numbered continuously within the year.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.db.models import F, Min, Q
from django.utils import timezone

from motcua.dossiers.models import Dossier, DossierQuerySet, StepRun
from motcua.dossiers.queries.worklist import matching
from motcua.dossiers.rules import Delivery, Outcome, Status
from motcua.dossiers.rules.clock import HANOI
from motcua.dossiers.rules.register import RegisterLine
from motcua.people import queries as people


AT_A_TIME = 500
_SHOWN = (
    "pk",
    "register_year",
    "register_number",
    "code",
    "procedure_name",
    "applicant_name",
    "applicant_address",
    "applicant_phone",
    "resolving_unit",
    "accepted_at",
    "first_due_at",
    "reappointed_at",
    "finished_at",
    "returned_at",
    "closed_at",
    "status",
    "outcome",
    "delivery",
    "handed_to",
)


@dataclass(frozen=True, slots=True)
class RegisterPage:
    lines: tuple[RegisterLine, ...]
    next_cursor: str


def register_page(
    unit_id: int, since: date, until: date, *, text: str = "", cursor: str = "", limit: int = 50
) -> RegisterPage:
    """Received from one day to another, both counted. Three queries, however long the register."""
    found = _received(unit_id, since, until)
    if text.strip():
        found = found.filter(matching(text))
    lines = _lines(_after(found, *_read(cursor))[: limit + 1], unit_id)
    shown = lines[:limit]
    more = f"{shown[-1].year}-{shown[-1].number}" if len(lines) > limit else ""
    return RegisterPage(tuple(shown), more)


def register_lines(unit_id: int, since: date, until: date) -> Iterator[RegisterLine]:
    """All of them, some hundred in memory at a time; three queries for each such part."""
    found = _received(unit_id, since, until)
    year, number = 0, 0
    while lines := _lines(_after(found, year, number)[:AT_A_TIME], unit_id):
        yield from lines
        year, number = lines[-1].year, lines[-1].number


def register_has_more(unit_id: int, since: date, until: date, *, than: int) -> bool:
    """Whether there are more lines than so many; counts no further."""
    return _received(unit_id, since, until)[than : than + 1].exists()


def _received(unit_id: int, since: date, until: date) -> DossierQuerySet:
    begin = datetime(since.year, since.month, since.day, tzinfo=HANOI)
    end = datetime(until.year, until.month, until.day, tzinfo=HANOI) + timedelta(days=1)
    # UTC, so that the same period is the same parameter on every server.
    days = Q(accepted_at__gte=begin.astimezone(UTC), accepted_at__lt=end.astimezone(UTC))
    years = Q(register_year__gte=since.year, register_year__lte=until.year)
    return Dossier.objects.filter(days & years, receiving_unit=unit_id).order_by(
        "register_year", "register_number"
    )


def _after(found: DossierQuerySet, year: int, number: int) -> DossierQuerySet:
    if not year:
        return found
    return found.filter(
        Q(register_year__gt=year) | Q(register_year=year, register_number__gt=number)
    )


def _read(cursor: str) -> tuple[int, int]:
    year, _, number = cursor.partition("-")
    if all(part.isascii() and part.isdigit() and len(part) < 10 for part in (year, number)):
        return int(year), int(number)
    return 0, 0


def _lines(found: DossierQuerySet, unit_id: int) -> list[RegisterLine]:
    rows = list(found.values(*_SHOWN))
    sent = _sent([row["pk"] for row in rows], unit_id)
    agencies = {
        pk: card.name for pk, card in people.units({row["resolving_unit"] for row in rows}).items()
    }
    return [_line(row, sent, agencies) for row in rows]


def _sent(ids: Sequence[int], unit_id: int) -> dict[int, datetime]:
    """When each first stood in another office than the one that received it."""
    away = StepRun.objects.filter(dossier__in=ids).exclude(unit=unit_id)
    return dict(away.values_list("dossier").annotate(first=Min(F("entered_at"))))


def _line(
    row: Mapping[str, object], sent: Mapping[int, datetime], agencies: Mapping[int, str]
) -> RegisterLine:
    found = _Row(row)
    return RegisterLine(
        year=found.number("register_year"),
        number=found.number("register_number"),
        code=found.text("code"),
        procedure_name=found.text("procedure_name"),
        sets=1,
        applicant_name=found.text("applicant_name"),
        applicant_address=found.text("applicant_address"),
        applicant_phone=found.text("applicant_phone"),
        agency=agencies[found.number("resolving_unit")],
        accepted_at=found.stamp("accepted_at"),
        due_at=found.stamp("first_due_at"),
        sent_at=sent.get(found.number("pk")),
        finished_at=found.moment("finished_at"),
        returned_at=found.moment("returned_at"),
        delivery=Delivery(found.text("delivery")).label,
        handed_to=found.text("handed_to"),
        note=_note(found),
    )


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of values with the types of its columns."""

    values: Mapping[str, object]

    def text(self, name: str) -> str:
        return str(self.values[name])

    def number(self, name: str) -> int:
        value = self.values[name]
        assert isinstance(value, int)
        return value

    def moment(self, name: str) -> datetime | None:
        value = self.values[name]
        return value if isinstance(value, datetime) else None

    def stamp(self, name: str) -> datetime:
        value = self.moment(name)
        assert value is not None
        return value


def _note(row: _Row) -> str:
    said = []
    if again := row.moment("reappointed_at"):
        said.append(f"Hẹn lại {timezone.localtime(again):%d/%m/%Y}")
    status = Status(row.text("status"))
    if status in (Status.WITHDRAWN, Status.STOPPED):
        closed = row.stamp("closed_at")
        said.append(f"{status.label} {timezone.localtime(closed):%d/%m/%Y}")
    if row.text("outcome") == Outcome.REFUSED:
        said.append(Outcome.REFUSED.label)
    return "; ".join(said)
