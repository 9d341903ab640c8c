"""Notes, watching, handing over, work in bulk: shapes and who may. Pure."""

from __future__ import annotations

import unicodedata
from enum import StrEnum
from typing import Final

from motcua.dossiers.rules import Action
from motcua.errors import DomainError
from motcua.people.rules import Actor, Role, has_control_characters
from motcua.work.errors import (
    NoteEmpty,
    NoteTooLong,
    NoteUnreadable,
    NotYourOffice,
    NotYoursToHandOver,
    ReasonMissing,
    ReasonTooLong,
    SamePerson,
)


LONGEST_NOTE: Final = 4000
LONGEST_REASON: Final = 300
MOST_AT_ONCE: Final = 200  # hand-overs in one go: each is a transaction of its own
MOST_MENTIONED: Final = 20
HANDED_OVER: Final = "Bàn giao: "  # how the note of such a reassignment begins
MOST_IN_BULK: Final = 200  # what an official chose by hand
MOST_IN_CHARGE: Final = 5000  # what an administrator sets right everywhere


class Deed(StrEnum):
    """What can be done with many dossiers at once; the actions that need no words of their own."""

    ACCEPT = Action.ACCEPT.value
    CLAIM = Action.CLAIM.value
    FORWARD = Action.FORWARD.value
    APPROVE = Action.APPROVE.value
    SUPPLY = Action.SUPPLY.value
    REASSIGN = Action.REASSIGN.value
    RECOUNT = "recount"
    MOVE = "move_process"

    @property
    def label(self) -> str:
        return _OWN_LABELS.get(self) or Action(self.value).label

    @property
    def action(self) -> Action | None:
        """The action of one dossier; None for what only those in charge do."""
        return None if self in _OWN_LABELS else Action(self.value)


_OWN_LABELS = {Deed.RECOUNT: "Tính lại hạn trả", Deed.MOVE: "Chuyển sang quy trình mới"}


class LineState(StrEnum):
    WAITING = "waiting"
    DONE = "done"
    REFUSED = "refused"


def checked_note(text: str) -> str:
    """Lines kept, Unicode in one form. Raises NoteEmpty, NoteTooLong, NoteUnreadable."""
    clean = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if has_control_characters(clean.replace("\n", " ").replace("\t", " ")):
        raise NoteUnreadable
    if len(clean) > LONGEST_NOTE:
        raise NoteTooLong(most=LONGEST_NOTE)
    if not clean:
        raise NoteEmpty
    return clean


def checked_reason(text: str) -> str:
    """One line. Raises ReasonMissing, ReasonTooLong, NoteUnreadable."""
    clean = " ".join(unicodedata.normalize("NFC", text).split())
    if has_control_characters(clean):
        raise NoteUnreadable
    if len(clean) > LONGEST_REASON:
        raise ReasonTooLong(most=LONGEST_REASON)
    if not clean:
        raise ReasonMissing
    return clean


def author_of(actor: Actor) -> str:
    """The name as it stands under what somebody wrote: «Sơn thay Lan»."""
    return f"{actor.name} thay {actor.acting_for_name}" if actor.acting_for_name else actor.name


def hand_over_objection(
    actor: Actor, *, unit_id: int, from_user: int, to_user: int | None = None
) -> DomainError | None:
    """Why this person may not hand over what lies with somebody of a unit; None when they may.

    The head of the unit, or who gives away their own.
    """
    if actor.unit_id != unit_id:
        return NotYourOffice()
    if Role.UNIT_HEAD not in actor.roles and from_user not in actor.answers_for:
        return NotYoursToHandOver()
    return SamePerson() if from_user == to_user else None
