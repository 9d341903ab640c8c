"""Requests to other offices as lines of a list: colour, shape and words all decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from motcua.coordination.queries import RequestCard
from motcua.coordination.rules import Charge, Deed, State
from motcua.deadlines.rules import WorkCalendar
from motcua.dossiers import queries as dossiers
from motcua.people.rules import Actor


HOURS_A_DAY = 8


@dataclass(frozen=True, slots=True)
class RequestRow:
    """`look` and `words` of its state now; `late` how late it is or was, "" when it is not."""

    card: RequestCard
    look: str
    words: str
    late: str
    deeds: tuple[Deed, ...]


@dataclass(frozen=True, slots=True)
class ChargeRow:
    unit: str
    used: str
    late: str


def request_row(
    card: RequestCard, actor: Actor, calendar: WorkCalendar, now: datetime
) -> RequestRow:
    late = card.late_by(calendar, now)
    look, words = _state(card, now)
    return RequestRow(
        card=card,
        look=look,
        words=words,
        late=working_words(late) if late else "",
        deeds=dossiers.open_deeds(actor, card, now=now),
    )


def charge_row(charge: Charge) -> ChargeRow:
    return ChargeRow(
        unit=charge.unit,
        used=working_words(charge.used),
        late=working_words(charge.late) if charge.is_late else "",
    )


def _state(card: RequestCard, now: datetime) -> tuple[str, str]:
    match card.state:
        case State.ANSWERED:
            return ("done", f"Đã trả lời {_when(card.answered_at)}")
        case State.SILENT:
            return ("late", f"Không trả lời, ghi nhận {_when(card.silent_at)}")
        case State.CANCELLED:
            return ("pause", f"Đã hủy {_when(card.cancelled_at)}")
        case State.WAITING:
            return ("wait", "Chờ đến lượt")
    if card.is_overdue(now):
        return ("late", f"Quá hạn {_when(card.due_at)}")
    is_today = card.due_at and timezone.localdate(card.due_at) == timezone.localdate(now)
    return ("soon" if is_today else "ok", f"Hạn {_when(card.due_at)}")


def _when(moment: datetime | None) -> str:
    return f"{timezone.localtime(moment):%H:%M %d/%m}" if moment else ""


def working_words(time: timedelta) -> str:
    """«2 ngày 3 giờ» of working time; under an hour in minutes."""
    minutes = int(time.total_seconds() // 60)
    days, rest = divmod(minutes, HOURS_A_DAY * 60)
    hours, minutes = divmod(rest, 60)
    parts = [f"{days} ngày"] if days else []
    parts += [f"{hours} giờ"] if hours else []
    if not parts or (not days and minutes):
        parts.append(f"{minutes} phút")
    return " ".join(parts)
