"""Writing where dossiers stand. Always in the transaction of the change itself."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db import connection, transaction
from django.db.models import Model

from motcua.ledger.models import Position, Posted, Tally, Topic, Total
from motcua.ledger.rules import Cell, Grain, Stand, State, Stay, postings, start_of
from motcua.ledger.rules.cells import POSTED


MOST_KEYS = 20_000
Posts = Counter[tuple[date, Cell]]
Key = tuple[int, int]  # unit and topic


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """What of a dossier never changes in the figures."""

    code: str
    unit_id: int
    procedure: str
    field: str
    channel: str


@transaction.atomic(savepoint=False)
def enter(filing: Filing, stand: Stand, *, on: date) -> None:
    """Note how a dossier stands from this day on; its first entry is the day it was received.

    Several on one day: the last one holds. The caller holds the dossier's lock. What has ended
    stays as it ended: later scans and corrections change no figure.
    """
    row = Position.objects.filter(code=filing.code, until_on=None).first()
    if row is None:
        _begin(filing, stand, on)
        return
    before = stay_of(row)
    on = max(on, row.from_on)
    after = _next(before, stand, on)
    if after is None:
        return
    posts = postings(after)
    posts.subtract(postings(before))
    if after.from_on == before.from_on:
        _write(row, after)
        row.save()
    else:
        closed = replace(before, until_on=on)
        posts.update(postings(closed))
        Position.objects.filter(pk=row.pk).update(until_on=on)
        row.pk, row._state.adding = None, True
        _write(row, after)
        row.save()
    _post({(row.unit_id, row.topic_id): posts})


def _begin(filing: Filing, stand: Stand, on: date) -> None:
    topic, _ = Topic.objects.get_or_create(procedure=filing.procedure, field=filing.field)
    row = Position(
        code=filing.code,
        unit_id=filing.unit_id,
        topic=topic,
        channel=filing.channel,
        received_on=on,
    )
    stay = Stay(channel=filing.channel, received_on=on, stand=stand, from_on=on)
    _write(row, stay)
    row.save()
    _post({(row.unit_id, topic.pk): postings(stay)})


def _next(before: Stay, stand: Stand, on: date) -> Stay | None:
    """None when nothing changes. An end keeps the promise that ran until then."""
    was = before.stand
    if was.state.is_end and not (stand.state.is_end and on == before.from_on):
        return None
    if stand.state.is_end and stand.due_on is None:
        promised = was.due_on if was.state is State.RUNNING or was.state.is_end else None
        stand = replace(stand, due_on=promised)
    if stand.officer_id is None:
        stand = replace(stand, officer_id=was.officer_id)
    return None if stand == was else replace(before, stand=stand, from_on=on)


def stay_of(row: Position) -> Stay:
    return Stay(
        channel=row.channel,
        received_on=row.received_on,
        stand=Stand(
            state=State(row.state),
            due_on=row.due_on,
            officer_id=row.officer_id,
            is_digitised=row.is_digitised,
            has_e_result=row.has_e_result,
        ),
        from_on=row.from_on,
        until_on=row.until_on,
    )


def _write(row: Position, stay: Stay) -> None:
    stand = stay.stand
    row.state, row.due_on, row.officer_id = stand.state.value, stand.due_on, stand.officer_id
    row.is_digitised, row.has_e_result = stand.is_digitised, stand.has_e_result
    row.from_on, row.until_on, row.ended_on = stay.from_on, stay.until_on, stay.ended_on


def _post(posts: Mapping[Key, Posts]) -> None:
    Tally.objects.bulk_create(list(_tallies(posts)))
    Total.objects.bulk_create(list(_totals(posts)))


def _tallies(posts: Mapping[Key, Posts]) -> Iterator[Tally]:
    for (unit_id, topic_id), found in posts.items():
        for (grain, start), cells in buckets(found).items():
            yield Tally(grain=grain, start=start, unit_id=unit_id, topic_id=topic_id, **cells)


def _totals(posts: Mapping[Key, Posts]) -> Iterator[Total]:
    by_unit: defaultdict[int, Posts] = defaultdict(Counter)
    for (unit_id, _), found in posts.items():
        by_unit[unit_id].update(found)
    for unit_id, found in by_unit.items():
        for (grain, start), cells in buckets(found).items():
            yield Total(grain=grain, start=start, unit_id=unit_id, **cells)


def buckets(posts: Posts) -> dict[tuple[Grain, date], dict[str, int]]:
    """The same postings in buckets of each size; what adds up to nothing is left out."""
    found: defaultdict[tuple[Grain, date], Counter[str]] = defaultdict(Counter)
    for (day, cell), count in posts.items():
        for grain in Grain:
            found[grain, start_of(grain, day)][cell.value] += count
    return {key: dict(cells) for key, cells in found.items() if any(cells.values())}


@transaction.atomic
def load(rows: Iterable[tuple[Filing, tuple[Stay, ...]]]) -> int:
    """Lay in whole histories at once, of dossiers that are not in the ledger yet; how many.

    For data that comes from elsewhere; `enter` says the same, change by change.
    """
    topics: dict[tuple[str, str], Topic] = {}
    positions: list[Position] = []
    posts: defaultdict[Key, Posts] = defaultdict(Counter)
    count = 0
    for filing, stays in rows:
        named = filing.procedure, filing.field
        if named not in topics:
            topics[named] = Topic.objects.get_or_create(
                procedure=filing.procedure, field=filing.field
            )[0]
        for stay in stays:
            row = Position(
                code=filing.code,
                unit_id=filing.unit_id,
                topic=topics[named],
                channel=filing.channel,
                received_on=stay.received_on,
            )
            _write(row, stay)
            positions.append(row)
            posts[filing.unit_id, topics[named].pk].update(postings(stay))
        count += 1
    _copy(Position, positions)
    _copy(Tally, _tallies(posts))
    _copy(Total, _totals(posts))
    return count


def _copy(model: type[Model], rows: Iterable[Model]) -> None:
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    names, columns = [f.attname for f in fields], ", ".join(f'"{f.column}"' for f in fields)
    copy_in = f'COPY "{model._meta.db_table}" ({columns}) FROM STDIN'
    with (
        connection.wrap_database_errors,
        connection.cursor() as cursor,
        cursor.copy(copy_in) as copy,
    ):
        for row in rows:
            copy.write_row([getattr(row, name) for name in names])


@transaction.atomic
def melt(*, most: int = MOST_KEYS) -> int:
    """Melt the loose rows of at most so many keys of each table; how many keys, of the longer one.

    One statement each: whoever sums meanwhile sees the rows before it or after it, never half.
    """
    return max(
        _melt(Tally, ("grain", "start", "unit_id", "topic_id"), most),
        _melt(Total, ("grain", "start", "unit_id"), most),
    )


def _melt(model: type[Posted], columns: tuple[str, ...], most: int) -> int:
    table, key = model._meta.db_table, ", ".join(columns)
    same = " AND ".join(f"{table}.{column} = keys.{column}" for column in columns)
    cells = [cell.value for cell in POSTED]
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            WITH keys AS (
                SELECT DISTINCT {key} FROM {table} WHERE is_loose LIMIT %s
            ), gone AS (
                DELETE FROM {table} USING keys WHERE {same} RETURNING {table}.*
            )
            INSERT INTO {table} ({key}, is_loose, {", ".join(cells)})
            SELECT {key}, false, {", ".join(f"sum({cell})" for cell in cells)}
            FROM gone GROUP BY {key}
            """,
            [most],
        )
        return int(cursor.rowcount)
