"""Why the due moment is what it is: one line for each fact used, in Vietnamese."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum, StrEnum, auto

from .calendar import ONE_DAY, SATURDAY, WorkCalendar
from .pauses import Pauses
from .values import Limit, LimitUnit
from .wording import day_text, hours_text, moment_text, sentence, time_text


class LineKind(StrEnum):
    DAY_ZERO = "day_zero"
    LIMIT = "limit"
    WEEKEND = "weekend"
    DAY_OFF = "day_off"
    MAKEUP_DAY = "makeup_day"
    PAUSE = "pause"
    MOVED = "moved"
    RESULT = "result"


@dataclass(frozen=True, slots=True)
class Line:
    kind: LineKind
    text: str


@dataclass(frozen=True, slots=True)
class Due:
    due_at: datetime
    lines: tuple[Line, ...]

    @property
    def due_on(self) -> date:
        return self.due_at.date()

    @property
    def explanation(self) -> tuple[str, ...]:
        return tuple(line.text for line in self.lines)


class Shift(Enum):
    """Why the day of completion is not day zero."""

    NONE = auto()
    DAY_OFF = auto()
    AFTER_CLOSING = auto()
    AFTER_CUTOFF = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """All that was decided on the way to a due moment."""

    complete_at: datetime
    limit: Limit
    cutoff: time | None
    shift: Shift
    day_zero: date
    starts_at: datetime
    ends_on: date
    due_at: datetime


def explain(case: Case, calendar: WorkCalendar, pauses: Pauses) -> Iterator[Line]:
    yield Line(LineKind.DAY_ZERO, sentence(_day_zero(case, calendar)))
    yield Line(LineKind.LIMIT, sentence(_limit(case)))
    yield from _days_met(case, calendar)
    yield from _pauses(case, calendar, pauses)
    if case.due_at.date() != case.ends_on:
        text = f"hạn rơi vào ngày nghỉ {day_text(case.ends_on)}: chuyển sang ngày làm việc kế tiếp"
        yield Line(LineKind.MOVED, sentence(text))
    text = f"hẹn trả {day_text(case.due_at.date())}, trước {time_text(case.due_at)}"
    yield Line(LineKind.RESULT, sentence(text))


def _day_zero(case: Case, calendar: WorkCalendar) -> str:
    when = f"hồ sơ đủ lúc {moment_text(case.complete_at)}"
    match case.shift:
        case Shift.NONE:
            return f"{when}: ngày này là ngày bắt đầu"
        case Shift.DAY_OFF:
            name = calendar.name(case.complete_at.date())
            why = f"ngày nghỉ ({name})" if name else "ngày nghỉ"
        case Shift.AFTER_CLOSING:
            why = f"sau giờ làm việc ({time_text(calendar.closing(case.complete_at.date()))})"
        case Shift.AFTER_CUTOFF:
            assert case.cutoff is not None  # what else could it be later than
            why = f"sau {time_text(case.cutoff)}"
    return f"{when}, {why}: ngày bắt đầu là {day_text(case.day_zero)}"


def _limit(case: Case) -> str:
    source = f" ({case.limit.source})" if case.limit.source else ""
    if case.limit.counts_hours:
        length = hours_text(case.limit.working_time)
        start = f"{moment_text(case.starts_at)}"
        return f"thời hạn {case.limit.label}{source}: dùng {length} làm việc kể từ {start}"
    if case.limit.amount == 0:
        return f"thời hạn {case.limit.label}{source}: đến hết giờ làm việc của ngày bắt đầu"
    if case.limit.unit is LimitUnit.MONTH:
        return f"thời hạn {case.limit.label}{source}: đến ngày tương ứng của tháng cuối thời hạn"
    return f"thời hạn {case.limit.label}{source}: không tính ngày bắt đầu, đếm từ ngày tiếp theo"


def _days_met(case: Case, calendar: WorkCalendar) -> Iterator[Line]:
    """Days off and make-up days that decided something, between completion and the due day."""
    weekend: list[date] = []
    for day in _days_looked_at(case):
        if calendar.is_named(day):
            yield _named(day, calendar)
        elif day.weekday() >= SATURDAY:
            weekend.append(day)
    if weekend:
        yield Line(LineKind.WEEKEND, sentence(_weekend(weekend)))


def _days_looked_at(case: Case) -> Iterator[date]:
    """Calendar days and months count days off too: there only a shift and the end ask for them."""
    completed, due_on = case.complete_at.date(), case.due_at.date()
    if case.limit.unit in (LimitUnit.CALENDAR_DAY, LimitUnit.MONTH):
        if case.shift is not Shift.NONE:
            yield from _days(completed, case.day_zero)
        yield from _days(max(case.ends_on, case.day_zero + ONE_DAY), due_on)
    else:
        yield from _days(completed, due_on)


def _days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += ONE_DAY


def _named(day: date, calendar: WorkCalendar) -> Line:
    name = calendar.name(day)
    if calendar.is_working(day):
        text = f"{day_text(day)} là ngày làm bù" + (f": {name}" if name else "")
        return Line(LineKind.MAKEUP_DAY, sentence(text))
    text = f"{day_text(day)} nghỉ" + (f": {name}" if name else "")
    return Line(LineKind.DAY_OFF, sentence(text))


def _weekend(days: list[date]) -> str:
    if len(days) > 8:
        between = f"từ {days[0]:%d/%m/%Y} đến {days[-1]:%d/%m/%Y}"
        return f"không tính {len(days)} ngày thứ Bảy, Chủ nhật {between}"
    dates = ", ".join(f"{day:%d/%m}" for day in days)
    return f"không tính thứ Bảy, Chủ nhật: {dates}"


def _pauses(case: Case, calendar: WorkCalendar, pauses: Pauses) -> Iterator[Line]:
    """One line a span as it was given; time that two spans share is said with the first."""
    told: datetime | None = None
    for start, end in pauses.given:
        fresh = start if told is None else max(start, told)
        told = end if told is None else max(end, told)
        yield Line(LineKind.PAUSE, sentence(_pause(case, calendar, start, end, fresh)))


def _pause(
    case: Case, calendar: WorkCalendar, start: datetime, end: datetime, fresh: datetime
) -> str:
    between = f"tạm dừng từ {moment_text(start)} đến {moment_text(end)}"
    if case.limit.counts_hours:
        stood = _hours_stood(case, calendar, fresh, end)
        effect = f"không tính {hours_text(stood)} làm việc" if stood else ""
    else:
        days = _days_stood(case, calendar, fresh, end)
        effect = f"không tính {days} {_day_word(case.limit)}" if days else ""
    return f"{between}: {effect or 'không làm thay đổi ngày hẹn'}"


def _day_word(limit: Limit) -> str:
    return "ngày làm việc" if limit.unit is LimitUnit.WORKING_DAY else "ngày"


def _days_stood(case: Case, calendar: WorkCalendar, start: datetime, end: datetime) -> int:
    after = max(start.date(), case.day_zero)
    until = min(end.date(), case.ends_on)
    if case.limit.unit is LimitUnit.WORKING_DAY:
        return calendar.working_days_between(after, until)
    return max(0, (until - after).days)


def _hours_stood(case: Case, calendar: WorkCalendar, start: datetime, end: datetime) -> timedelta:
    total = timedelta()
    start, end = max(start, case.starts_at), min(end, case.due_at)
    for day in _days(start.date(), end.date()):
        for opening, closing in calendar.intervals(day):
            opened = max(start, datetime.combine(day, opening, start.tzinfo))
            closed = min(end, datetime.combine(day, closing, start.tzinfo))
            total += max(timedelta(), closed - opened)
    return total
