from datetime import datetime, time, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.deadlines.rules import (
    HANOI,
    Limit,
    LimitUnit,
    LineKind,
    Span,
    WorkCalendar,
    add_working_time,
    due,
    remaining,
    working_time_between,
)
from tests.deadlines.compare import differences


moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 3, 1)).map(
    lambda moment: moment.replace(tzinfo=HANOI, second=0, microsecond=0)
)
days = moments.map(datetime.date)
calendars = st.builds(
    WorkCalendar, st.frozensets(days, max_size=20), st.frozensets(days, max_size=3)
)
limits = st.one_of(
    st.builds(
        Limit,
        st.integers(0, 240).map(lambda n: Decimal(n) / 4),
        st.sampled_from([LimitUnit.WORKING_DAY, LimitUnit.WORKING_HOUR]),
        st.just(""),
    ),
    st.builds(
        Limit,
        st.integers(0, 12).map(Decimal),
        st.sampled_from([LimitUnit.CALENDAR_DAY, LimitUnit.MONTH]),
        st.just(""),
    ),
)
spans = st.lists(
    st.builds(
        lambda start, minutes: Span(start, start + timedelta(minutes=minutes)),
        moments,
        st.integers(0, 30_000),
    ),
    max_size=4,
)
cutoffs = st.one_of(st.none(), st.sampled_from([time(11), time(15)]))
hours = st.integers(1, 400).map(lambda n: Decimal(n) / 4)


def test_the_naive_walk_finds_the_same_moment():
    assert differences(2500, seed=20261122) == []


@given(moments, limits, calendars, cutoffs, spans)
def test_it_is_due_in_working_time_not_before_the_day_of_completion(
    complete_at, limit, calendar, cutoff, spans
):
    answer = due(complete_at, limit, calendar, cutoff=cutoff, spans=spans)

    assert answer.due_on >= complete_at.date()
    assert calendar.is_working(answer.due_on)
    assert any(
        opens <= answer.due_at.time() <= closes
        for opens, closes in calendar.intervals(answer.due_on)
    )


@given(moments, limits, calendars, spans, days)
def test_one_more_day_off_never_brings_it_forward(complete_at, limit, calendar, spans, day):
    longer = WorkCalendar(calendar.days_off | {day}, calendar.makeup_days)

    before = due(complete_at, limit, calendar, spans=spans)

    assert due(complete_at, limit, longer, spans=spans).due_at >= before.due_at


@given(moments, limits, calendars, spans, spans)
def test_one_more_pause_never_brings_it_forward(complete_at, limit, calendar, spans, more):
    before = due(complete_at, limit, calendar, spans=spans)

    assert due(complete_at, limit, calendar, spans=spans + more).due_at >= before.due_at


@given(moments, limits, calendars, spans)
def test_the_order_and_repetition_of_pauses_do_not_matter(complete_at, limit, calendar, spans):
    once = due(complete_at, limit, calendar, spans=spans)

    assert due(complete_at, limit, calendar, spans=[*reversed(spans), *spans]).due_at == once.due_at


@given(moments, hours, calendars)
def test_the_time_that_was_added_lies_between(start, hours, calendar):
    end = add_working_time(start, hours, calendar)

    assert working_time_between(start, end, calendar) == timedelta(hours=float(hours))


@given(moments, hours, calendars, spans)
def test_the_limit_is_used_up_exactly_at_the_due_moment(start, hours, calendar, spans):
    limit = Limit(hours, LimitUnit.WORKING_HOUR, source="")

    end = due(start, limit, calendar, spans=spans).due_at

    assert working_time_between(start, end, calendar, spans) == timedelta(hours=float(hours))


@given(moments, moments, moments, calendars, spans)
def test_working_time_adds_up(one, two, three, calendar, spans):
    start, middle, end = sorted([one, two, three])

    first = working_time_between(start, middle, calendar, spans)
    second = working_time_between(middle, end, calendar, spans)

    assert first + second == working_time_between(start, end, calendar, spans)


@given(moments, limits, calendars, cutoffs, spans)
def test_the_explanation_begins_with_day_zero_and_ends_with_the_promise(
    complete_at, limit, calendar, cutoff, spans
):
    answer = due(complete_at, limit, calendar, cutoff=cutoff, spans=spans)
    kinds = [line.kind for line in answer.lines]

    assert (kinds[0], kinds[-1]) == (LineKind.DAY_ZERO, LineKind.RESULT)
    assert kinds.count(LineKind.PAUSE) == len(spans)
    assert f"{answer.due_on:%d/%m/%Y}" in answer.explanation[-1]
    assert all(text.endswith(".") and "  " not in text for text in answer.explanation)


@given(moments, moments, calendars)
@settings(max_examples=60)
def test_late_is_a_matter_of_dates(due_at, now, calendar):
    left = remaining(due_at, calendar, at=now)

    assert left.is_late == (now.date() > due_at.date())
    assert (left.days == 0) or not left.is_late
