"""Reading notes, watches and hand-overs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.utils import timezone

from motcua.dossiers.queries.seeing import who_may_see
from motcua.people import queries as people
from motcua.people.queries import PostCard
from motcua.people.rules import Actor
from motcua.work.errors import NoSuchHandOver, NoSuchNote
from motcua.work.models import HandOver, HandOverLine, Note, Watch
from motcua.work.rules import hand_over_objection


SHOWN_AT_MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteCard:
    """A note; withdrawn, its words are empty. `is_mine`: who looks at it may withdraw it."""

    id: int
    text: str
    mentioned: tuple[str, ...]
    author: str
    written_at: datetime
    is_mine: bool
    is_withdrawn: bool


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a dossier for one person: its notes, the newest first."""

    notes: tuple[NoteCard, ...]
    is_watched: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverRow:
    code: str
    procedure_name: str
    applicant_name: str
    step_name: str
    due: str
    refusal: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverCard:
    """The minutes of a hand-over."""

    id: int
    unit_id: int
    unit_name: str
    agency_name: str
    from_user: int
    from_name: str
    to_name: str
    reason: str
    handed_at: datetime
    handed_by_name: str
    rows: tuple[HandOverRow, ...]

    @property
    def done(self) -> tuple[HandOverRow, ...]:
        return tuple(row for row in self.rows if not row.refusal)

    @property
    def refused(self) -> tuple[HandOverRow, ...]:
        return tuple(row for row in self.rows if row.refusal)


_BESIDE = """
    SELECT id, text, mentioned, author, written_at, written_by_id, withdrawn_at
    FROM work_note WHERE subject = %(code)s
    UNION ALL
    SELECT 0, '', ARRAY[]::varchar[], '', begun_at, user_id, NULL
    FROM work_watch WHERE subject = %(code)s AND user_id = %(user)s
    ORDER BY 5 DESC, 1 DESC
    LIMIT %(most)s
"""


def beside(code: str, user_id: int) -> Beside:
    """Notes and whether this person watches, in one query. Asks nobody's permission."""
    asked: dict[str, str | int] = {"code": code, "user": user_id, "most": SHOWN_AT_MOST}
    with connection.cursor() as cursor:
        cursor.execute(_BESIDE, asked)
        rows = cursor.fetchall()
    notes = tuple(
        NoteCard(
            id=number,
            text="" if withdrawn_at else text,
            mentioned=tuple(mentioned),
            author=author,
            written_at=at,
            is_mine=by == user_id,
            is_withdrawn=withdrawn_at is not None,
        )
        for number, text, mentioned, author, at, by, withdrawn_at in rows
        if number
    )
    return Beside(notes, is_watched=len(notes) < len(rows))


def note(note_id: int) -> tuple[str, NoteCard]:
    """A note and the code of its dossier. One query. Raises NoSuchNote."""
    found = Note.objects.filter(pk=note_id).first()
    if found is None:
        raise NoSuchNote
    return found.subject, NoteCard(
        id=found.pk,
        text="" if found.withdrawn_at else found.text,
        mentioned=tuple(found.mentioned),
        author=found.author,
        written_at=found.written_at,
        is_mine=False,
        is_withdrawn=found.withdrawn_at is not None,
    )


def watchers(code: str) -> frozenset[int]:
    return frozenset(Watch.objects.filter(subject=code).values_list("user", flat=True))


def of_those_who_may_see(code: str, user_ids: Iterable[int], on: date) -> frozenset[int]:
    """Of these people those who may see the dossier that day. Two queries, none for nobody."""
    actors = people.actors_of(user_ids, on)
    return who_may_see(code, actors) if actors else frozenset()


def to_mention(code: str, actor: Actor, on: date) -> tuple[PostCard, ...]:
    """The colleagues of one's own agency who may see the dossier, once each. Three queries."""
    staff = {card.holder_id: card for card in people.staff_of(actor.agency_id, on)}
    seen = of_those_who_may_see(code, set(staff) - {actor.user_id}, on)
    return tuple(card for user_id, card in staff.items() if user_id in seen)


def hand_over(handover_id: int, actor: Actor) -> HandOverCard:
    """Four queries. Raises NoSuchHandOver, also for who had no part in it and heads nothing."""
    found = HandOver.objects.filter(pk=handover_id).first()
    if found is None:
        raise NoSuchHandOver
    refusal = hand_over_objection(actor, unit_id=found.unit_id, from_user=found.from_user_id)
    parties = {found.from_user_id, found.to_user_id, found.handed_by_id}
    if refusal and actor.user_id not in parties:
        raise NoSuchHandOver
    names = people.names_of(parties)
    unit = people.unit(found.unit_id)
    agency = unit if unit.id == unit.agency_id else people.unit(unit.agency_id)
    lines = HandOverLine.objects.filter(handover=found).order_by("position")
    return HandOverCard(
        id=found.pk,
        unit_id=unit.id,
        unit_name=unit.name,
        agency_name=agency.name,
        from_user=found.from_user_id,
        from_name=names[found.from_user_id],
        to_name=names[found.to_user_id],
        reason=found.reason,
        handed_at=timezone.localtime(found.handed_at),
        handed_by_name=names[found.handed_by_id],
        rows=tuple(map(_row, lines)),
    )


def _row(line: HandOverLine) -> HandOverRow:
    return HandOverRow(
        code=line.code,
        procedure_name=line.procedure_name,
        applicant_name=line.applicant_name,
        step_name=line.step_name,
        due=line.due,
        refusal=line.refusal,
    )
