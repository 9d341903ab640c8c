"""What was assigned, changed and withdrawn, with the numbers of then, from the journal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from motcua.figures.rules import write_exact
from motcua.journal import queries as journal
from motcua.journal.rules import Event
from motcua.people import queries as people
from motcua.targets.queries.cards import TargetCard


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """`details`: one line a unit, «Phòng Kinh tế: 120 → 150»."""

    at: datetime
    who: str
    what: str
    reason: str
    details: tuple[str, ...]


def history(card: TargetCard) -> tuple[HistoryLine, ...]:
    """Newest first. Two queries, three where a unit has no number any more."""
    events = journal.history(f"target:{card.id}")
    names = people.names_of(event.by_id for event in events if event.by_id)
    units = {quota.unit_id: quota.unit_name for quota in card.quotas}
    ids = {int(row[0]) for event in events for row in _rows(event)} - set(units)
    units |= {pk: unit.short_name for pk, unit in people.units(ids).items()}
    sign = "%" if card.draft.kind.is_share else ""
    return tuple(_line(event, names, units, sign) for event in reversed(events))


def _rows(event: Event) -> Sequence[Sequence[str]]:
    found: Sequence[Sequence[str]] = event.facts.get("quotas") or event.facts.get("changes") or ()
    return found


def _line(event: Event, names: dict[int, str], units: dict[int, str], sign: str) -> HistoryLine:
    who = names.get(event.by_id or 0, "")
    words = {
        "target.assigned": "Giao chỉ tiêu",
        "target.changed": "Sửa số giao",
        "target.withdrawn": "Rút chỉ tiêu",
    }
    what, number = words.get(event.kind, event.kind), event.facts.get("number", "")
    return HistoryLine(
        at=event.at,
        who=who,
        what=f"{what}, văn bản {number}" if number else what,
        reason=event.facts.get("reason", ""),
        details=tuple(_details(_rows(event), units, sign)),
    )


def _details(rows: Sequence[Sequence[str]], units: dict[int, str], sign: str) -> Iterable[str]:
    for unit_id, field, *values in rows:
        name = units.get(int(unit_id), "Đơn vị cũ")
        place = f"{name} ({field})" if field else name
        yield f"{place}: {' → '.join(_value(value, sign) for value in values)}"


def _value(text: str, sign: str) -> str:
    return f"{write_exact(Decimal(text))}{sign}" if text else "không giao"
