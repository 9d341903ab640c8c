"""A million dossiers into the tables, by COPY; indexes are laid anew afterwards."""

from __future__ import annotations

import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta
from typing import Any

from django.db import connection

from bench.province.lives import Desk, Life
from motcua.demo.rules import person
from motcua.journal.rules import entry_hash
from motcua.ledger.models import Topic
from motcua.ledger.rules import Cell, postings
from motcua.ledger.rules.cells import POSTED
from motcua.ledger.services import buckets
from motcua.people.rules import fold


POSITION = (
    "code", "unit_id", "topic_id", "channel", "officer_id", "received_on", "state", "due_on",
    "ended_on", "is_digitised", "has_e_result", "from_on", "until_on",
)  # fmt: skip
TALLY = ("grain", "start", "unit_id", "topic_id", "is_loose", *(cell.value for cell in POSTED))
ENTRY = ("kind", "subject", "seq", "facts", "at", "by_id", "hash")
Posts = defaultdict[tuple[int, int], Counter[tuple[Any, Cell]]]


def load(lives: Iterable[Life], desks: Sequence[Desk], *, with_journal: bool) -> int:
    """How many positions, in the caller's transaction.

    With a journal the whole set must fit into memory: it is for less.
    """
    topics = _topics(desks)
    posts: Posts = defaultdict(Counter)
    kept: list[Life] = []
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")  # no foreign key one by one
        with _bare(cursor, "ledger_position"), _copied(cursor, "ledger_position", POSITION) as out:
            count = 0
            for life in lives:
                count += _positions(life, topics, posts, out)
                if with_journal:
                    kept.append(life)
        with _copied(cursor, "ledger_tally", TALLY) as out:
            for row in sorted(_tallies(posts)):  # a worker melts them day by day
                out.write_row(row)
        cursor.execute(_TOTALS)
        if with_journal:
            with _copied(cursor, "journal_entry", ENTRY) as out:
                for life in kept:
                    for entry in _entries(life):
                        out.write_row(entry)
        with _bare(cursor, "dossiers_dossier"):
            cursor.execute(_DOSSIERS, _people())
    return count


def _topics(desks: Sequence[Desk]) -> dict[tuple[str, str], int]:
    pairs = dict.fromkeys((s.procedure, s.field) for desk in desks for s in desk.subjects)
    made = Topic.objects.bulk_create([Topic(procedure=p, field=f) for p, f in pairs])
    return {(topic.procedure, topic.field): topic.pk for topic in made}


def _positions(life: Life, topics: dict[tuple[str, str], int], posts: Posts, out: Any) -> int:
    topic = topics[life.subject.procedure, life.subject.field]
    stays = life.stays()
    for stay in stays:
        posts[life.desk.unit_id, topic].update(postings(stay))
        stand = stay.stand
        out.write_row(
            (
                life.code, life.desk.unit_id, topic, life.channel, stand.officer_id,
                stay.received_on, stand.state.value, stand.due_on, stay.ended_on,
                stand.is_digitised, stand.has_e_result, stay.from_on, stay.until_on,
            )
        )  # fmt: skip
    return len(stays)


def _tallies(posts: Posts) -> Iterator[tuple[Any, ...]]:
    for (unit_id, topic_id), found in posts.items():
        for (grain, start), cells in buckets(found).items():
            values = (cells.get(cell.value, 0) for cell in POSTED)
            yield (int(grain), start, unit_id, topic_id, False, *values)


def _entries(life: Life) -> Iterator[tuple[Any, ...]]:
    previous = ""
    for seq, (day, kind, facts) in enumerate(life.deeds, 1):
        at = datetime.combine(day, time(2), UTC) + timedelta(minutes=5 * seq)
        previous = entry_hash(
            previous=previous, seq=seq, kind=kind, subject=life.code, facts=facts, by_id=None, at=at
        )
        yield kind, life.code, seq, json.dumps(facts), at, None, previous


@contextmanager
def _copied(cursor: Any, table: str, columns: Sequence[str]) -> Iterator[Any]:
    with cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as out:
        yield out


@contextmanager
def _bare(cursor: Any, table: str) -> Iterator[None]:
    """Without the indexes that no constraint needs; they come back at the end."""
    cursor.execute(
        """
        SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index i
        LEFT JOIN pg_constraint c ON c.conindid = i.indexrelid AND c.conrelid = i.indrelid
        WHERE i.indrelid = %s::regclass AND c.oid IS NULL
        """,
        [table],
    )
    found = cursor.fetchall()
    for name, _ in found:
        cursor.execute(f"DROP INDEX {name}")
    yield
    cursor.execute("SET LOCAL maintenance_work_mem = '512MB'")
    for _, definition in found:
        cursor.execute(definition)


def _people() -> dict[str, Any]:
    names = [person(random.Random(number), "").name for number in range(500)]
    return {"names": names, "keys": [fold(name) for name in names]}


_CELLS = ", ".join(cell.value for cell in POSTED)
_SUMS = ", ".join(f"sum({cell.value})" for cell in POSTED)
_TOTALS = f"""
INSERT INTO ledger_total (grain, start, unit_id, is_loose, {_CELLS})
SELECT grain, start, unit_id, false, {_SUMS} FROM ledger_tally
GROUP BY grain, start, unit_id ORDER BY grain, start
"""
_DOSSIERS = """
INSERT INTO dossiers_dossier (
    code, procedure, procedure_version, procedure_name, field, process_id, channel, assistance,
    status, outcome, version, receiving_unit_id, receiving_agency_id, resolving_unit_id,
    returning_unit_id, applicant_kind, applicant_name, applicant_id_number, applicant_phone,
    applicant_email, applicant_address, search_key, summary, form, submitted_at, accepted_at,
    accepted_by_id, register_year, register_number, complete_at, limit_amount, limit_unit,
    limit_source, due_at, first_due_at, has_stood_still, is_being_corrected, supplements_asked,
    finished_at, returned_at, returned_by_id, result_number, result_name, handed_to, returned_how,
    tracking_number, taker_showed, taker_authority, closing_reason, closed_at, money_state,
    delivery, delivery_address, delivery_state, exchange_state, step_order, step_name, step_role,
    step_unit_id, assignee_id, step_entered_at, step_due_at
)
SELECT p.code, t.procedure, v.id, v.name, t.field, 1, p.channel, 'own',
    w.status, CASE WHEN w.is_result THEN p.state ELSE '' END, 1, s.id, p.unit_id, p.unit_id,
    s.id, 'citizen', n.name, lpad(p.id::text, 12, '0'), '',
    '', '', n.key || ' ' || lower(p.code), '', '{}', w.came, w.came,
    p.officer_id, extract(year FROM p.received_on),
    row_number() OVER (PARTITION BY p.unit_id, extract(year FROM p.received_on) ORDER BY p.id),
    w.came, 5, 'working_day', 'QĐ', w.due, coalesce(w.due, w.came + interval '5 days'),
    w.waits, false, (p.state = 'awaiting')::int,
    CASE WHEN w.is_result THEN w.ended END, CASE WHEN w.is_result THEN w.ended END,
    CASE WHEN w.is_result THEN p.officer_id END, CASE WHEN w.is_result THEN '1/QĐ' ELSE '' END,
    '', CASE WHEN w.is_result THEN n.name ELSE '' END,
    CASE WHEN w.is_result THEN 'counter' ELSE '' END,
    '', '', '', CASE WHEN p.state IN ('withdrawn', 'stopped') THEN 'Theo đề nghị' ELSE '' END,
    w.ended, 'nothing_owed', 'counter', '',
    CASE WHEN w.is_result THEN 'delivered' ELSE 'nothing' END,
    'not_sent', 3, 'Thụ lý', 'specialist', s.id, p.officer_id, w.came, w.due
FROM ledger_position p
JOIN ledger_topic t ON t.id = p.topic_id
JOIN LATERAL (
    SELECT id, name FROM catalog_procedureversion v
    WHERE v.procedure_id = (SELECT id FROM catalog_procedure WHERE code = t.procedure)
    ORDER BY since DESC LIMIT 1
) v ON true
JOIN people_unit s ON s.parent_id = p.unit_id AND s.kind = 'one_stop'
CROSS JOIN LATERAL (
    SELECT (%(names)s::text[])[1 + p.id %% 500] AS name, (%(keys)s::text[])[1 + p.id %% 500] AS key
) n
CROSS JOIN LATERAL (
    SELECT p.state IN ('granted', 'refused') AS is_result,
        p.state IN ('awaiting', 'paused') AS waits,
        p.received_on + time '09:00' AS came,
        p.due_on + time '17:00' AS due,
        p.ended_on + time '16:00' AS ended,
        CASE p.state WHEN 'running' THEN 'in_process' WHEN 'awaiting' THEN 'awaiting_supplement'
            WHEN 'paused' THEN 'awaiting_payment' WHEN 'withdrawn' THEN 'withdrawn'
            WHEN 'stopped' THEN 'stopped' ELSE 'returned' END AS status
) w
WHERE p.until_on IS NULL
"""
