"""Writing versions. The only place that writes them; callers have locked the procedure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from django.db import connection
from django.utils import timezone

from motcua.catalog.errors import AlreadyClosed, PastIsFixed, VersionsOverlap
from motcua.catalog.facts import VersionOpened, subject
from motcua.catalog.models import Procedure, ProcedureVersion, Word
from motcua.catalog.rules import Content, Row, as_data, fingerprint
from motcua.catalog.rules.shape import content_from
from motcua.catalog.rules.words import forms, name_words, other_words
from motcua.journal import services as journal
from motcua.people.rules import sort_key


ONE_DAY = timedelta(days=1)


def open_version(
    procedure: Procedure, row: Row, *, by: int | None, at: datetime
) -> ProcedureVersion:
    """Add the version of the row from its `since`; the one in force that day ends on the eve.

    Raises PastIsFixed, VersionsOverlap.
    """
    assert row.since is not None
    last = procedure.versions.order_by("-since").first()
    if last is not None:
        _end(last, procedure.code, row.since, today=timezone.localdate(at))
    version = ProcedureVersion.objects.create(
        procedure=procedure, since=row.since, until=row.until, **columns(row.content)
    )
    fact = VersionOpened(
        subject=subject(procedure.code),
        since=row.since,
        until=row.until,
        fingerprint=version.fingerprint,
        changed=changed(last, row.content),
        decision=row.content.decision,
    )
    journal.record(fact, by=by, at=at)
    return version


def _end(last: ProcedureVersion, code: str, since: date, *, today: date) -> None:
    """Let the newest version end before `since`, where that takes nothing from the past."""
    if since <= last.since:
        raise VersionsOverlap(code=code, since=last.since)
    if last.until is not None and last.until < since:
        return
    if since < today:
        raise PastIsFixed(today=today)
    last.until = since - ONE_DAY
    last.save(update_fields=["until"])


def columns(content: Content) -> dict[str, object]:
    """The content as a row of the table, with what search and order need."""
    return as_data(content) | {
        "can_be_filed": content.can_be_filed,
        "fingerprint": fingerprint(content),
        "name_words": name_words(content),
        "other_words": other_words(content),
        "sort_key": sort_key(content.name)[:1000],
    }


def changed(before: ProcedureVersion | None, after: Content) -> tuple[str, ...]:
    """The names of what differs; all for a new procedure are left out."""
    if before is None:
        return ()
    old, new = as_data(content_from(before)), as_data(after)
    return tuple(name for name in sorted(new) if new[name] != old[name])


def refresh_words(versions: Iterable[ProcedureVersion]) -> None:
    """Count again the words of these versions; new ones are learnt with their forms."""
    words = {word for v in versions for word in _words(f"{v.name_words} {v.other_words}")}
    known = set(Word.objects.filter(word__in=words).values_list("word", flat=True))
    new = [Word(word=word, forms=forms(word), uses=0) for word in sorted(words - known)]
    Word.objects.bulk_create(new, ignore_conflicts=True)
    with connection.cursor() as cursor:
        cursor.execute(_COUNT_AGAIN)


def _words(text: str) -> set[str]:
    return {word for word in text.split() if len(word) <= 40 and re.fullmatch(r"[a-z0-9]+", word)}


_COUNT_AGAIN = """
    UPDATE catalog_word SET uses = counted.uses
    FROM (
        SELECT word, count(*) AS uses FROM (
            SELECT DISTINCT id, unnest(string_to_array(name_words || other_words, ' ')) AS word
            FROM catalog_procedureversion WHERE until IS NULL
        ) AS found GROUP BY word
    ) AS counted
    WHERE counted.word = catalog_word.word AND counted.uses <> catalog_word.uses
"""


def dated(row: Row, since: date) -> Row:
    return replace(row, since=since)


def still_open(procedure: Procedure, until: date) -> ProcedureVersion:
    """Its newest version. Raises AlreadyClosed when it has ended by then."""
    last = procedure.versions.order_by("-since").first()
    assert last is not None  # a procedure is made with its first version
    if last.until is not None and last.until <= until:
        raise AlreadyClosed(code=procedure.code, until=last.until)
    return last
