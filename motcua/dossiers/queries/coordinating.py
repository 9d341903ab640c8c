"""Whom a dossier's officials may ask, and which legs of its process are to be started."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from motcua.coordination import queries as coordination
from motcua.coordination.queries import RequestCard
from motcua.coordination.rules import Deed
from motcua.deadlines.rules import Limit
from motcua.dossiers.errors import NoSuchDossier
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries.standing import process_of, standing_of
from motcua.dossiers.queries.walking import stored
from motcua.dossiers.rules import Channel, Standing, Status, may_see
from motcua.dossiers.rules.coordinating import (
    answer_objection,
    ask_objection,
    asker_objection,
    hand_on_objection,
)
from motcua.errors import DomainError
from motcua.people import queries as people
from motcua.people.queries import UnitCard
from motcua.people.rules import Actor, UnitKind, fold
from motcua.process.rules import Leg, LegLevel


@dataclass(frozen=True, slots=True)
class LegCard:
    """A leg of the process that may be started now; `unit` is its agency where it works here."""

    id: str
    agency: str
    content: str
    response: str
    limit: Limit | None
    is_parallel: bool
    counts: bool
    if_silent: str
    unit: UnitCard | None
    via: UnitCard | None


@dataclass(frozen=True, slots=True)
class Glance:
    """As much of a dossier as who is asked about it needs to begin with."""

    code: str
    procedure_name: str
    summary: str
    applicant_name: str
    applicant_address: str
    status: Status
    step_name: str
    resolving_unit_id: int
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class Asking:
    """What asking about a dossier begins with. `refusal`: why this person may not ask."""

    version: int
    refusal: DomainError | None
    is_electronic: bool
    groups: tuple[tuple[str, tuple[UnitCard, ...]], ...]
    legs: tuple[LegCard, ...]

    @property
    def why(self) -> str:
        return str(self.refusal or "")


def asking(code: str, actor: Actor, *, on: date) -> Asking:
    """Five queries at most. Raises NoSuchDossier."""
    dossier, standing = _seen(code, actor)
    units = people.unit_tree(on, top_id=_root_id(people.unit(dossier.resolving_unit_id)))
    cards = [node.card for node in units]
    return Asking(
        version=dossier.version,
        refusal=ask_objection(actor, standing),
        is_electronic=dossier.channel == Channel.ONLINE,
        groups=_groups(cards, dossier.resolving_unit_id, but=dossier.step_unit_id),
        legs=tuple(_legs(dossier, cards)),
    )


def glance(code: str, actor: Actor) -> Glance:
    """Two queries. Raises NoSuchDossier."""
    dossier, _standing = _seen(code, actor)
    return Glance(
        code=dossier.code,
        procedure_name=dossier.procedure_name,
        summary=dossier.summary,
        applicant_name=dossier.applicant_name,
        applicant_address=dossier.applicant_address,
        status=Status(dossier.status),
        step_name=dossier.step_name,
        resolving_unit_id=dossier.resolving_unit_id,
        due_at=dossier.due_at,
    )


def is_seen(actor: Actor, dossier: Dossier) -> bool:
    """Whether they may see it, be it because they were asked. A query only for who else may not."""
    standing = standing_of(dossier, process_of(dossier))
    if may_see(actor, standing):
        return True
    asked = coordination.tie(dossier.code).asked_unit_ids
    return may_see(actor, replace(standing, asked_unit_ids=asked))


def _seen(code: str, actor: Actor) -> tuple[Dossier, Standing]:
    dossier = stored(code)
    standing = standing_of(dossier, process_of(dossier), tie=coordination.tie(code))
    if not may_see(actor, standing):
        raise NoSuchDossier()
    return dossier, standing


def legs_to_start(dossier: Dossier, *, on: date) -> tuple[LegCard, ...]:
    """For services. Four queries at most."""
    units = people.unit_tree(on, top_id=_root_id(people.unit(dossier.resolving_unit_id)))
    return tuple(_legs(dossier, [node.card for node in units]))


def may_start_legs(dossier: Dossier) -> bool:
    """Whether the process has any for this step, started or not. No query."""
    return any(_is_of_step(leg, dossier) for leg in process_of(dossier).legs)


def deed_objection(actor: Actor, deed: Deed, card: RequestCard) -> DomainError | None:
    """Why this person may not do this with the request; who, not when: `card.has_deed` is when."""
    match deed:
        case Deed.TAKE | Deed.ANSWER:
            return answer_objection(
                actor,
                asked_unit_id=card.asked_unit_id,
                asked=card.asked,
                from_unit_id=card.from_unit_id,
            )
        case Deed.HAND_ON:
            return hand_on_objection(actor, via_unit_id=card.via_unit_id, via=card.via)
        case Deed.REMIND | Deed.RECORD_SILENCE | Deed.CANCEL:
            return asker_objection(actor, from_unit_id=card.from_unit_id, from_unit=card.from_unit)


def open_deeds(actor: Actor, card: RequestCard, *, now: datetime) -> tuple[Deed, ...]:
    """What this person may do with it now. An agency outside takes nothing here."""
    deeds = [d for d in Deed if card.has_deed(d) and deed_objection(actor, d, card) is None]
    if card.is_outside:
        deeds = [d for d in deeds if d is not Deed.TAKE]
    if not (card.reminders and card.is_overdue(now)):
        deeds = [d for d in deeds if d is not Deed.RECORD_SILENCE]
    return tuple(deeds)


def _root_id(card: UnitCard) -> int:
    return int(card.path.split("/")[1])


def _groups(
    units: Sequence[UnitCard], resolving_id: int, *, but: int | None
) -> tuple[tuple[str, tuple[UnitCard, ...]], ...]:
    """One's own agency first, then the one above, then agencies elsewhere in the province."""
    here = next((u for u in units if u.id == resolving_id), None)
    above_id = here.parent_id if here else None
    own = [u for u in units if u.agency_id == resolving_id or u.parent_id == resolving_id]
    above = [u for u in units if u.agency_id == above_id]
    taken = {u.id for u in (*own, *above)}
    others = [u for u in units if u.kind.is_agency and u.id not in taken]
    named = (("Trong cơ quan", own), ("Cơ quan cấp trên", above), ("Cơ quan khác", others))
    return tuple((name, tuple(u for u in group if u.id != but)) for name, group in named if group)


def _legs(dossier: Dossier, units: Sequence[UnitCard]) -> Iterable[LegCard]:
    """Those after this step or an earlier one that were not started yet."""
    process = process_of(dossier)
    wanted = [leg for leg in process.legs if _is_of_step(leg, dossier)]
    started = coordination.leg_ids(dossier.code) if wanted else frozenset()
    for leg in wanted:
        if leg.id not in started:
            yield _leg_card(leg, dossier, units)


def _is_of_step(leg: Leg, dossier: Dossier) -> bool:
    """A leg whose steps the process itself has is run by those steps, not by a request."""
    own_steps = {step.leg for step in process_of(dossier).steps}
    return leg.id not in own_steps and leg.after_step <= dossier.step_order


def _leg_card(leg: Leg, dossier: Dossier, units: Sequence[UnitCard]) -> LegCard:
    unit = _named(leg.agency, [u for u in units if u.id != dossier.step_unit_id])
    return LegCard(
        id=leg.id,
        agency=leg.agency,
        content=leg.request,
        response=leg.response,
        limit=leg.allotted,
        is_parallel=leg.parallel,
        counts=leg.counts,
        if_silent=leg.if_silent,
        unit=unit,
        via=_one_stop_before(unit, leg, dossier, units) if unit else None,
    )


def _named(agency: str, units: Sequence[UnitCard]) -> UnitCard | None:
    name = fold(agency)
    return next((u for u in units if fold(u.name) == name), None)


def _one_stop_before(
    unit: UnitCard, leg: Leg, dossier: Dossier, units: Sequence[UnitCard]
) -> UnitCard | None:
    """Of another level: the one-stop of its agency passes it on. NĐ 61/2018/NĐ-CP, Điều 19.7."""
    if leg.level is LegLevel.SAME or unit.agency_id == dossier.resolving_unit_id:
        return None
    stops = (u for u in units if u.kind is UnitKind.ONE_STOP and u.agency_id == unit.agency_id)
    return next((stop for stop in stops if stop.id != unit.id), None)
