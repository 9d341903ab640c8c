import time
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from motcua.deadlines.errors import (
    AmountOutOfRange,
    ClockStopped,
    EndsBeforeStart,
    MomentWithoutZone,
)
from motcua.deadlines.rules import (
    HANOI,
    Limit,
    LimitUnit,
    Span,
    WorkCalendar,
    add_working_time,
    due,
    remaining,
    working_time_between,
)


CALENDAR = WorkCalendar(days_off=frozenset({date(2026, 11, 24)}))


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=HANOI)


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        pytest.param("2026-11-16T08:00", "2026-11-16T09:30", 90, id="within the morning"),
        pytest.param("2026-11-16T06:00", "2026-11-16T20:00", 480, id="a whole day"),
        pytest.param("2026-11-16T11:00", "2026-11-16T14:00", 90, id="over the break"),
        pytest.param("2026-11-20T16:00", "2026-11-23T08:30", 120, id="over the weekend"),
        pytest.param("2026-11-23T16:00", "2026-11-25T08:30", 120, id="over a holiday"),
        pytest.param("2026-11-21T08:00", "2026-11-22T17:00", 0, id="on a weekend"),
        pytest.param("2026-11-16T08:00", "2026-11-16T08:00", 0, id="no time at all"),
    ],
)
def test_working_time_between(start, end, minutes):
    assert working_time_between(at(start), at(end), CALENDAR) == timedelta(minutes=minutes)


def test_paused_time_is_not_working_time():
    pauses = [Span(at("2026-11-16T09:00"), at("2026-11-16T10:00"))]

    used = working_time_between(at("2026-11-16T08:00"), at("2026-11-16T11:00"), CALENDAR, pauses)

    assert used == timedelta(hours=2)


@pytest.mark.parametrize(
    ("ask", "refusal"),
    [
        (lambda t: working_time_between(t, t - timedelta(hours=1), CALENDAR), EndsBeforeStart),
        (lambda t: working_time_between(t, datetime(2026, 11, 20), CALENDAR), MomentWithoutZone),
        (lambda t: working_time_between(t, t, CALENDAR, [Span(t, None)]), ClockStopped),
        (lambda t: add_working_time(t, Decimal(-1), CALENDAR), AmountOutOfRange),
    ],
)
def test_absurd_input_is_refused(ask, refusal):
    with pytest.raises(refusal):
        ask(at("2026-11-16T09:00"))


@pytest.mark.parametrize(
    ("now", "label", "days", "hours", "days_late"),
    [
        pytest.param(
            "2026-11-20T16:00", "Còn 2 ngày", 2, 17, 0, id="a weekend and a holiday between"
        ),
        pytest.param("2026-11-23T09:00", "Còn 1 ngày", 1, 14.5, 0, id="the day before"),
        pytest.param("2026-11-24T09:00", "Còn 1 ngày", 1, 8, 0, id="on a holiday"),
        pytest.param("2026-11-25T15:00", "Hôm nay, 17:00", 0, 2, 0, id="on the day"),
        pytest.param("2026-11-25T18:00", "Hôm nay, 17:00", 0, 0, 0, id="after closing is not late"),
        pytest.param("2026-11-26T07:00", "Quá 1 ngày", 0, 0, 1, id="the day after"),
        pytest.param("2026-11-28T09:00", "Quá 2 ngày", 0, 0, 2, id="on a Saturday"),
        pytest.param("2026-11-30T09:00", "Quá 3 ngày", 0, 0, 3, id="the week after"),
    ],
)
def test_what_is_left_until_the_25th(now, label, days, hours, days_late):
    left = remaining(at("2026-11-25T17:00"), CALENDAR, at=at(now))

    assert (left.label, left.days, left.days_late) == (label, days, days_late)
    assert left.working_time == timedelta(hours=hours)
    assert left.is_late == (days_late > 0)


def test_a_saturday_after_a_due_friday_is_one_day_late():
    left = remaining(at("2026-11-20T17:00"), CALENDAR, at=at("2026-11-21T09:00"))

    assert (left.is_late, left.label) == (True, "Quá 1 ngày")


@pytest.mark.parametrize("unit", list(LimitUnit))
def test_a_usual_limit_takes_less_than_a_millisecond(unit):
    limit = Limit(Decimal(6 if unit is LimitUnit.MONTH else 30), unit, source="")
    pauses = [Span(at("2026-11-18T09:00"), at("2026-11-25T09:00"))]

    def one():
        started = time.perf_counter()
        due(at("2026-11-16T09:00"), limit, CALENDAR, spans=pauses)
        return time.perf_counter() - started

    assert min(one() for _ in range(20)) < 0.001
