"""Time of the law beside the limit of a procedure. 24/11/2026, a Tuesday, is a holiday."""

from datetime import date, datetime, time
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.deadlines.errors import AmountNotInQuarters, MomentWithoutZone, NoSuchTimer
from motcua.deadlines.rules import (
    HANOI,
    Limit,
    LimitUnit,
    TimerKey,
    answer_due,
    check_quarters,
    close_on,
    latest_extension,
    notify_due,
    paper_transfer_due,
    supplement_latest,
    timer,
    transfer_due,
)
from motcua.deadlines.rules.timers import TIMERS
from tests.deadlines.cases import CALENDAR, at, calendar_days, limit, months, working_days
from tests.deadlines.cases import working_hours as hours
from tests.deadlines.test_properties import calendars, moments


def end_of(day):
    return at(day).replace(hour=23, minute=59, second=59, microsecond=999_999)


@pytest.mark.parametrize(
    ("submitted_at", "expected"),
    [
        pytest.param("2026-11-16T08:30", "2026-11-16T10:30", id="in the morning"),
        pytest.param("2026-11-16T10:30", "2026-11-16T14:00", id="over the break"),
        pytest.param("2026-11-20T16:00", "2026-11-23T08:30", id="over a weekend"),
        pytest.param("2026-11-21T22:00", "2026-11-23T09:30", id="from a Saturday night"),
    ],
)
def test_the_official_hears_of_it_within_two_working_hours(submitted_at, expected):
    assert notify_due(at(submitted_at), CALENDAR) == at(expected)


@pytest.mark.parametrize(
    ("submitted_at", "kept", "expected"),
    [
        pytest.param("2026-11-16T07:30", {}, "2026-11-16T17:00", id="a whole day"),
        pytest.param("2026-11-16T09:00", {}, "2026-11-17T09:00", id="into the next day"),
        pytest.param("2026-11-23T15:00", {}, "2026-11-25T15:00", id="over a holiday"),
        pytest.param("2026-11-16T20:00", {}, "2026-11-17T17:00", id="filed in the evening"),
        pytest.param("2026-11-16T09:00", {"hours": 4}, "2026-11-16T14:30", id="a sector's own"),
        pytest.param("2026-11-16T09:00", {"hours": Decimal("0.5")}, "2026-11-16T09:30", id="half"),
        pytest.param(
            "2026-11-16T16:10", {"cutoff": time(16)}, "2026-11-17T17:00", id="in the last hour"
        ),
    ],
)
def test_what_is_filed_online_is_answered_within_eight_working_hours(submitted_at, kept, expected):
    assert answer_due(at(submitted_at), CALENDAR, **kept) == at(expected)


@pytest.mark.parametrize(
    ("asked_at", "kept", "expected"),
    [
        pytest.param("2026-11-02T09:00", {}, "2026-11-23", id="fifteen working days"),
        pytest.param("2026-11-03T09:00", {}, "2026-11-25", id="over a holiday"),
        pytest.param("2026-11-02T18:00", {}, "2026-11-25", id="asked after closing"),
        pytest.param("2026-11-16T09:00", {"days": 5}, "2026-11-23", id="a sector's own"),
    ],
)
def test_an_applicant_may_answer_until_the_last_day_ends(asked_at, kept, expected):
    assert close_on(at(asked_at), CALENDAR, **kept) == end_of(expected)


@pytest.mark.parametrize(
    ("received_at", "kept", "expected"),
    [
        pytest.param("2026-11-16T09:00", {}, "2026-11-19", id="three working days"),
        pytest.param("2026-11-20T09:00", {}, "2026-11-26", id="over a weekend and a holiday"),
        pytest.param("2026-11-16T09:00", {"days": 1}, "2026-11-17", id="a sector's own"),
    ],
)
def test_a_supplement_is_asked_for_within_three_working_days(received_at, kept, expected):
    assert supplement_latest(at(received_at), CALENDAR, **kept) == end_of(expected)


@pytest.mark.parametrize(
    ("accepted_at", "cutoff", "expected"),
    [
        pytest.param("2026-11-16T08:00", None, "2026-11-16T17:00", id="the same day"),
        pytest.param("2026-11-16T15:00", None, "2026-11-16T17:00", id="15:00 is not later"),
        pytest.param("2026-11-16T15:00:01", None, "2026-11-17T08:30", id="after 15:00"),
        pytest.param("2026-11-20T15:30", None, "2026-11-23T08:30", id="on a Friday afternoon"),
        pytest.param("2026-11-23T16:00", None, "2026-11-25T08:30", id="before a holiday"),
        pytest.param("2026-11-21T09:00", None, "2026-11-23T08:30", id="on a Saturday"),
        pytest.param("2026-08-22T09:00", None, "2026-08-22T17:00", id="on a make-up Saturday"),
        pytest.param("2026-11-16T16:00", time(16, 30), "2026-11-16T17:00", id="a later cut-off"),
        pytest.param("2026-11-16T18:00", time(23), "2026-11-17T08:30", id="after closing"),
    ],
)
def test_transfer_the_same_day_or_the_next_morning(accepted_at, cutoff, expected):
    assert transfer_due(at(accepted_at), CALENDAR, cutoff=cutoff) == at(expected)


def test_the_papers_follow_within_one_working_day():
    assert paper_transfer_due(at("2026-11-16T09:00"), CALENDAR) == end_of("2026-11-17")
    assert paper_transfer_due(at("2026-11-23T09:00"), CALENDAR) == end_of("2026-11-25")
    with pytest.raises(NoSuchTimer, match="30/06/2025"):
        paper_transfer_due(at("2025-06-30T09:00"), CALENDAR)


@pytest.mark.parametrize(
    ("due_at", "own", "expected"),
    [
        pytest.param("2026-11-19T17:00", None, "2026-11-18", id="the day before"),
        pytest.param("2026-11-23T17:00", None, "2026-11-22", id="a Sunday, for it says «ngày»"),
        pytest.param("2026-11-19T09:30", None, "2026-11-18", id="due in hours: by the day"),
        pytest.param("2026-11-23T17:00", working_days(1), "2026-11-20", id="a working day"),
        pytest.param("2026-11-25T17:00", working_days(2), "2026-11-20", id="two, over a holiday"),
        pytest.param("2026-11-23T17:00", calendar_days(0), "2026-11-23", id="until the day itself"),
    ],
)
def test_a_new_day_is_promised_a_day_before_expiry_at_the_latest(due_at, own, expected):
    assert latest_extension(at(due_at), CALENDAR, limit=own) == end_of(expected)


@given(moments, calendars)
def test_days_end_on_the_day_that_counting_gives_and_hours_after_they_began(moment, calendar):
    assert notify_due(moment, calendar) <= answer_due(moment, calendar)
    assert answer_due(moment, calendar) > moment
    assert calendar.is_working(close_on(moment, calendar).date())
    assert supplement_latest(moment, calendar) < close_on(moment, calendar)
    assert latest_extension(moment, calendar) < moment
    assert moment <= transfer_due(moment, calendar)


def test_every_number_has_a_source_and_no_two_are_in_force_at_once():
    for key in TimerKey:
        rows = sorted((row for row in TIMERS if row.key is key), key=lambda row: row.since)
        assert rows, key
        assert all(row.limit.source for row in rows)
        assert all(one.until and one.until < two.since for one, two in pairwise(rows)), key
        assert rows[-1].until is None


def test_the_number_is_that_of_the_day_it_begins():
    assert "NĐ 61/2018" in timer(TimerKey.ASK_SUPPLEMENT, date(2025, 6, 30)).limit.source
    assert "NĐ 118/2025" in timer(TimerKey.ASK_SUPPLEMENT, date(2025, 7, 1)).limit.source
    with pytest.raises(NoSuchTimer):
        timer(TimerKey.ASK_SUPPLEMENT, date(2018, 6, 20))


def test_a_moment_needs_its_zone():
    for rule in (notify_due, answer_due, close_on, supplement_latest, transfer_due):
        with pytest.raises(MomentWithoutZone):
            rule(datetime(2026, 11, 16, 9), CALENDAR)


@pytest.mark.parametrize("amount", ["0", "0.25", "0.5", "0.75", "1", "7.25", "30"])
def test_a_step_in_quarters(amount):
    check_quarters(working_days(amount))
    check_quarters(hours(amount))


@pytest.mark.parametrize("amount", ["0.1", "0.2", "0.125", "1.3", "2.4999"])
@pytest.mark.parametrize("unit", [LimitUnit.WORKING_DAY, LimitUnit.WORKING_HOUR])
def test_a_finer_step_is_refused(amount, unit):
    with pytest.raises(AmountNotInQuarters):
        check_quarters(limit(amount, unit))


@given(st.integers(0, 400))
def test_quarters_are_what_may_be_written(quarters):
    check_quarters(Limit(Decimal(quarters) / 4, LimitUnit.WORKING_DAY, ""))
    check_quarters(months(quarters % 12))


def test_the_moments_are_local():
    assert answer_due(at("2026-11-16T09:00"), CALENDAR).tzinfo is HANOI
    assert close_on(at("2026-11-16T09:00"), CALENDAR).tzinfo is HANOI
