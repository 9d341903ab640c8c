"""Taking in many procedures at once, from a file, with a report row by row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from motcua.catalog.errors import PastIsFixed
from motcua.catalog.facts import CATALOG, CatalogImported
from motcua.catalog.models import Procedure, ProcedureVersion
from motcua.catalog.rules import Row, fingerprint, objection, read_row
from motcua.catalog.services.storing import dated, open_version, refresh_words
from motcua.errors import DomainError
from motcua.journal import services as journal
from motcua.people.rules import Actor


MOST_ROWS = 20_000


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong in one row. `row` is its number in the file, as people count it."""

    row: int
    code: str
    column: str
    message: str


@dataclass(frozen=True, slots=True)
class Report:
    """What an import did, or would have done had no row been wrong."""

    rows: int
    created: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    cannot_be_filed: tuple[str, ...] = ()  # taken in, but their limit is not clear
    problems: tuple[RowProblem, ...] = ()
    is_done: bool = True

    @property
    def refused(self) -> int:
        return len({problem.row for problem in self.problems})


@dataclass(slots=True)
class _Tally:
    created: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)
    written: list[ProcedureVersion] = field(default_factory=list)


def import_procedures(
    rows: Sequence[Mapping[str, Any]],
    *,
    by: Actor | None,
    at: datetime,
    since: date | None = None,
    partial: bool = False,
    first_row: int = 1,
) -> Report:
    """Take in rows in the shape of data/procedures.json; none if one is wrong, unless `partial`.

    A procedure that is new is taken in from the day of its row; one that says something else than
    in force on `since` (today, unless given) gets a new version from then on. The same content
    again changes nothing, and days past are never rewritten. `by` is None for the house itself.

    Raises NotAdministrator.
    """
    numbered = tuple(enumerate(rows, start=first_row))
    return import_numbered(numbered, (), by=by, at=at, since=since, partial=partial)


@transaction.atomic
def import_numbered(
    rows: Sequence[tuple[int, Mapping[str, Any]]],
    problems: Sequence[RowProblem],
    *,
    by: Actor | None,
    at: datetime,
    since: date | None,
    partial: bool,
) -> Report:
    """As `import_procedures`, for rows that have their numbers and were partly read already."""
    if by is not None and (refusal := objection(by)):
        raise refusal
    with connection.cursor() as cursor:  # two imports at once wait for each other; readers do not
        cursor.execute("LOCK TABLE catalog_procedure IN SHARE ROW EXCLUSIVE MODE")
    account = by.user_id if by else None
    tally = _Tally(problems=list(problems))
    read = _read(rows[:MOST_ROWS], tally)
    if len(rows) > MOST_ROWS:
        message = f"Tệp có quá {MOST_ROWS:,} dòng.".replace(",", ".")
        tally.problems.append(RowProblem(rows[MOST_ROWS][0], "", "", message))
    if tally.problems and not partial:
        return _refused(len(rows), tally)
    _write(read, tally, since or timezone.localdate(at), by=account, at=at)
    if tally.problems and not partial:
        transaction.set_rollback(True)
        return _refused(len(rows), tally)
    _finish(len(rows), tally, by=account, at=at)
    return Report(
        rows=len(rows),
        created=tuple(tally.created),
        changed=tuple(tally.changed),
        unchanged=tuple(tally.unchanged),
        cannot_be_filed=tuple(sorted({row.code for _, row in read if row.content.unknown_because})),
        problems=_in_order(tally),
    )


def _refused(rows: int, tally: _Tally) -> Report:
    return Report(rows, problems=_in_order(tally), is_done=False)


def _in_order(tally: _Tally) -> tuple[RowProblem, ...]:
    return tuple(sorted(tally.problems, key=lambda problem: problem.row))


def _finish(rows: int, tally: _Tally, *, by: int | None, at: datetime) -> None:
    if not tally.written:
        return
    refresh_words(tally.written)
    fact = CatalogImported(
        subject=CATALOG,
        rows=rows,
        created=len(tally.created),
        changed=len(tally.changed),
        unchanged=len(tally.unchanged),
        refused=len({problem.row for problem in tally.problems}),
    )
    journal.record(fact, by=by, at=at)


def _read(rows: Sequence[tuple[int, Mapping[str, Any]]], tally: _Tally) -> list[tuple[int, Row]]:
    """The rows that are right, by code and day; what is wrong with the others goes on the tally."""
    read: list[tuple[int, Row]] = []
    seen: dict[tuple[str, date | None], int] = {}
    for number, raw in rows:
        row, problems = read_row(raw)
        code = str(raw.get("code", ""))[:35]
        tally.problems += [RowProblem(number, code, p.column, p.message) for p in problems]
        if row is None:
            continue
        if (row.code, row.since) in seen:
            message = f"Mã này đã có ở dòng {seen[row.code, row.since]}."
            tally.problems.append(RowProblem(number, code, "Mã thủ tục", message))
            continue
        seen[row.code, row.since] = number
        read.append((number, row))
    return sorted(read, key=lambda pair: (pair[1].code, pair[1].since or date.max))


def _write(
    read: Sequence[tuple[int, Row]], tally: _Tally, since: date, *, by: int | None, at: datetime
) -> None:
    codes = {row.code for _, row in read}
    known = {p.code: p for p in Procedure.objects.filter(code__in=codes)}
    prints: dict[str, list[ProcedureVersion]] = {}
    for stored in (
        ProcedureVersion.objects.filter(procedure__in=known.values())
        .only("procedure", "since", "until", "fingerprint", "procedure__code")
        .select_related("procedure")
    ):
        prints.setdefault(stored.procedure.code, []).append(stored)
    before = frozenset(known)
    for number, row in read:
        start = row.since or since
        if row.code in before:
            if _says_the_same(prints[row.code], row, start):
                tally.unchanged.append(row.code)
                continue
            start = max(start, since)
        elif row.code not in known:
            known[row.code] = Procedure.objects.create(code=row.code)
        _open(number, known[row.code], dated(row, start), tally, by=by, at=at)
    tally.created = sorted(codes - before)
    tally.changed = sorted(set(tally.changed) & before)


def _open(
    number: int, procedure: Procedure, row: Row, tally: _Tally, *, by: int | None, at: datetime
) -> None:
    try:
        if row.until and row.since and row.until < row.since:
            raise PastIsFixed(today=timezone.localdate(at))
        tally.written.append(open_version(procedure, row, by=by, at=at))
    except DomainError as refusal:  # nothing was written yet: the rows before and after stand
        tally.problems.append(RowProblem(number, row.code, "Hiệu lực từ", str(refusal)))
    else:
        tally.changed.append(row.code)


def _says_the_same(stored: Sequence[ProcedureVersion], row: Row, start: date) -> bool:
    """Whether on the day of the row, and on to this day, the catalogue says what the row says."""
    content = fingerprint(row.content)
    return any(
        version.fingerprint == content
        and version.since <= start
        and (version.until is None or start <= version.until)
        for version in stored
    )
