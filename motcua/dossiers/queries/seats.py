"""Where some dossiers lie now, for lists that count elsewhere."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from motcua.deadlines import queries as deadlines
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries.track import short_name


@dataclass(frozen=True, slots=True)
class Seat:
    """`unit_name`: who holds it now; "" for what is over.

    `token`: the version of the calendar, read on the way, for who counts days (`work_calendar`).
    """

    procedure_name: str
    step_name: str
    unit_name: str
    assignee_name: str
    token: UUID | None


def seats(codes: Collection[str]) -> dict[str, Seat]:
    """By code, of those there are. One query. Asks nobody's permission: no applicant is in it."""
    found = Dossier.objects.filter(code__in=list(codes)).annotate(token=deadlines.version_token())
    rows = found.values_list(
        "code", "procedure_name", "step_name", "step_unit__short_name", "assignee__name", "token"
    )
    return {
        code: Seat(procedure, short_name(step or ""), unit or "", person or "", token)
        for code, procedure, step, unit, person, token in rows
    }
