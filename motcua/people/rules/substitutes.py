"""Who may stand in for whom, and with what. Pure.

Sources
    NĐ 30/2020/NĐ-CP, Điều 13: signing under authority is given in writing, for a limited time and
    matter; who received it can't hand it on. That leave is covered by a colleague is practice.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from motcua.errors import DomainError
from motcua.people.errors import (
    NothingToHandOn,
    NothingToSignOver,
    NotPassedOn,
    NotYoursToHandOn,
    NotYoursToSignOver,
    OwnSubstitute,
    PeriodReversed,
    SubstitutionPast,
    SubstitutionTooLong,
)
from motcua.people.rules.access import objection
from motcua.people.rules.actors import Actor, Role


SIGNING_ROLES: Final = frozenset({Role.LEADER, Role.UNIT_HEAD})
LONGEST_DAYS: Final = 366


class SubstitutionKind(StrEnum):
    """Standing in for all of a post's work, or only for what its holder signs."""

    SUBSTITUTE = "substitute"
    SIGNING = "signing"

    @property
    def label(self) -> str:
        return {"substitute": "Làm thay", "signing": "Ủy quyền ký"}[self.value]


@dataclass(frozen=True, slots=True)
class HeldPost:
    """The post that is stood in at, as far as permission hangs on it. `path` is its unit's."""

    holder_id: int
    holder_name: str
    unit_id: int
    agency_id: int
    path: str
    roles: frozenset[Role]


def roles_handed_on(roles: frozenset[Role], kind: SubstitutionKind) -> frozenset[Role]:
    """What a substitute may do there. Administration is never stood in for: it is appointed."""
    if kind is SubstitutionKind.SIGNING:
        return roles & SIGNING_ROLES
    return roles - {Role.ADMIN}


def substitution_objection(
    actor: Actor, post: HeldPost, kind: SubstitutionKind
) -> DomainError | None:
    """Why this person may not say who stands in at a post, or end it; None when they may."""
    if actor.stands_in_for:
        return NotPassedOn(name=actor.acting_for_name)
    if actor.user_id == post.holder_id or objection(actor, paths=[post.path]) is None:
        return None
    if kind is SubstitutionKind.SIGNING:
        return NotYoursToSignOver()
    heads = Role.UNIT_HEAD in actor.roles and actor.unit_id == post.unit_id
    leads = Role.LEADER in actor.roles and actor.agency_id == post.agency_id
    return None if heads or leads else NotYoursToHandOn()


def substitution_fault(
    post: HeldPost,
    kind: SubstitutionKind,
    *,
    substitute_id: int,
    since: date,
    until: date,
    today: date,
) -> DomainError | None:
    """What is wrong with a substitution as it was asked for; None when nothing is."""
    if substitute_id == post.holder_id:
        return OwnSubstitute()
    if not roles_handed_on(post.roles, kind):
        return NothingToSignOver() if kind is SubstitutionKind.SIGNING else NothingToHandOn()
    if until < since:
        return PeriodReversed(since=since, until=until)
    if until < today:
        return SubstitutionPast()
    if (until - since).days >= LONGEST_DAYS:
        return SubstitutionTooLong(most=LONGEST_DAYS)
    return None
