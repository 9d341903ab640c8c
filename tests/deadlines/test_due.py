"""Rules 1 to 5 of counting, one table each."""

from datetime import time

import pytest

from tests.deadlines.cases import calendar_days, case, check, months, working_days, working_hours


THREE = time(15)


@pytest.mark.parametrize(
    ("complete_at", "limit", "cutoff", "spans", "expected"),
    [
        case("2026-11-16T09:00", working_days(0), "2026-11-16T17:00", id="in working time"),
        case("2026-11-16T05:00", working_days(0), "2026-11-16T17:00", id="before opening"),
        case("2026-11-16T12:00", working_days(0), "2026-11-16T17:00", id="in the break"),
        case("2026-11-16T17:00", working_days(0), "2026-11-16T17:00", id="at closing"),
        case("2026-11-16T17:00:01", working_days(0), "2026-11-17T17:00", id="after closing"),
        case("2026-11-14T09:00", working_days(0), "2026-11-16T17:00", id="on a Saturday"),
        case("2026-11-24T09:00", working_days(0), "2026-11-25T17:00", id="on a holiday"),
        case("2026-08-22T09:00", working_days(0), "2026-08-22T17:00", id="on a make-up Saturday"),
        case("2026-11-20T18:00", working_days(0), "2026-11-23T17:00", id="Friday evening"),
        case("2026-11-23T18:00", working_hours(1), "2026-11-25T08:30", id="hours from the opening"),
        case(
            "2026-11-16T15:00",
            working_days(0),
            "2026-11-16T17:00",
            cutoff=THREE,
            id="at the cut-off is not later",
        ),
        case(
            "2026-11-16T15:00:00.000001",
            working_days(0),
            "2026-11-17T17:00",
            cutoff=THREE,
            id="later than the cut-off",
        ),
        case(
            "2026-11-16T15:01",
            working_hours(2),
            "2026-11-17T09:30",
            cutoff=THREE,
            id="hours after the cut-off start with the next opening",
        ),
        case(
            "2026-11-16T17:30",
            working_days(1),
            "2026-11-18T17:00",
            cutoff=time(20),
            id="a cut-off after closing moves nothing back",
        ),
    ],
)
def test_day_zero(complete_at, limit, cutoff, spans, expected):
    check(complete_at, limit, cutoff, spans, expected)


@pytest.mark.parametrize(
    ("complete_at", "limit", "cutoff", "spans", "expected"),
    [
        case("2026-11-16T09:00", working_days(3), "2026-11-19T17:00", id="day zero is not counted"),
        case("2026-11-20T09:00", working_days(1), "2026-11-23T17:00", id="no weekend"),
        case("2026-11-20T09:00", working_days(2), "2026-11-25T17:00", id="no weekend, no holiday"),
        case("2026-08-21T09:00", working_days(1), "2026-08-22T17:00", id="a make-up day counts"),
        case("2026-11-21T20:14", working_days(3), "2026-11-27T17:00", id="from a Saturday evening"),
        case("2026-11-16T09:00", working_days("3.0"), "2026-11-19T17:00", id="3.0 is whole"),
        case("2026-08-28T09:00", working_days(1), "2026-09-03T17:00", id="over National Day"),
    ],
)
def test_whole_working_days(complete_at, limit, cutoff, spans, expected):
    check(complete_at, limit, cutoff, spans, expected)


@pytest.mark.parametrize(
    ("complete_at", "limit", "cutoff", "spans", "expected"),
    [
        case(
            "2026-11-16T09:00", working_days("0.25"), "2026-11-16T11:00", id="a quarter is 2 hours"
        ),
        case("2026-11-16T09:00", working_days("0.5"), "2026-11-16T14:30", id="over the break"),
        case("2026-11-16T09:00", working_days("1.5"), "2026-11-17T14:30", id="a day and a half"),
        case("2026-11-16T09:30", working_hours(2), "2026-11-16T11:30", id="ends with the morning"),
        case("2026-11-16T15:00", working_hours(2), "2026-11-16T17:00", id="ends with the day"),
        case("2026-11-16T15:00", working_hours("2.5"), "2026-11-17T08:00", id="into the next day"),
        case("2026-11-23T16:00", working_hours(2), "2026-11-25T08:30", id="over a holiday"),
        case("2026-11-16T06:00", working_hours(1), "2026-11-16T08:30", id="before opening"),
        case("2026-11-16T12:15", working_hours(1), "2026-11-16T14:00", id="from the break"),
        case("2026-11-16T17:00", working_hours(1), "2026-11-17T08:30", id="at closing"),
        case("2026-11-16T09:00:30", working_hours(1), "2026-11-16T10:00:30", id="to the second"),
        case("2026-11-16T12:00", working_hours(0), "2026-11-16T13:00", id="no time at all"),
    ],
)
def test_hours_and_fractions_of_a_day(complete_at, limit, cutoff, spans, expected):
    check(complete_at, limit, cutoff, spans, expected)


@pytest.mark.parametrize(
    ("complete_at", "limit", "cutoff", "spans", "expected"),
    [
        case(
            "2026-11-16T09:00", calendar_days(3), "2026-11-19T17:00", id="day zero is not counted"
        ),
        case("2026-11-16T09:00", calendar_days(5), "2026-11-23T17:00", id="ends on a Saturday"),
        case("2026-11-16T09:00", calendar_days(8), "2026-11-25T17:00", id="ends on a holiday"),
        case("2026-11-14T09:00", calendar_days(5), "2026-11-19T17:00", id="from a Saturday"),
        case("2026-11-16T22:00", calendar_days(3), "2026-11-19T17:00", id="from an evening"),
        case("2026-08-17T09:00", calendar_days(5), "2026-08-22T17:00", id="ends on a make-up day"),
        case(
            "2026-11-16T15:01",
            calendar_days(3),
            "2026-11-20T17:00",
            cutoff=THREE,
            id="the cut-off moves day zero",
        ),
        case(
            "2026-11-14T15:01",
            calendar_days(3),
            "2026-11-19T17:00",
            cutoff=THREE,
            id="the cut-off on a Saturday moves day zero to Monday",
        ),
    ],
)
def test_calendar_days(complete_at, limit, cutoff, spans, expected):
    check(complete_at, limit, cutoff, spans, expected)


@pytest.mark.parametrize(
    ("complete_at", "limit", "cutoff", "spans", "expected"),
    [
        case("2026-10-16T09:00", months(1), "2026-11-16T17:00", id="the same day"),
        case("2026-03-31T09:00", months(1), "2026-04-30T17:00", id="no 31st of April"),
        case("2025-12-31T09:00", months(2), "2026-03-02T17:00", id="28/2/2026 is a Saturday"),
        case("2024-01-31T09:00", months(1), "2024-02-29T17:00", id="a leap year"),
        case("2026-10-24T09:00", months(1), "2026-11-26T17:00", id="from a Saturday: from Monday"),
        case("2026-09-24T09:00", months(2), "2026-11-25T17:00", id="ends on a holiday"),
        case("2026-11-30T09:00", months(3), "2027-03-01T17:00", id="28/2/2027 is a Sunday"),
        case("2026-11-16T09:00", months(0), "2026-11-16T17:00", id="no month"),
    ],
)
def test_months(complete_at, limit, cutoff, spans, expected):
    check(complete_at, limit, cutoff, spans, expected)
