"""The dossiers or procedures behind an indicator, a page at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from motcua.catalog.queries.offer import Offered, offered
from motcua.ledger import queries as ledger
from motcua.ledger.queries import scoring
from motcua.ledger.queries.scoring import Lacking
from motcua.ledger.rules import Period
from motcua.people.queries import UnitCard
from motcua.scorecards.queries.cards import judged_late
from motcua.scorecards.rules import Indicator, Measure, Part, Source


PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A dossier, or a procedure (without days); `note`: what it lacks."""

    code: str
    procedure: str
    field: str = ""
    unit_id: int | None = None
    received_on: date | None = None
    due_on: date | None = None
    ended_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    lines: tuple[Line, ...]
    next_cursor: str = ""
    are_procedures: bool = False


def listed(
    indicator: Indicator,
    part: Part,
    agencies: Collection[UnitCard],
    period: Period,
    *,
    cursor: str = "",
    limit: int = PAGE,
) -> Listed:
    """At most two queries. Nothing in it says whose dossier it is."""
    units = [card.id for card in agencies]
    match part.source:
        case Source.CELLS:
            page = ledger.cases(period, part.cells, units=units, cursor=cursor, limit=limit)
        case Source.JUDGED_LATE:
            return _judged(units, period)
        case Source.UNDIGITISED:
            page = scoring.lacking(
                period, Lacking.DIGITISED, units=units, cursor=cursor, limit=limit
            )
        case Source.NO_E_RESULT:
            page = scoring.lacking(
                period, Lacking.E_RESULT, units=units, cursor=cursor, limit=limit
            )
        case Source.PROCEDURES:
            return _procedures(indicator, agencies, period)
    return Listed(tuple(map(_line, page.items)), page.next_cursor)


def _line(case: ledger.Case) -> Line:
    return Line(
        code=case.code,
        procedure=case.procedure,
        field=case.field,
        unit_id=case.unit_id,
        received_on=case.received_on,
        due_on=case.due_on,
        ended_on=case.ended_on,
    )


def _judged(units: Collection[int], period: Period) -> Listed:
    """All on one page: they are exceptions."""
    found = judged_late(units, period)
    return Listed(tuple(_line(case) for cases in found.values() for case in cases))


def _procedures(indicator: Indicator, agencies: Collection[UnitCard], period: Period) -> Listed:
    units = [card.id for card in agencies]
    kinds = {card.kind for card in agencies}
    own = [one for one in offered(period.last) if not one.is_vertical and one.levels & kinds]
    used: frozenset[str] = frozenset()
    if indicator.measure is Measure.USED_ONLINE:
        used = frozenset().union(*scoring.filed_online(period, units=units).values())
    return Listed(tuple(_lacking(indicator, own, used)), are_procedures=True)


def _lacking(indicator: Indicator, own: Iterable[Offered], used: frozenset[str]) -> Iterable[Line]:
    for one in own:
        note = {
            Measure.COMPLETE: "Thiếu " + ", ".join(one.missing) if one.missing else "",
            Measure.OFFERED_ONLINE: "" if one.is_online else "Chỉ cung cấp thông tin",
            Measure.USED_ONLINE: "Chưa có hồ sơ trực tuyến trong kỳ"
            if one.is_online and one.code not in used
            else "",
        }.get(indicator.measure or Measure.COMPLETE, "")
        if note:
            yield Line(code=one.code, procedure=one.name, field=one.field, note=note)
