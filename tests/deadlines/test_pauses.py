"""Rule 6: the clock stood still."""

import pytest

from tests.deadlines.cases import (
    calendar_days,
    case,
    check,
    months,
    span,
    working_days,
    working_hours,
)


@pytest.mark.parametrize(
    ("complete_at", "limit", "cutoff", "spans", "expected"),
    [
        case(
            "2026-11-09T09:00",
            working_days(3),
            "2026-11-16T17:00",
            span("2026-11-10T08:00", "2026-11-12T16:00"),
            id="days: after its first day, its last included",
        ),
        case(
            "2026-11-09T09:00",
            working_days(3),
            "2026-11-12T17:00",
            span("2026-11-10T08:00", "2026-11-10T16:00"),
            id="days: a span within one day covers none",
        ),
        case(
            "2026-11-09T09:00",
            working_days(3),
            "2026-11-16T17:00",
            span("2026-11-09T10:00", "2026-11-10T16:00"),
            span("2026-11-10T09:00", "2026-11-11T16:00"),
            id="days: overlapping spans count once",
        ),
        case(
            "2026-11-09T09:00",
            working_days(3),
            "2026-11-12T17:00",
            span("2026-11-02T09:00", "2026-11-06T16:00"),
            id="days: a span before day zero",
        ),
        case(
            "2026-11-09T09:00",
            working_days(3),
            "2026-11-13T17:00",
            span("2026-11-02T09:00", "2026-11-10T16:00"),
            id="days: a span over day zero",
        ),
        case(
            "2026-11-09T09:00",
            working_days(3),
            "2026-11-12T17:00",
            span("2026-11-12T09:00", "2026-11-20T16:00"),
            id="days: a span that starts on the due day",
        ),
        case(
            "2026-11-09T09:00",
            working_days(0),
            "2026-11-09T17:00",
            span("2026-11-06T09:00", "2026-11-13T16:00"),
            id="days: amount 0 stays on day zero",
        ),
        case(
            "2026-11-09T09:00",
            calendar_days(3),
            "2026-11-16T17:00",
            span("2026-11-10T08:00", "2026-11-12T16:00"),
            id="calendar days: pushed on to a Saturday, then to Monday",
        ),
        case(
            "2026-10-09T09:00",
            months(1),
            "2026-11-11T17:00",
            span("2026-10-12T08:00", "2026-10-14T16:00"),
            id="months: on by two days",
        ),
        case(
            "2026-10-09T09:00",
            months(1),
            "2026-11-19T17:00",
            span("2026-11-05T08:00", "2026-11-15T16:00"),
            id="months: a span over the end",
        ),
        case(
            "2026-11-09T09:00",
            working_hours(2),
            "2026-11-09T14:30",
            span("2026-11-09T10:00", "2026-11-09T13:30"),
            id="hours: the time in the span",
        ),
        case(
            "2026-11-09T09:00",
            working_hours(2),
            "2026-11-09T14:30",
            span("2026-11-09T10:00", "2026-11-09T12:00"),
            span("2026-11-09T11:00", "2026-11-09T13:30"),
            id="hours: overlapping spans count once",
        ),
        case(
            "2026-11-09T09:00",
            working_hours(1),
            "2026-11-09T10:00",
            span("2026-11-09T10:00", "2026-11-09T11:00"),
            id="hours: used up as the span starts",
        ),
        case(
            "2026-11-09T09:00",
            working_days("0.5"),
            "2026-11-10T10:00",
            span("2026-11-09T10:30", "2026-11-09T17:00"),
            id="fractions: the rest of the day",
        ),
    ],
)
def test_pauses(complete_at, limit, cutoff, spans, expected):
    check(complete_at, limit, cutoff, spans, expected)
