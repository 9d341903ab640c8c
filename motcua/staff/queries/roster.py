"""Who is classified in a year, and how far each is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from motcua.people import queries as people
from motcua.people.rules import Actor, Role
from motcua.staff.queries.gradings import GradingCard, gradings_of_agency
from motcua.staff.rules import Grade, Graded, State, duty_objection, propose_objection


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A person at a post. `standing`: what is signed and not replaced; `latest`: the newest."""

    post_id: int
    name: str
    title: str
    unit_id: int
    unit: str
    latest: GradingCard | None
    standing: GradingCard | None
    is_mine: bool
    can_propose: bool
    can_sign: bool


@dataclass(frozen=True, slots=True)
class Roster:
    lines: tuple[Line, ...]

    @property
    def to_sign(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.can_sign)

    @property
    def signed(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.standing)

    @property
    def missing(self) -> tuple[Line, ...]:
        """Theirs to propose, and neither proposed nor signed."""
        return tuple(
            line
            for line in self.lines
            if line.is_mine
            and not line.standing
            and (line.latest is None or line.latest.state is State.RETURNED)
        )

    @property
    def by_grade(self) -> tuple[tuple[Grade, int], ...]:
        counts = Counter(line.standing.grade for line in self.lines if line.standing)
        return tuple((grade, counts[grade]) for grade in Grade)


def roster(actor: Actor, year: int, *, today: date) -> Roster:
    """For a leader the agency, for a head the unit: who works there, or did on its last day.

    Who has left since and was classified is there too; leaders are classified above. Two queries.
    """
    leads = Role.LEADER in actor.roles
    within = None if leads else actor.unit_id
    cards: defaultdict[int, list[GradingCard]] = defaultdict(list)
    for card in gradings_of_agency(actor.agency_id, year, unit_id=within):
        cards[card.post_id].append(card)
    staff = people.staff_of(actor.agency_id, min(today, date(year, 12, 31)))
    lines = []
    for post in staff:
        if within not in (None, post.unit_id) or not _is_classified(post.roles):
            continue
        graded = Graded(post.holder_id, post.unit_id, post.agency_id, post.roles)
        found = cards.pop(post.id, [])
        states = {card.state for card in found}
        line = Line(
            post_id=post.id,
            name=post.holder_name,
            title=post.title,
            unit_id=post.unit_id,
            unit=post.unit_name,
            is_mine=duty_objection(actor, graded) is None,
            can_propose=propose_objection(actor, graded, year, today=today, states=states) is None,
            latest=_newest(found),
            standing=_standing(found),
            can_sign=_can_sign(found, actor),
        )
        lines.append(line)
    return Roster((*lines, *_left(cards.values(), actor)))


def _is_classified(roles: Iterable[Role]) -> bool:
    """Leaders are not; nor does a post that only runs the system handle dossiers."""
    return Role.LEADER not in set(roles) and set(roles) != {Role.ADMIN}


def _left(rest: Iterable[list[GradingCard]], actor: Actor) -> Iterable[Line]:
    for found in rest:
        last = found[0]
        yield Line(
            post_id=last.post_id,
            name=last.name,
            title=last.title,
            unit_id=last.unit_id,
            unit=last.unit,
            is_mine=False,
            can_propose=False,
            latest=_newest(found),
            standing=_standing(found),
            can_sign=_can_sign(found, actor),
        )


def _newest(found: list[GradingCard]) -> GradingCard | None:
    return found[0] if found else None


def _standing(found: list[GradingCard]) -> GradingCard | None:
    return next((c for c in found if c.state is State.SIGNED and not c.is_replaced), None)


def _can_sign(found: list[GradingCard], actor: Actor) -> bool:
    return any(card.may_sign(actor) for card in found[:1])
