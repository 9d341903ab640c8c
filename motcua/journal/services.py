"""Writing to the journal. What is written here is written in the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from procrastinate.contrib.django import app
from psycopg.types.json import Jsonb

from motcua.journal.models import Entry, Seal
from motcua.journal.rules import Author, Fact, entry_hash, merkle_root, plain, seal_hash


# Named, not imported: tasks stand above services.
DELIVER = "motcua.journal.tasks.deliver"


@transaction.atomic
def record(fact: Fact, *, by: int | Author | None, at: datetime) -> int:
    """Write a fact and, in the caller's transaction, one job for each reaction to it.

    `by` is who acted, None for the house itself; of somebody who stands in for a colleague the
    entry says for whom. Returns the entry's id. Two writers about one subject wait for each other,
    so that their chain never forks.
    """
    values = asdict(fact)
    subject = values.pop("subject")
    by_id = by if by is None or isinstance(by, int) else by.user_id
    if by is not None and not isinstance(by, int) and by.acting_for_name:
        values["acting_for"] = by.acting_for_name
    facts = plain(values)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [subject])
    last = Entry.objects.filter(subject=subject).order_by("-seq").values_list("seq", "hash").first()
    seq, previous = (last[0] + 1, last[1]) if last else (1, "")
    entry = Entry.objects.create(
        kind=fact.kind,
        subject=subject,
        seq=seq,
        facts=facts,
        at=at,
        by_id=by_id,
        hash=entry_hash(
            previous=previous,
            seq=seq,
            kind=fact.kind,
            subject=subject,
            facts=facts,
            by_id=by_id,
            at=at,
        ),
    )
    for reaction in settings.REACTIONS.get(fact.kind, ()):
        _defer(entry.pk, reaction)
    return entry.pk


@transaction.atomic
def record_many(happened: Iterable[tuple[Fact, int | None, datetime]]) -> int:
    """Write what happened elsewhere, to subjects the journal knows nothing of yet; how many.

    Chained as `record` chains, in the order given. Nobody reacts: what is told afterwards is not
    news. Raises IntegrityError where a subject is known. One COPY, whatever the number.
    """
    columns = [field for field in Entry._meta.concrete_fields if not field.primary_key]
    names = ", ".join(f'"{field.column}"' for field in columns)
    ends: dict[str, tuple[int, str]] = {}
    copy_in = f'COPY "{Entry._meta.db_table}" ({names}) FROM STDIN'
    with (
        connection.wrap_database_errors,
        connection.cursor() as cursor,
        cursor.copy(copy_in) as copy,
    ):
        for fact, by_id, at in happened:
            seq, previous = ends.get(fact.subject, (0, ""))
            row = _chained(fact, seq + 1, previous, by_id, at)
            ends[fact.subject] = row["seq"], row["hash"]
            copy.write_row([row[field.attname] for field in columns])
    return sum(seq for seq, _ in ends.values())


def _chained(
    fact: Fact, seq: int, previous: str, by_id: int | None, at: datetime
) -> dict[str, Any]:
    values = {f.name: getattr(fact, f.name) for f in fields(fact) if f.name != "subject"}
    about = {"kind": fact.kind, "subject": fact.subject, "by_id": by_id, "at": at}
    facts = plain(values)
    digest = entry_hash(previous=previous, seq=seq, facts=facts, **about)  # type: ignore[arg-type]
    return {**about, "seq": seq, "facts": Jsonb(facts), "hash": digest}


def _defer(entry_id: int, reaction: str) -> None:
    task: Any = app.configure_task(name=DELIVER, queue="reactions")
    task.defer(entry_id=entry_id, reaction=reaction)


@transaction.atomic
def seal_new_entries(*, at: datetime) -> bool:
    """Put all entries since the last seal under a Merkle root. False when there were none.

    The lock waits for writers under way and holds new ones back for the moment of sealing: without
    it an entry with a lower id could be committed after its range was sealed.
    Raises OperationalError when writers hold the table for over two seconds; the next run seals.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '2s'")
        cursor.execute("LOCK TABLE journal_entry IN SHARE MODE")
    last = Seal.objects.order_by("-first_id").first()
    new = list(
        Entry.objects.filter(pk__gt=last.last_id if last else 0)
        .order_by("pk")
        .values_list("pk", "hash")
    )
    if not new:
        return False
    first_id, last_id, root = new[0][0], new[-1][0], merkle_root([digest for _, digest in new])
    Seal.objects.create(
        first_id=first_id,
        last_id=last_id,
        count=len(new),
        root=root,
        hash=seal_hash(
            previous=last.hash if last else "",
            root=root,
            first_id=first_id,
            last_id=last_id,
            count=len(new),
        ),
        at=at,
    )
    return True
