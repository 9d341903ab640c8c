"""What sets of indicators ask of dossiers beside the ledger: repeated requests, what is owed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Q, QuerySet

from motcua.deadlines.rules import HANOI
from motcua.dossiers.models import Dossier, Supplement
from motcua.dossiers.rules import Money


# The words of the partial indexes; a condition said otherwise would not use them.
ASKED_AGAIN = Q(supplements_asked__gt=1)
OWING = Q(accepted_at__isnull=False) & ~Q(money_state=Money.NOTHING_OWED.value)


def asked_again(last: date, *, units: Collection[int] | None = None) -> QuerySet[Supplement, str]:
    """Codes of the dossiers asked for a supplement more than once by the end of that day.

    For `code__in`: one query with the caller's. QĐ 766/QĐ-TTg, indicator 2.1; there are few.
    """
    often = Dossier.objects.filter(ASKED_AGAIN)
    if units is not None:
        often = often.filter(resolving_unit__in=list(units))
    asked = Supplement.objects.filter(dossier__in=often, asked_at__lt=_end_of(last))
    twice = asked.values("dossier__code").annotate(times=Count("pk")).filter(times__gt=1)
    return twice.order_by().values_list("dossier__code", flat=True)


def owing(first: date, last: date, *, units: Collection[int] | None = None) -> dict[int, int]:
    """Dossiers accepted between two days, both counted, that cost something, by resolving unit.

    One query.
    """
    found = Dossier.objects.filter(
        OWING, accepted_at__gte=_start_of(first), accepted_at__lt=_end_of(last)
    )
    if units is not None:
        found = found.filter(resolving_unit__in=list(units))
    counted = found.values("resolving_unit").annotate(count=Count("pk")).order_by()
    return dict(counted.values_list("resolving_unit", "count"))


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time(), HANOI)


def _end_of(day: date) -> datetime:
    return _start_of(day + timedelta(days=1))
