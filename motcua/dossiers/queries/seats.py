"""Where some dossiers lie now, for lists that count elsewhere."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from motcua.dossiers.models import Dossier
from motcua.dossiers.queries.track import short_name


@dataclass(frozen=True, slots=True)
class Seat:
    """`unit_name`: who holds it now; "" for what is over."""

    procedure_name: str
    step_name: str
    unit_name: str
    assignee_name: str


def seats(codes: Collection[str]) -> dict[str, Seat]:
    """By code, of those there are. One query. Asks nobody's permission: no applicant is in it."""
    rows = Dossier.objects.filter(code__in=list(codes)).values_list(
        "code", "procedure_name", "step_name", "step_unit__short_name", "assignee__name"
    )
    return {
        code: Seat(procedure, short_name(step or ""), unit or "", person or "")
        for code, procedure, step, unit, person in rows
    }
