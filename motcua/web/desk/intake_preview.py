"""The receipt before there is one: what would be promised now, and why that day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.utils import timezone

from motcua.catalog.rules import Procedure
from motcua.deadlines import queries as deadlines
from motcua.deadlines.rules import Due, LimitUnit, WorkCalendar
from motcua.dossiers import queries as dossiers
from motcua.dossiers.rules import Channel
from motcua.errors import DomainError
from motcua.people.queries import UnitCard


MOST_DAYS: Final = 9  # a longer wait is told in sentences, not day by day
ONE_DAY: Final = timedelta(days=1)
WEEKEND: Final = (5, 6)
_ITS_DATE: Final = re.compile(r" [0-9]+/[0-9]+$")  # the line begins with it anyway
SHORT_DAYS: Final = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")


@dataclass(frozen=True, slots=True)
class Reason:
    """One line of «why that day»; `when` is empty where a sentence says it all."""

    when: str
    what: str
    note: str = ""
    is_promise: bool = False


@dataclass(frozen=True, slots=True)
class Preview:
    number: str  # of the code that is given out on acceptance
    due_at: datetime | None
    reasons: tuple[Reason, ...]
    fee: str
    trouble: str = ""  # why no day can be named

    @property
    def in_days(self) -> bool:
        return bool(self.reasons) and bool(self.reasons[0].when)


def preview(
    procedure: Procedure,
    resolving: UnitCard,
    channel: Channel,
    *,
    now: datetime,
    arrived_at: datetime | None = None,
) -> Preview:
    """Two queries at most beside the calendar in memory. `arrived_at`: before now."""
    received_at = arrived_at or now
    terms = procedure.terms(channel.value)
    number = f"{resolving.code}-{timezone.localdate(now):%y%m%d}-····"
    if terms.limit is None:
        return Preview(number, None, (), terms.fee_label, "Chưa rõ thời hạn giải quyết.")
    try:
        due = dossiers.due_preview(
            terms.limit, terms.cutoff, resolving.province_code, channel=channel, at=received_at
        )
        calendar = deadlines.work_calendar(resolving.province_code)
    except DomainError as refusal:
        return Preview(number, None, (), terms.fee_label, str(refusal))
    reasons: tuple[Reason, ...] = ()
    if terms.limit.unit is LimitUnit.WORKING_DAY and terms.limit.is_whole:
        reasons = tuple(_by_day(received_at, due, int(terms.limit.amount), calendar))
    if not 0 < len(reasons) <= MOST_DAYS:
        reasons = tuple(Reason("", text) for text in due.explanation)
    return Preview(number, due.due_at, reasons, terms.fee_label)


def _by_day(now: datetime, due: Due, amount: int, calendar: WorkCalendar) -> Iterator[Reason]:
    """Each day from the receipt to the promise: counted, or why not."""
    received, promised = timezone.localdate(now), due.due_on
    if (promised - received).days > 3 * MOST_DAYS:
        return
    zero = _day_zero(received, promised, amount, calendar)
    day = received
    while day <= promised:
        if day == received:
            yield _receipt(now, day, zero, promised, due)
        elif not calendar.is_working(day):
            last = _end_of_rest(day, promised, calendar)
            yield _rest(day, last, calendar)
            day = last
        else:
            yield _working(day, zero, promised, calendar)
        day += ONE_DAY


def _day_zero(received: date, promised: date, amount: int, calendar: WorkCalendar) -> date:
    """The working day after which the days are counted; found backwards from the promise."""
    day = promised
    while day > received and not (
        calendar.is_working(day) and calendar.working_days_between(day, promised) == amount
    ):
        day -= ONE_DAY
    return day


def _receipt(now: datetime, day: date, zero: date, promised: date, due: Due) -> Reason:
    what = f"Nhận lúc {timezone.localtime(now):%H:%M}"
    if day == promised:
        return Reason(_day(day), f"{what}, trả trong ngày", is_promise=True)
    note = "Ngày nhận không tính" if day == zero else due.explanation[0]
    return Reason(_day(day), what, note)


def _working(day: date, zero: date, promised: date, calendar: WorkCalendar) -> Reason:
    number = calendar.working_days_between(zero, day) if day > zero else 0
    what = f"Ngày làm việc thứ {number}" if number else "Ngày bắt đầu"
    if day == promised:
        return Reason(_day(day), f"{what}, hẹn trả", is_promise=True)
    return Reason(_day(day), what, "" if number else "Không tính")


def _end_of_rest(day: date, promised: date, calendar: WorkCalendar) -> date:
    """Saturday and Sunday are told together, unless one of them has a name of its own."""
    following = day + ONE_DAY
    is_plain = not calendar.is_named(day) and not calendar.is_named(following)
    both = day.weekday() == WEEKEND[0] and following <= promised
    return following if both and is_plain and not calendar.is_working(following) else day


def _rest(day: date, last: date, calendar: WorkCalendar) -> Reason:
    name = _ITS_DATE.sub("", calendar.name(day))
    what = f"Nghỉ {name}" if name else "Nghỉ cuối tuần"
    when = _day(day) if day == last else f"T7, CN {last:%d/%m}"
    return Reason(when, what, "Không tính")


def _day(day: date) -> str:
    return f"{SHORT_DAYS[day.weekday()]} {day:%d/%m}"
