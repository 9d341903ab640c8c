"""The classification of a year: who proposes, who signs, what stands. Pure.

Source
    Four grades: NĐ 90/2020/NĐ-CP, NĐ 48/2023/NĐ-CP (knowledge). The head of the unit proposes, the
    leader of the agency decides; who leads the agency is classified by those above it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from motcua.errors import DomainError
from motcua.people.rules import Actor, Role, has_control_characters
from motcua.staff.errors import (
    LeaderGradedAbove,
    NotProposed,
    OwnGrading,
    ProposedAlready,
    ProposerIsHead,
    SignerIsLeader,
    WordsRefused,
    YearNotOpen,
    YearUnknown,
)
from motcua.staff.rules.schemes import SCHEMES, scheme


LONGEST_TEXT: Final = 2000
FIRST_YEAR: Final = SCHEMES[0].since.year


class Grade(StrEnum):
    EXCELLENT = "excellent"
    GOOD = "good"
    DONE = "done"
    NOT_DONE = "not_done"

    @property
    def label(self) -> str:
        return {
            "excellent": "Hoàn thành xuất sắc nhiệm vụ",
            "good": "Hoàn thành tốt nhiệm vụ",
            "done": "Hoàn thành nhiệm vụ",
            "not_done": "Không hoàn thành nhiệm vụ",
        }[self]


class State(StrEnum):
    """A signed one stays for ever; a later one may name it as replaced."""

    PROPOSED = "proposed"
    RETURNED = "returned"
    SIGNED = "signed"

    @property
    def label(self) -> str:
        return {"proposed": "Chờ ký", "returned": "Bị trả lại", "signed": "Đã ký"}[self]

    @property
    def look(self) -> str:
        """The colour and shape of the visual language."""
        return {"proposed": "wait", "returned": "late", "signed": "done"}[self]


@dataclass(frozen=True, slots=True)
class Graded:
    """Who is classified: a person at a post."""

    person_id: int
    unit_id: int
    agency_id: int
    roles: frozenset[Role]


def duty_objection(actor: Actor, graded: Graded) -> DomainError | None:
    """Who is to propose for this person: their head, for a head the leader."""
    if Role.LEADER in graded.roles:
        return LeaderGradedAbove()
    if graded.person_id in actor.answers_for:
        return OwnGrading()
    leads = Role.LEADER in actor.roles and actor.agency_id == graded.agency_id
    heads = Role.UNIT_HEAD in actor.roles and actor.unit_id == graded.unit_id
    if leads or (heads and Role.UNIT_HEAD not in graded.roles):
        return None
    return ProposerIsHead()


def propose_objection(
    actor: Actor, graded: Graded, year: int, *, today: date, states: Collection[State]
) -> DomainError | None:
    """`states`: of what there is of this year already."""
    if refusal := duty_objection(actor, graded):
        return refusal
    if not FIRST_YEAR <= year <= today.year:
        return YearUnknown(year=year, first=FIRST_YEAR)
    opens_on = scheme(year).opens_on(year)
    if today < opens_on:
        return YearNotOpen(year=year, on=opens_on)
    return ProposedAlready() if State.PROPOSED in states else None


def sign_objection(
    actor: Actor, *, person_id: int, agency_id: int, state: State
) -> DomainError | None:
    """Signing and returning alike."""
    if Role.LEADER not in actor.roles or actor.agency_id != agency_id:
        return SignerIsLeader()
    if person_id in actor.answers_for:
        return OwnGrading()
    return None if state is State.PROPOSED else NotProposed()


def checked(label: str, text: str, *, may_be_empty: bool = False) -> str:
    """Lines kept, Unicode in one form. Raises WordsRefused."""
    clean = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    readable = clean.replace("\n", " ").replace("\t", " ")
    if len(clean) > LONGEST_TEXT or has_control_characters(readable):
        raise WordsRefused(label=label, most=LONGEST_TEXT)
    if not clean and not may_be_empty:
        raise WordsRefused(label=label, most=LONGEST_TEXT)
    return clean
