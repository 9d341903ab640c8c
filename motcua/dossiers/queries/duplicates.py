"""Whether somebody filed this already: shown at intake, for the official to judge."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from typing import Final

from django.db.models import Q

from motcua.dossiers.models import Dossier
from motcua.dossiers.rules import CLOSED, Applicant, Status
from motcua.people import queries as people
from motcua.people.queries import UnitCard
from motcua.people.rules import Actor, fold


CLOSED_WITHIN: Final = timedelta(days=90)
MOST: Final = 5
_CLOSED: Final = sorted(status.value for status in CLOSED)


@dataclass(frozen=True, slots=True)
class Alike:
    """A dossier of the same person; `code` is empty for one this official may not see.

    Of such a one nothing is told but where it is: not even of when or what.
    """

    office: str
    code: str = ""
    procedure: str = ""
    procedure_name: str = ""
    received_at: datetime | None = None
    state: str = ""


def possible_duplicates(
    applicant: Applicant, actor: Actor, *, now: datetime, procedure: str = ""
) -> tuple[Alike, ...]:
    """Open, or closed within 90 days: the same number, or the same name and telephone.

    The latest first; of one procedure where it is named. Two queries, one when nothing is found,
    none for somebody of whom too little is known.
    """
    same = _same_person(applicant)
    if same is None:
        return ()
    recent = ~Q(status__in=_CLOSED) | Q(closed_at__gte=now - CLOSED_WITHIN)
    found = Dossier.objects.filter(same, recent)
    if procedure:
        found = found.filter(procedure=procedure)
    dossiers = [d for d in found.order_by("-submitted_at")[:MOST] if _is_same(d, applicant)]
    if not dossiers:
        return ()
    units = people.units({actor.agency_id} | {d.resolving_unit_id for d in dossiers})
    here = units[actor.agency_id].province_code
    alike = [
        _alike(d, office, actor)
        for d in dossiers
        if (office := units[d.resolving_unit_id]).province_code == here
    ]
    return tuple(dict.fromkeys(alike))  # one line for all that another office has


def _same_person(applicant: Applicant) -> Q | None:
    """Both ways have an index: the number its own, name and telephone the search key."""
    number, name, phone = applicant.id_number, fold(applicant.name), applicant.phone
    ways = [Q(applicant_id_number=number)] if number else []
    if name and len(phone) >= 9:
        named = Q(search_key__startswith=f"{name} ", search_key__contains=phone)
        ways.append(named & Q(applicant_phone=phone))
    return reduce(or_, ways) if ways else None


def _is_same(dossier: Dossier, applicant: Applicant) -> bool:
    """The index knows how a name begins; here it is the whole of it."""
    has_number = applicant.id_number and dossier.applicant_id_number == applicant.id_number
    return bool(has_number) or fold(dossier.applicant_name) == fold(applicant.name)


def _alike(dossier: Dossier, office: UnitCard, actor: Actor) -> Alike:
    if actor.agency_id not in (dossier.receiving_agency_id, dossier.resolving_unit_id):
        return Alike(office=office.name)
    return Alike(
        office=office.name,
        code=dossier.code,
        procedure=dossier.procedure,
        procedure_name=dossier.procedure_name,
        received_at=dossier.submitted_at,
        state=Status(dossier.status).label,
    )
