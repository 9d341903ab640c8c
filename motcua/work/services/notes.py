"""Notes on a dossier, and watching one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from motcua.alerts import services as alerts
from motcua.alerts.rules import Kind
from motcua.dossiers import queries as dossiers
from motcua.journal.services import record
from motcua.people import queries as people
from motcua.people.rules import Actor
from motcua.work.errors import (
    CannotSeeIt,
    NoSuchNote,
    NoteWithdrawnAlready,
    NotYourNote,
    TooManyMentioned,
)
from motcua.work.facts import NoteWithdrawn, NoteWritten, WatchBegun, WatchEnded
from motcua.work.models import Note, Watch
from motcua.work.queries import of_those_who_may_see
from motcua.work.rules import MOST_MENTIONED, author_of, checked_note


@transaction.atomic
def write_note(
    code: str, *, text: str, mentions: Iterable[int] = (), by: Actor, at: datetime
) -> int:
    """Write a note on a dossier that one may see; who is mentioned is told.

    Raises NoSuchDossier, NoteEmpty, NoteTooLong, NoteUnreadable, TooManyMentioned and CannotSeeIt,
    which names those who are mentioned and may not see the dossier.
    """
    dossiers.assert_seen(code, by)
    words = checked_note(text)
    names = _mentioned(code, set(mentions), at)
    note = Note.objects.create(
        subject=code,
        text=words,
        mentioned=list(names.values()),
        author=author_of(by),
        written_at=at,
        written_by_id=by.user_id,
    )
    alerts.tell(
        set(names) - {by.user_id},
        kind=Kind.MENTION,
        subject=code,
        text=f"{note.author} nhắc ông/bà ở hồ sơ {code}: {words}",
        key=f"note:{note.pk}",
        at=at,
    )
    fact = NoteWritten(subject=code, note_id=note.pk, mentioned=tuple(names.values()))
    record(fact, by=by.user_id, at=at)
    return note.pk


@transaction.atomic
def withdraw_note(note_id: int, *, by: Actor, at: datetime) -> str:
    """Its words are shown no more; that there was a note stays. Returns the dossier's code.

    Raises NoSuchNote (also for a dossier one may not see), NotYourNote, NoteWithdrawnAlready.
    """
    note = Note.objects.select_for_update().filter(pk=note_id).first()
    if note is None:
        raise NoSuchNote
    dossiers.assert_seen(note.subject, by)
    if note.written_by_id != by.user_id:
        raise NotYourNote
    if note.withdrawn_at is not None:
        raise NoteWithdrawnAlready
    note.withdrawn_at, note.withdrawn_by_id = at, by.user_id
    note.save(update_fields=["withdrawn_at", "withdrawn_by"])
    record(NoteWithdrawn(subject=note.subject, note_id=note.pk), by=by.user_id, at=at)
    return note.subject


@transaction.atomic
def watch(code: str, *, by: Actor, at: datetime) -> None:
    """Hear of what happens to a dossier that one may see; nothing is done where one does."""
    dossiers.assert_seen(code, by)
    _row, is_new = Watch.objects.get_or_create(
        subject=code, user_id=by.user_id, defaults={"begun_at": at}
    )
    if is_new:
        record(WatchBegun(subject=f"watch:{by.user_id}", code=code), by=by.user_id, at=at)


@transaction.atomic
def unwatch(code: str, *, by: Actor, at: datetime) -> None:
    """Also for a dossier that one may not see any more; nothing is done where one does not."""
    removed, _ = Watch.objects.filter(subject=code, user_id=by.user_id).delete()
    if removed:
        record(WatchEnded(subject=f"watch:{by.user_id}", code=code), by=by.user_id, at=at)


def _mentioned(code: str, user_ids: set[int], at: datetime) -> dict[int, str]:
    if len(user_ids) > MOST_MENTIONED:
        raise TooManyMentioned(most=MOST_MENTIONED)
    names = people.names_of(user_ids)
    seen = of_those_who_may_see(code, user_ids, timezone.localdate(at))
    if blind := user_ids - seen:
        told = ", ".join(sorted(names[user_id] for user_id in blind if user_id in names))
        raise CannotSeeIt(names=told or "Người được chọn")
    return names
