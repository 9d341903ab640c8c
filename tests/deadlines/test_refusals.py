"""What cannot be counted from, and what must not matter."""

from datetime import date, datetime, time

import pytest
import time_machine

from motcua.deadlines.errors import (
    AmountNotWhole,
    AmountOutOfRange,
    AmountTooFine,
    ClockStopped,
    CutoffWithZone,
    EndsBeforeStart,
    MomentWithoutZone,
    OutsideCalendar,
    TooManySpans,
)
from motcua.deadlines.rules import HANOI, Span, due
from tests.deadlines.cases import (
    CALENDAR,
    at,
    calendar_days,
    months,
    span,
    working_days,
    working_hours,
)


MORNING = at("2026-11-16T09:00")


@pytest.mark.parametrize(
    ("ask", "refusal"),
    [
        pytest.param(lambda: working_days(-1), AmountOutOfRange, id="negative"),
        pytest.param(lambda: working_days("10000.5"), AmountOutOfRange, id="absurdly long"),
        pytest.param(lambda: working_days("NaN"), AmountOutOfRange, id="not a number"),
        pytest.param(lambda: working_hours("Infinity"), AmountOutOfRange, id="infinite"),
        pytest.param(lambda: working_days("1E-9999"), AmountTooFine, id="absurdly fine"),
        pytest.param(
            lambda: due(MORNING, working_days(1), CALENDAR, cutoff=time(15, tzinfo=HANOI)),
            CutoffWithZone,
            id="a cut-off with a zone",
        ),
        pytest.param(lambda: months(331), AmountOutOfRange, id="too many months"),
        pytest.param(lambda: calendar_days("1.5"), AmountNotWhole, id="half a calendar day"),
        pytest.param(lambda: months("0.5"), AmountNotWhole, id="half a month"),
        pytest.param(
            lambda: span("2026-11-17T09:00", "2026-11-16T09:00"), EndsBeforeStart, id="backwards"
        ),
        pytest.param(
            lambda: Span(datetime(2026, 11, 16), MORNING), MomentWithoutZone, id="a naive span"
        ),
        pytest.param(
            lambda: due(datetime(2026, 11, 16), working_days(1), CALENDAR),
            MomentWithoutZone,
            id="a naive moment",
        ),
        pytest.param(
            lambda: due(MORNING, working_days(1), CALENDAR, spans=[Span(MORNING, None)]),
            ClockStopped,
            id="an open span",
        ),
        pytest.param(
            lambda: due(MORNING, working_days(1), CALENDAR, spans=[Span(MORNING, MORNING)] * 1001),
            TooManySpans,
            id="too many spans",
        ),
        pytest.param(
            lambda: due(MORNING.replace(year=1), working_days(1), CALENDAR),
            OutsideCalendar,
            id="before the calendar",
        ),
        pytest.param(
            lambda: due(datetime.max.replace(tzinfo=HANOI), working_days(1), CALENDAR),
            OutsideCalendar,
            id="at the end of time",
        ),
        pytest.param(
            lambda: due(MORNING.replace(year=2199), working_days(300), CALENDAR),
            OutsideCalendar,
            id="runs out of the calendar",
        ),
        pytest.param(
            lambda: due(MORNING.replace(year=2199), working_hours(3000), CALENDAR),
            OutsideCalendar,
            id="hours run out of the calendar",
        ),
    ],
)
def test_absurd_input_is_refused(ask, refusal):
    with pytest.raises(refusal) as caught:
        ask()

    assert str(caught.value).endswith(".")


def test_the_zone_of_the_caller_does_not_matter():
    utc = datetime.fromisoformat("2026-11-16T08:00:01+00:00")  # 15:00:01 in Hà Nội

    assert due(utc, working_days(1), CALENDAR, cutoff=time(15)).due_on == date(2026, 11, 18)


def test_the_clock_of_the_machine_does_not_matter():
    with time_machine.travel("2031-01-01"):
        assert due(MORNING, working_days(3), CALENDAR).due_on == date(2026, 11, 19)
