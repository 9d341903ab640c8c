"""The shares that an agency as a whole was assigned for a year, for its board."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from motcua.targets.models import Quota
from motcua.targets.rules import Figure, Kind


@dataclass(frozen=True, slots=True)
class Assigned:
    """`percent` of the dossiers of `base` are to be of `figure`, at least."""

    target_id: int
    figure: Figure
    base: Figure
    percent: Fraction


def assigned_shares(agency_id: int, *, first: date, on: date) -> tuple[Assigned, ...]:
    """Those that count from `first` on, run on the day `on`, and are of all its work.

    The one assigned last comes last. One query.
    """
    found = Quota.objects.filter(
        agency=agency_id,
        unit=agency_id,
        field="",
        target__kind=Kind.SHARE_AT_LEAST.value,
        target__first=first,
        target__due_on__gte=on,
        target__withdrawn_at=None,
        target__field="",
        target__procedure="",
        target__service_level="",
    )
    rows = found.order_by("target").values_list("target", "target__figure", "target__base", "value")
    return tuple(Assigned(pk, Figure(a), Figure(b), Fraction(n)) for pk, a, b, n in rows)
