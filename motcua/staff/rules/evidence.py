"""The evidence of a year as one value: whole and by quarter, and as it is frozen in JSON. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from motcua.dossiers.rules import Timeliness
from motcua.staff.rules.marking import Attitude, Case, Mark, Marks, marked
from motcua.staff.rules.periods import Period
from motcua.staff.rules.schemes import By, scheme


@dataclass(frozen=True, slots=True)
class Evidence:
    """`late`: open dossiers past their day that lay with the person when this was put together."""

    known_at: datetime
    quarters: tuple[tuple[str, Marks], ...]
    whole: Marks
    attitude: Attitude | None
    late: tuple[str, ...]


def evidence_from(
    year: int,
    cases: Sequence[Case],
    *,
    late: Sequence[str],
    attitude: Attitude | None,
    now: datetime,
) -> Evidence:
    """Attitude is known for the year only; a quarter shows it as not measured."""
    by = scheme(year)
    return Evidence(
        known_at=now,
        quarters=tuple(
            (part.name, marked(by, [case for case in cases if part.holds(case.finished_at)]))
            for part in Period(year).quarters()
        ),
        whole=marked(by, cases, attitude),
        attitude=attitude,
        late=tuple(late),
    )


def as_data(evidence: Evidence) -> dict[str, Any]:
    given = evidence.attitude
    return {
        "known_at": evidence.known_at.isoformat(),
        "quarters": [[name, _marks_data(marks)] for name, marks in evidence.quarters],
        "whole": _marks_data(evidence.whole),
        "attitude": [str(given.mean), given.answers] if given else None,
        "late": list(evidence.late),
    }


def evidence_of(data: dict[str, Any]) -> Evidence:
    """As it was frozen: nothing is marked anew."""
    given = data["attitude"]
    return Evidence(
        known_at=datetime.fromisoformat(data["known_at"]),
        quarters=tuple((name, _marks_of(marks)) for name, marks in data["quarters"]),
        whole=_marks_of(data["whole"]),
        attitude=Attitude(Decimal(given[0]), given[1]) if given else None,
        late=tuple(data["late"]),
    )


def cases_data(cases: Sequence[Case]) -> list[list[Any]]:
    return [
        [c.code, c.finished_at.isoformat(), c.whole, c.own, c.supplements, c.places] for c in cases
    ]


def cases_of(rows: Sequence[Sequence[Any]]) -> tuple[Case, ...]:
    return tuple(
        Case(
            code=code,
            finished_at=datetime.fromisoformat(finished_at),
            whole=Timeliness(whole) if whole else None,
            own=Timeliness(own) if own else None,
            supplements=supplements,
            places=places,
        )
        for code, finished_at, whole, own, supplements, places in rows
    )


def _marks_data(marks: Marks) -> dict[str, Any]:
    return {
        "cases": marks.cases,
        "marks": [
            [m.number, m.name, m.by.value, _text(m.mean), m.measured, m.full, m.half, m.none]
            for m in marks.marks
        ],
        "total": _text(marks.total),
        "most": marks.most,
        "score": _text(marks.score),
        "band": marks.band,
    }


def _marks_of(data: dict[str, Any]) -> Marks:
    return Marks(
        cases=data["cases"],
        marks=tuple(
            Mark(number, name, By(by), _number(mean), *counts)
            for number, name, by, mean, *counts in data["marks"]
        ),
        total=_number(data["total"]),
        most=data["most"],
        score=_number(data["score"]),
        band=data["band"],
    )


def _text(value: Decimal | None) -> str | None:
    return None if value is None else str(value)


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
