"""Limits in steps of a quarter day are exact: nothing is rounded, nothing is lost."""

from datetime import timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from motcua.deadlines.rules import (
    Limit,
    LimitUnit,
    add_working_time,
    due,
    remaining,
    working_time_between,
)
from tests.deadlines.test_properties import calendars, moments, spans


# Whole days are counted by the day; every other amount by working time.
quarters = st.integers(1, 120).filter(lambda n: n % 4)


def days(quarter_days):
    return Limit(Decimal(quarter_days) / 4, LimitUnit.WORKING_DAY, "")


@given(moments, quarters, calendars, spans)
def test_two_hours_a_quarter_are_used_up_exactly_at_the_due_moment(start, n, calendar, paused):
    due_at = due(start, days(n), calendar, spans=paused).due_at

    assert working_time_between(start, due_at, calendar, paused) == timedelta(hours=2 * n)


@given(moments, quarters, calendars)
def test_what_remains_at_the_start_is_the_whole_limit(start, n, calendar):
    due_at = due(start, days(n), calendar).due_at
    left = remaining(due_at, calendar, at=start)

    assert left.working_time == timedelta(hours=2 * n)
    assert not left.is_late


@given(moments, quarters, st.integers(1, 400), calendars)
def test_what_is_used_and_what_remains_make_up_the_limit(start, n, passed, calendar):
    due_at = due(start, days(n), calendar).due_at
    now = min(start + timedelta(minutes=37 * passed), due_at)

    used = working_time_between(start, now, calendar)

    assert used + remaining(due_at, calendar, at=now).working_time == timedelta(hours=2 * n)


@given(moments, quarters, quarters, calendars)
def test_two_steps_one_after_the_other_end_when_their_sum_does(start, one, two, calendar):
    """So the times of the steps add up to the limit of the whole."""
    between = add_working_time(start, Decimal(one) * 2, calendar)

    end = add_working_time(between, Decimal(two) * 2, calendar)

    assert end == add_working_time(start, Decimal(one + two) * 2, calendar)


@given(moments, st.integers(1, 30), calendars)
def test_four_quarters_are_the_hours_of_a_day(start, n, calendar):
    in_quarters = add_working_time(start, Decimal(n) * 8, calendar)
    in_hours = due(start, Limit(Decimal(n) * 8, LimitUnit.WORKING_HOUR, ""), calendar).due_at

    assert working_time_between(start, in_quarters, calendar) == timedelta(hours=8 * n)
    assert working_time_between(start, in_hours, calendar) == timedelta(hours=8 * n)
