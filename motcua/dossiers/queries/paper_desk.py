"""Digitisation as a counter and its leaders see it: what is left to scan, and how much was done."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Q
from django.utils import timezone

from motcua.dossiers.errors import NoSuchDossier
from motcua.dossiers.models import Dossier, DossierQuerySet
from motcua.dossiers.queries.coordinating import is_seen
from motcua.dossiers.queries.standing import process_of, standing_of
from motcua.dossiers.queries.walking import stored
from motcua.dossiers.rules import Outcome, Status
from motcua.dossiers.rules.paper_access import paper_objection
from motcua.dossiers.rules.permissions import SCANNED_NO_MORE
from motcua.papers import queries as papers
from motcua.papers.rules import Digitisation
from motcua.people.rules import Actor


@dataclass(frozen=True, slots=True)
class ToScan:
    """A dossier of the counter with papers still to be scanned."""

    code: str
    procedure_name: str
    applicant_name: str
    accepted_at: datetime
    can_scan: bool
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ToScanPage:
    rows: tuple[ToScan, ...]
    next_cursor: str


def to_digitise(unit_id: int, *, cursor: str = "", limit: int = 50) -> ToScanPage:
    """What this counter received under the duty and has not digitised, the oldest first.

    Two queries. `can_scan` is False for what ended without a result: that is explained instead.
    """
    found = _under_duty(Dossier.objects.filter(receiving_unit=unit_id))
    found = found.filter(code__in=papers.subjects_to_scan())
    if cursor.isascii() and cursor.isdigit() and len(cursor) < 19:
        found = found.filter(pk__gt=int(cursor))
    rows = list(
        found.order_by("pk").values_list(
            "pk", "code", "procedure_name", "applicant_name", "accepted_at", "status"
        )[: limit + 1]
    )
    names = papers.names_to_scan(code for _, code, *_ in rows[:limit])
    page = tuple(
        ToScan(
            code,
            procedure,
            applicant,
            at,
            Status(status) not in SCANNED_NO_MORE,
            names.get(code, ()),
        )
        for _, code, procedure, applicant, at, status in rows[:limit]
        if at is not None
    )
    return ToScanPage(page, str(rows[limit - 1][0]) if len(rows) > limit else "")


def to_digitise_count(unit_id: int, *, most: int = 1000) -> int:
    """How many dossiers that are, counted no further than `most`."""
    found = _under_duty(Dossier.objects.filter(receiving_unit=unit_id))
    return found.filter(code__in=papers.subjects_to_scan()).order_by()[:most].count()


def digitisation(unit_ids: Collection[int], start: date, end: date) -> Digitisation:
    """How much was digitised of what these units received from `start` to `end`, both included.

    As it stood at the end of the last day: a report for a past period gives the same answer
    tomorrow. Results are those concluded in the period, counted apart (QĐ 766/QĐ-TTg, group 4).
    """
    first, last = _moment(start), _moment(end + timedelta(days=1))
    received = _under_duty(
        Dossier.objects.filter(
            receiving_unit__in=unit_ids, accepted_at__gte=first, accepted_at__lt=last
        )
    )
    open_then = Q(code__in=papers.subjects_to_scan_at(last))
    counted = received.aggregate(
        all=Count("pk"),
        done=Count("pk", filter=~open_then),
        bare=Count("pk", filter=~open_then & ~Q(code__in=papers.subjects_with_papers())),
    )
    concluded = _under_duty(
        Dossier.objects.filter(
            receiving_unit__in=unit_ids,
            finished_at__gte=first,
            finished_at__lt=last,
            outcome=Outcome.GRANTED.value,
        )
    )
    with_result = Q(code__in=papers.subjects_with_result(last))
    results = concluded.aggregate(all=Count("pk"), done=Count("pk", filter=with_result))
    return Digitisation(
        dossiers=counted["all"],
        digitised=counted["done"],
        without_paper=counted["bare"],
        results=results["all"],
        results_digitised=results["done"],
    )


def may_change_paper(code: str, position: int, actor: Actor) -> bool:
    """Whether to show the buttons. Raises NoSuchDossier for what this person may not see."""
    dossier = stored(code)
    if not is_seen(actor, dossier):
        raise NoSuchDossier()
    standing = standing_of(dossier, process_of(dossier))
    return paper_objection(actor, standing, position) is None


def _under_duty(found: DossierQuerySet) -> DossierQuerySet:
    """Accepted since the duty began at the level of the agency that received it."""
    bound = Q()
    for duty in papers.duties().values():
        bound |= Q(receiving_agency__kind=duty.level, accepted_at__gte=_moment(duty.since))
    return found.filter(bound)


def _moment(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
