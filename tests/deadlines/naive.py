"""The due moment once more, slowly and without cleverness, straight from the seven rules.

Shares no code with the product. Days are walked one by one and working time minute by minute;
moments are plain local times without a zone. Made to be compared with, never to be used.
"""

from datetime import date, datetime, time, timedelta
from types import SimpleNamespace


DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


def due(case: SimpleNamespace) -> datetime:
    """`case`: complete_at, amount, unit, cutoff, spans, off, makeup, hours_of(day)."""
    zero, start = day_zero(case)
    whole = case.amount == int(case.amount)
    if case.unit == "working_hour":
        return walk_minutes(case, start, int(case.amount * 60))
    if case.unit == "working_day" and not whole:
        return walk_minutes(case, start, int(case.amount * 8 * 60))
    paused = paused_days(case.spans)
    if case.unit == "working_day":
        day = walk_days(zero, int(case.amount), lambda d: works(case, d) and d not in paused)
    elif case.unit == "calendar_day":
        day = walk_days(zero, int(case.amount), lambda d: d not in paused)
    else:
        day = push(month_end(zero, int(case.amount)), zero, paused)
    while not works(case, day):
        day += DAY
    return datetime.combine(day, case.hours_of(day)[-1][1])


def works(case: SimpleNamespace, day: date) -> bool:
    if day in case.makeup:
        return True
    if day in case.off:
        return False
    return day.strftime("%a") not in ("Sat", "Sun")


def day_zero(case: SimpleNamespace) -> tuple[date, datetime]:
    moment = case.complete_at
    today = moment.date()
    late = case.cutoff is not None and moment.time() > case.cutoff
    if case.unit != "calendar_day":
        late = late or not works(case, today)
        late = late or moment.time() > case.hours_of(today)[-1][1]
    if not late:
        return today, moment
    day = today + DAY
    while not works(case, day):
        day += DAY
    return day, datetime.combine(day, case.hours_of(day)[0][0])


def paused_days(spans: list[tuple[datetime, datetime]]) -> set[date]:
    days = set()
    for start, end in spans:
        day = start.date() + DAY
        while day <= end.date():
            days.add(day)
            day += DAY
    return days


def walk_days(zero: date, amount: int, counts) -> date:
    day, counted = zero, 0
    while counted < amount:
        day += DAY
        if counts(day):
            counted += 1
    return day


def month_end(zero: date, months: int) -> date:
    year, month = zero.year, zero.month
    for _ in range(months):
        month += 1
        if month == 13:
            year, month = year + 1, 1
    number = zero.day
    while True:
        try:
            return date(year, month, number)
        except ValueError:
            number -= 1


def push(day: date, zero: date, paused: set[date]) -> date:
    """On by one day for every paused day passed, those passed in being pushed included."""
    passed = zero + DAY
    while passed <= day:
        if passed in paused:
            day += DAY
        passed += DAY
    return day


def walk_minutes(case: SimpleNamespace, start: datetime, minutes: int) -> datetime:
    day = start.date()
    while True:
        for opens, closes in case.hours_of(day) if works(case, day) else ():
            minute = datetime.combine(day, opens)
            while minute < datetime.combine(day, closes):
                if minute >= start and not any(a <= minute < b for a, b in case.spans):
                    minutes -= 1
                minute += MINUTE
                if minutes == 0:
                    return minute
        day += DAY


def working_minutes(case: SimpleNamespace, start: datetime, end: datetime) -> int:
    total, minute = 0, start
    while minute < end:
        day = minute.date()
        open_now = works(case, day) and any(
            datetime.combine(day, a) <= minute < datetime.combine(day, b)
            for a, b in case.hours_of(day)
        )
        if open_now and not any(a <= minute < b for a, b in case.spans):
            total += 1
        minute += MINUTE
    return total


EIGHT_HOURS = (
    ((time(7, 30), time(11, 30)), (time(13), time(17))),
    ((time(7), time(11, 30)), (time(13, 30), time(17))),
    ((time(8), time(12)), (time(13), time(17))),
    ((time(7), time(15)),),
)
