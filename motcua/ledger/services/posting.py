"""What positions add to the sums of days and larger buckets; rows are appended, never updated."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from django.db import connection
from django.db.models import Model

from motcua.ledger.models import Tally, Total
from motcua.ledger.rules import Cell, Grain, start_of


Posts = Counter[tuple[date, Cell]]
Key = tuple[int, int]  # unit and topic


def post(posts: Mapping[Key, Posts]) -> None:
    Tally.objects.bulk_create(list(tallies(posts)))
    Total.objects.bulk_create(list(totals(by_unit(posts))))


def tallies(posts: Mapping[Key, Posts], *, is_loose: bool = True) -> Iterator[Tally]:
    for (unit_id, topic_id), found in posts.items():
        for (grain, start), cells in buckets(found).items():
            yield Tally(
                grain=grain,
                start=start,
                is_loose=is_loose,
                unit_id=unit_id,
                topic_id=topic_id,
                **cells,
            )


def totals(posts: Mapping[int, Posts], *, is_loose: bool = True) -> Iterator[Total]:
    for unit_id, found in posts.items():
        for (grain, start), cells in buckets(found).items():
            yield Total(grain=grain, start=start, is_loose=is_loose, unit_id=unit_id, **cells)


def by_unit(posts: Mapping[Key, Posts]) -> dict[int, Posts]:
    found: defaultdict[int, Posts] = defaultdict(Counter)
    for (unit_id, _), some in posts.items():
        found[unit_id].update(some)
    return found


def buckets(posts: Posts) -> dict[tuple[Grain, date], dict[str, int]]:
    """The same postings in buckets of each size; what adds up to nothing is left out."""
    found: defaultdict[tuple[Grain, date], Counter[str]] = defaultdict(Counter)
    for (day, cell), count in posts.items():
        for grain in Grain:
            found[grain, start_of(grain, day)][cell.value] += count
    return {key: dict(cells) for key, cells in found.items() if any(cells.values())}


def copy_in(model: type[Model], rows: Iterable[Model]) -> None:
    """All at once; a COPY asks for no keys back."""
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    names, columns = [f.attname for f in fields], ", ".join(f'"{f.column}"' for f in fields)
    copy_from = f'COPY "{model._meta.db_table}" ({columns}) FROM STDIN'
    with (
        connection.wrap_database_errors,
        connection.cursor() as cursor,
        cursor.copy(copy_from) as copy,
    ):
        for row in rows:
            copy.write_row([getattr(row, name) for name in names])
