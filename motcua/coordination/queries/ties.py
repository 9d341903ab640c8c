"""What requests mean for their dossier: who may see it for their sake, what it must wait for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.db.models import QuerySet

from motcua.coordination.models import Request
from motcua.coordination.rules import OPEN, Kind, State


@dataclass(frozen=True, slots=True)
class OpenLeg:
    """A leg under way. `agency` "" is a unit of the system, `unit_id`."""

    request_id: int
    leg: str
    unit_id: int | None
    agency: str
    is_parallel: bool


@dataclass(frozen=True, slots=True)
class Tie:
    """`asked_unit_ids`: all who were ever asked and the one-stops between, cancelled or not."""

    asked_unit_ids: frozenset[int] = frozenset()
    open_legs: tuple[OpenLeg, ...] = ()


NO_TIE: Final = Tie()


def ties(subjects: Iterable[str]) -> dict[str, Tie]:
    """Those of the dossiers that have any. One query, none for no dossiers."""
    wanted = list(subjects)
    rows = Request.objects.filter(subject__in=wanted) if wanted else Request.objects.none()
    return _ties(rows)


def tie(subject: str) -> Tie:
    """One query."""
    return _ties(Request.objects.filter(subject=subject)).get(subject, NO_TIE)


def open_legs(subject: str) -> tuple[OpenLeg, ...]:
    """The legs that have not ended, in their order. One query."""
    return tie(subject).open_legs


def leg_ids(subject: str) -> frozenset[str]:
    """The legs of the process that were started and not called off. One query."""
    legs = Request.objects.filter(subject=subject, leg__gt="")
    legs = legs.exclude(state=State.CANCELLED.value)
    return frozenset(legs.values_list("leg", flat=True))


_FIELDS = (
    "subject",
    "pk",
    "kind",
    "state",
    "leg",
    "asked_unit_id",
    "asked_agency",
    "via_unit_id",
    "is_parallel",
    "sent_at",
)


def _ties(rows: QuerySet[Request]) -> dict[str, Tie]:
    seen: dict[str, set[int]] = {}
    legs: dict[str, list[OpenLeg]] = {}
    for row in rows.order_by("pk").only(*_FIELDS):
        asked = {row.asked_unit_id, row.via_unit_id} if row.sent_at else set()
        seen.setdefault(row.subject, set()).update(i for i in asked if i is not None)
        if row.kind == Kind.LEG and State(row.state) in OPEN:
            leg = OpenLeg(row.pk, row.leg, row.asked_unit_id, row.asked_agency, row.is_parallel)
            legs.setdefault(row.subject, []).append(leg)
    return _joined(seen, legs)


def _joined(seen: Mapping[str, set[int]], legs: Mapping[str, list[OpenLeg]]) -> dict[str, Tie]:
    return {
        subject: Tie(frozenset(units), tuple(legs.get(subject, ())))
        for subject, units in seen.items()
    }
