"""Until when an answer is due, and whose the time was."""

from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.coordination.errors import NobodyAsked, NothingAsked, TooMany, TooShort
from motcua.coordination.rules import (
    ENDED,
    OPEN,
    TRANSITIONS,
    Ask,
    Course,
    Deed,
    Kind,
    State,
    charged,
    checked,
    reply_due,
)
from motcua.deadlines.rules import WorkCalendar, working_time_between
from tests.coordination.conftest import days
from tests.factories import MORNING, later


CALENDAR = WorkCalendar()
HOUR = timedelta(hours=1)


def course(**moments):
    given = {"unit_id": 1, "unit": "Phòng Kinh tế", "sent_at": MORNING, "due_at": later(hours=2)}
    return Course(**(given | moments))


def asking(**given):
    return Ask(
        **({"kind": Kind.CONSULT, "content": "Ý kiến", "limit": days(), "unit_id": 2} | given)
    )


def test_what_has_ended_is_left_alone_and_all_else_has_a_way_out():
    assert {state for state, _ in TRANSITIONS} == OPEN
    assert set(TRANSITIONS.values()) - {State.AT_ONE_STOP, State.SENT, State.TAKEN} == ENDED


@pytest.mark.parametrize(
    ("amount", "hours"), [("0.25", 2), ("1", 24), ("2", 48), ("0.5", 5 + Decimal("0.5"))]
)
def test_a_working_day_is_eight_working_hours(amount, hours):
    """From 09:00: a quarter until 11:00, half until 14:30, a day until 09:00 tomorrow."""
    assert reply_due(days(amount), MORNING, CALENDAR) == MORNING + float(hours) * HOUR


@pytest.mark.parametrize(
    ("asks", "refusal"),
    [
        ([], NobodyAsked),
        ([asking(unit_id=None)], NobodyAsked),
        ([asking(agency="Sở Y tế")], NobodyAsked),
        ([asking(content="")], NothingAsked),
        ([asking(limit=days("0.2"))], TooShort),
        ([asking(limit=days("0"))], TooShort),
        ([asking()] * 21, TooMany),
    ],
)
def test_what_is_not_asked(asks, refusal):
    with pytest.raises(refusal):
        checked(asks, CALENDAR, MORNING)


def test_a_quarter_of_a_day_is_enough():
    checked([asking(limit=days("0.25"))], CALENDAR, MORNING)


def test_the_time_until_the_answer_is_the_asked_offices():
    (charge,) = charged([course(answered_at=later(hours=1))], CALENDAR, now=later(days=9))

    assert (charge.used, charge.late, charge.is_late) == (HOUR, timedelta(), False)


def test_silence_is_charged_to_the_silent_and_says_how_late():
    (charge,) = charged([course(silent_at=later(days=1))], CALENDAR, now=later(days=9))

    assert charge.unit == "Phòng Kinh tế"
    assert (charge.used, charge.late) == (8 * HOUR, 8 * HOUR - 2 * HOUR)


def test_what_is_open_is_charged_until_now():
    (charge,) = charged([course()], CALENDAR, now=later(days=1))

    assert charge.used == 8 * HOUR


def test_what_waits_for_its_turn_is_charged_to_nobody():
    assert charged([course(sent_at=None, due_at=None)], CALENDAR, now=later(days=1)) == ()


def test_called_off_in_time_is_nobodys_and_too_late_stays_with_the_late():
    in_time = course(cancelled_at=later(hours=2))
    too_late = course(cancelled_at=later(hours=2, minutes=30))

    assert charged([in_time], CALENDAR, now=later(days=1)) == ()
    assert charged([too_late], CALENDAR, now=later(days=1))[0].late == HOUR / 2


def test_the_one_stop_between_has_its_own_time():
    """It should have passed it on by 14:30; it did at 15:30, and the office answered in an hour."""
    sent = course(
        via_unit_id=7,
        via_unit="Một cửa tỉnh",
        handed_on_at=later(hours=6, minutes=30),
        due_at=later(days=1),
        answered_at=later(hours=7, minutes=30),
    )

    stop, office = charged([sent], CALENDAR, now=later(days=1))

    assert (stop.unit_id, stop.used, stop.late) == (7, 5 * HOUR, HOUR)
    assert (office.unit_id, office.used, office.late) == (1, HOUR, timedelta())


def test_still_at_the_one_stop_the_office_owes_nothing():
    sent = course(via_unit_id=7, via_unit="Một cửa tỉnh", due_at=later(hours=5, minutes=30))

    assert [c.unit_id for c in charged([sent], CALENDAR, now=later(days=1))] == [7]


def test_agencies_outside_are_told_apart_by_name():
    tax, land = (course(unit_id=None, unit=name) for name in ("Thuế cơ sở 3", "Chi nhánh VPĐKĐĐ"))

    found = charged([tax, land, tax], CALENDAR, now=later(hours=1))

    assert {(c.unit, c.used) for c in found} == {
        ("Thuế cơ sở 3", HOUR),
        ("Chi nhánh VPĐKĐĐ", HOUR),
    }


MINUTES = st.integers(0, 4000)


@given(st.lists(st.tuples(MINUTES, MINUTES, MINUTES), min_size=1, max_size=6))
def test_no_hour_is_charged_twice_and_none_is_lost(rows):
    courses = [
        course(
            sent_at=later(minutes=start),
            due_at=later(minutes=start + 1 + length),
            answered_at=later(minutes=start + took),
        )
        for start, length, took in rows
    ]
    first = min(c.sent_at for c in courses)
    last = max(c.answered_at for c in courses)

    (charge,) = charged(courses, CALENDAR, now=last)

    longest = max(working_time_between(c.sent_at, c.answered_at, CALENDAR) for c in courses)
    assert longest <= charge.used <= working_time_between(first, last, CALENDAR)
    assert timedelta() <= charge.late <= charge.used


def test_every_deed_has_words():
    assert all(deed.label for deed in Deed)
    assert all(state.label for state in State)
