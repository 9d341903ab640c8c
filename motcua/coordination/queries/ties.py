"""What requests mean for their dossier: who may see it for their sake, what it must wait for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, NamedTuple

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf

from motcua.coordination.models import Request
from motcua.coordination.queries.cards import RequestCard
from motcua.coordination.rules import ASKED, OPEN, Course, Kind, State


@dataclass(frozen=True, slots=True)
class OpenLeg:
    """A leg under way, at `asked`: a unit of the system or an agency outside it."""

    request_id: int
    leg: str
    asked: str
    is_parallel: bool


@dataclass(frozen=True, slots=True)
class Tie:
    """`asked_unit_ids`: all who were ever asked and the one-stops between, cancelled or not.

    `answerers`: the units whose answer is awaited now, by kind; of an agency outside who asked.
    """

    asked_unit_ids: frozenset[int] = frozenset()
    open_legs: tuple[OpenLeg, ...] = ()
    answerers: frozenset[tuple[Kind, int]] = frozenset()

    @property
    def step_waits_for(self) -> str:
        """The agency whose leg keeps the dossier at its step."""
        return next((leg.asked for leg in self.open_legs if not leg.is_parallel), "")

    @property
    def decision_waits_for(self) -> str:
        """The agency whose leg keeps it from being decided, at its side or not."""
        return next((leg.asked for leg in self.open_legs), "")


NO_TIE: Final = Tie()


def ties(subjects: Iterable[str]) -> dict[str, Tie]:
    """Those of the dossiers that have any. One query, none for no dossiers."""
    wanted = list(subjects)
    return _ties(Request.objects.filter(subject__in=wanted)) if wanted else {}


def tie(subject: str) -> Tie:
    """One query."""
    return _ties(Request.objects.filter(subject=subject)).get(subject, NO_TIE)


def tie_of(requests: Iterable[RequestCard]) -> Tie:
    """The same of cards at hand. No query."""
    return _tie(
        _Row(
            c.subject,
            c.id,
            c.kind,
            c.state,
            c.leg,
            c.asked_unit_id,
            c.asked,
            c.from_unit_id,
            c.via_unit_id,
            c.is_parallel,
            c.sent_at is not None,
        )
        for c in requests
    )


def open_legs(subject: str) -> tuple[OpenLeg, ...]:
    """The legs that have not ended, in their order. One query."""
    return tie(subject).open_legs


def leg_ids(subject: str) -> frozenset[str]:
    """The legs of the process that were started and not called off. One query."""
    legs = Request.objects.filter(subject=subject, leg__gt="")
    legs = legs.exclude(state=State.CANCELLED.value)
    return frozenset(legs.values_list("leg", flat=True))


def courses(subjects: Iterable[str]) -> dict[str, tuple[Course, ...]]:
    """The moments of all requests about these dossiers, in their order, to charge. One query."""
    found: defaultdict[str, list[Course]] = defaultdict(list)
    rows = Request.objects.filter(subject__in=list(subjects)).select_related(
        "asked_unit", "via_unit"
    )
    for r in rows.order_by("pk"):
        course = Course(
            unit_id=r.asked_unit_id,
            unit=r.asked_unit.name if r.asked_unit else r.asked_agency,
            via_unit_id=r.via_unit_id,
            via_unit=r.via_unit.name if r.via_unit else "",
            sent_at=r.sent_at,
            handed_on_at=r.handed_on_at,
            due_at=r.due_at,
            answered_at=r.answered_at,
            silent_at=r.silent_at,
            cancelled_at=r.cancelled_at,
        )
        found[r.subject].append(course)
    return {subject: tuple(each) for subject, each in found.items()}


class _Row(NamedTuple):
    subject: str
    pk: int
    kind: str
    state: str
    leg: str
    asked_unit_id: int | None
    asked: str
    from_unit_id: int
    via_unit_id: int | None
    is_parallel: bool
    is_sent: bool


def _ties(found: QuerySet[Request]) -> dict[str, Tie]:
    by_subject: defaultdict[str, list[_Row]] = defaultdict(list)
    rows = found.annotate(
        asked=Coalesce(NullIf("asked_agency", Value("")), "asked_unit__name"),
        is_sent=Q(sent_at__isnull=False),
    )
    for values in rows.order_by("pk").values_list(*_Row._fields):
        row = _Row(*values)
        by_subject[row.subject].append(row)
    return {subject: _tie(rows) for subject, rows in by_subject.items()}


def _tie(rows: Iterable[_Row]) -> Tie:
    found = list(rows)
    asked = {i for row in found if row.is_sent for i in (row.asked_unit_id, row.via_unit_id)}
    legs = tuple(
        OpenLeg(row.pk, row.leg, row.asked, row.is_parallel)
        for row in found
        if row.kind == Kind.LEG and row.state in OPEN
    )
    answerers = frozenset(
        (Kind(row.kind), row.from_unit_id if row.asked_unit_id is None else row.asked_unit_id)
        for row in found
        if row.state in ASKED
    )
    return Tie(frozenset(i for i in asked if i is not None), legs, answerers)
