"""The explanation of a delay: what it says, who owes it, who decides on it. Pure.

Source
    «Hồ sơ chậm trễ ở giai đoạn nào hoặc cơ quan chậm trễ đều có văn bản giải trình lý do và hướng
    giải quyết hồ sơ»: the late office explains in writing, the leader of the agency that resolves
    the dossier reads it.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, Final

from motcua.errors import DomainError
from motcua.lateness.errors import (
    DeciderIsLeader,
    ExplainedAlready,
    ExplainerIsHead,
    FieldMissing,
    FieldTooLong,
    FieldUnreadable,
    NothingLate,
    NotWaiting,
    SignedInFuture,
)
from motcua.lateness.rules.parts import Delay
from motcua.people.rules import Actor, Role, has_control_characters


LONGEST_TEXT: Final = 4000
LONGEST_NAME: Final = 160
LONGEST_NUMBER: Final = 60


class State(StrEnum):
    """Of one explanation. What was returned as insufficient stays as it was; a new one follows."""

    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"

    @property
    def label(self) -> str:
        return {
            "submitted": "Chờ lãnh đạo xem",
            "returned": "Bị trả lại",
            "accepted": "Đã chấp nhận",
        }[self]

    @property
    def look(self) -> str:
        """The colour and shape of the visual language."""
        return {"submitted": "wait", "returned": "late", "accepted": "done"}[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What the document says: why, how the dossier goes on, who signed it under which number."""

    reason: str
    way_forward: str
    signer: str
    number: str
    signed_on: date


_LABELS: Final = {
    "reason": "lý do chậm",
    "way_forward": "hướng giải quyết",
    "signer": "người ký",
    "number": "số văn bản",
}
_LONGEST: Final = {
    "reason": LONGEST_TEXT,
    "way_forward": LONGEST_TEXT,
    "signer": LONGEST_NAME,
    "number": LONGEST_NUMBER,
}


def checked(words: Words, today: date) -> Words:
    """Raises FieldMissing, FieldTooLong, FieldUnreadable and SignedInFuture."""
    if words.signed_on > today:
        raise SignedInFuture(field="signed_on", on=words.signed_on)
    clean: dict[str, Any] = {n: checked_field(n, getattr(words, n)) for n in _LABELS}
    return replace(words, **clean)


def checked_field(name: str, text: str, *, label: str = "") -> str:
    """`name` one of `Words`, or another with its `label`: lines kept, Unicode in one form."""
    label, longest = label or _LABELS[name], _LONGEST.get(name, LONGEST_TEXT)
    clean = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    readable = clean.replace("\n", " ").replace("\t", " ") if longest == LONGEST_TEXT else clean
    if has_control_characters(readable):
        raise FieldUnreadable(field=name, label=label)
    if len(clean) > longest:
        raise FieldTooLong(field=name, label=label, most=longest)
    if not clean:
        raise FieldMissing(field=name, label=label)
    return clean


def explain_objection(
    actor: Actor, delay: Delay, *, resolving_unit_id: int, last: State | None
) -> DomainError | None:
    """The head of an office that was late, or the leader of the agency that resolves it.

    `last`: the state of the explanation that is there already.
    """
    if not delay.parts and not delay.is_late:
        return NothingLate()
    heads = Role.UNIT_HEAD in actor.roles and actor.unit_id in delay.unit_ids
    # The leader of an asked agency answers for it, the leader of this one for all of it.
    agencies = delay.unit_ids | {resolving_unit_id}
    leads = Role.LEADER in actor.roles and actor.agency_id in agencies
    if not (heads or leads):
        return ExplainerIsHead(unit=delay.worst.unit if delay.worst else "đơn vị trễ")
    return ExplainedAlready(state=last.label.lower()) if last in _STANDING else None


def decide_objection(
    actor: Actor, *, resolving_unit_id: int, last: State | None
) -> DomainError | None:
    if Role.LEADER not in actor.roles or actor.agency_id != resolving_unit_id:
        return DeciderIsLeader()
    return None if last is State.SUBMITTED else NotWaiting()


def accepts_own(actor: Actor, resolving_unit_id: int) -> bool:
    """What the leader of the agency signs has nobody above it in the agency who would decide."""
    return Role.LEADER in actor.roles and actor.agency_id == resolving_unit_id


_STANDING: Final = (State.SUBMITTED, State.ACCEPTED)
