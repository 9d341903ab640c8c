"""Every late hour belongs to a step and an office; together they explain the whole delay."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.coordination.rules import Course
from motcua.deadlines.rules import WorkCalendar, add_working_time, working_time_between
from motcua.dossiers.rules import Status
from motcua.dossiers.rules.stays import Stay, Way
from motcua.lateness.rules import INTAKE, late_parts


CALENDAR = WorkCalendar()
START = datetime(2026, 8, 24, 1, 0, tzinfo=UTC)  # Monday, 08:00 in Hà Nội
HOUR = timedelta(hours=1)


def at(hours):
    return add_working_time(START, Decimal(hours), CALENDAR)


def stay(order, since, until, allotted, *, unit=None):
    due = None if allotted is None else at(since + allotted)
    return Stay(
        order,
        f"Bước {order}",
        unit or order * 10,
        f"Phòng {unit or order * 10}",
        at(since),
        due,
        None if until is None else at(until),
    )


def way(*stays, limit, accepted=0, **changes):
    given = {
        "code": "H40-1",
        "status": Status.IN_PROCESS,
        "receiving_unit_id": 1,
        "receiving_unit": "Một cửa",
        "resolving_unit_id": 2,
        "resolving_unit": "UBND xã",
        "step_unit_id": 3,
        "province_code": "36",
        "submitted_at": START,
        "answer_due_at": at(8),
        "accepted_at": at(accepted) if accepted else START,
        "complete_at": START,
        "due_at": at(limit) if limit is not None else None,
        "finished_at": None,
        "stays": stays,
    }
    return Way(**given | changes)


def asked(sent, due, answered, *, unit=70):
    return Course(
        unit_id=unit,
        unit=f"Phòng {unit}",
        sent_at=at(sent),
        due_at=at(due),
        answered_at=at(answered) if answered is not None else None,
    )


def told(delay):
    return [(part.step, part.unit_id, part.late / HOUR) for part in delay.parts]


def test_the_step_that_overran_is_named():
    judged = late_parts(
        way(stay(1, 0, 2, 2), stay(2, 2, 30, 8), stay(3, 30, None, 6), limit=16),
        (),
        CALENDAR,
        now=at(34),
    )

    assert told(judged) == [("Bước 2", 20, 20.0)]
    assert judged.is_late
    assert judged.whole == 18 * HOUR
    assert judged.saved == 2 * HOUR  # the last step has two of its six hours left


def test_in_time_as_a_whole_although_one_step_overran():
    judged = late_parts(
        way(stay(1, 0, 5, 2), stay(2, 5, None, 8), limit=24), (), CALENDAR, now=at(7)
    )

    assert told(judged) == [("Bước 1", 10, 3.0)]
    assert not judged.is_late
    assert judged.whole == timedelta()


def test_nothing_late_is_nobodys():
    judged = late_parts(way(stay(1, 0, None, 8), limit=24), (), CALENDAR, now=at(4))

    assert judged.parts == ()
    assert judged.worst is None


def test_a_step_that_it_came_back_to_has_its_time_once():
    stays = stay(2, 0, 6, 8), stay(3, 6, 8, 4), stay(2, 8, 14, 8), stay(3, 14, None, 4)

    judged = late_parts(way(*stays, limit=12), (), CALENDAR, now=at(20))

    assert told(judged) == [("Bước 2", 20, 4.0), ("Bước 3", 30, 4.0)]
    assert judged.whole == 8 * HOUR


def test_the_office_that_was_asked_takes_what_it_was_late_with():
    judged = late_parts(way(stay(2, 0, None, 8), limit=10), [asked(2, 4, 9)], CALENDAR, now=at(20))

    assert told(judged) == [("Bước 2", 20, 7.0), ("Bước 2", 70, 5.0)]
    assert [part.is_asked for part in judged.parts] == [False, True]
    assert judged.unit_ids == {20, 70}


def test_never_more_than_the_step_was_late_by():
    judged = late_parts(
        way(stay(2, 0, None, 18), limit=18), [asked(0, 2, None)], CALENDAR, now=at(20)
    )

    assert told(judged) == [("Bước 2", 70, 2.0)]


def test_asked_in_time_answered_in_time_is_not_late():
    judged = late_parts(way(stay(2, 0, None, 8), limit=8), [asked(1, 9, 8)], CALENDAR, now=at(20))

    assert told(judged) == [("Bước 2", 20, 12.0)]


def test_online_the_time_before_acceptance_is_the_counters():
    judged = late_parts(way(stay(1, 20, None, 2), limit=16, accepted=20), (), CALENDAR, now=at(21))

    assert told(judged) == [(INTAKE, 1, 12.0)]


def test_what_was_before_the_supplement_is_not_counted():
    judged = late_parts(
        way(stay(2, 0, 40, 8), stay(2, 60, None, 8), limit=70, complete_at=at(60)),
        (),
        CALENDAR,
        now=at(72),
    )

    assert told(judged) == [("Bước 2", 20, 4.0)]


def test_steps_without_times_share_the_limit_in_their_order():
    judged = late_parts(
        way(stay(1, 0, 10, None), stay(2, 10, None, None), limit=12), (), CALENDAR, now=at(20)
    )

    assert told(judged) == [("Bước 2", 20, 8.0)]


def test_where_steps_have_more_time_than_the_limit_who_held_it_past_due_is_late():
    judged = late_parts(
        way(stay(1, 0, 20, 20), stay(2, 20, None, 20), limit=24), (), CALENDAR, now=at(36)
    )

    assert told(judged) == [("Bước 2", 20, 12.0)]
    assert judged.parts[0].is_within_its_time


def test_with_the_result_the_clock_ends():
    judged = late_parts(
        way(
            stay(2, 0, 20, 8),
            stay(7, 20, None, None),
            limit=12,
            status=Status.FINISHED,
            finished_at=at(20),
        ),
        (),
        CALENDAR,
        now=at(200),
    )

    assert told(judged) == [("Bước 2", 20, 12.0)]
    assert judged.whole == 8 * HOUR


def test_a_clock_that_stands_is_not_late():
    judged = late_parts(
        way(stay(2, 0, 12, 8), limit=None, status=Status.AWAITING_PAYMENT),
        (),
        CALENDAR,
        now=at(100),
    )

    assert told(judged) == [("Bước 2", 20, 4.0)]
    assert not judged.is_late


hours = st.integers(0, 30)


@given(
    st.lists(st.tuples(hours, st.none() | hours, st.integers(1, 4)), min_size=1, max_size=8),
    st.integers(1, 60),
    st.lists(st.tuples(hours, hours, st.none() | hours), max_size=3),
)
def test_the_late_parts_explain_the_whole(spans, limit, requests):
    since, stays = 0, []
    for number, (used, allotted, order) in enumerate(spans):
        is_last = number == len(spans) - 1
        stays.append(stay(order, since, None if is_last else since + used, allotted))
        since += used
    courses = [
        asked(sent, sent + due, None if wait is None else sent + wait)
        for sent, due, wait in requests
    ]
    one = way(*stays, limit=limit)

    judged = late_parts(one, courses, CALENDAR, now=at(since))

    late = sum((part.late for part in judged.parts), timedelta())
    assert all(part.late > timedelta() for part in judged.parts)
    assert late - judged.saved == judged.whole
    assert judged.saved >= timedelta()
    if judged.whole:
        assert judged.whole == working_time_between(one.due_at, at(since), CALENDAR)
        assert judged.parts
    for order in {s.order for s in stays}:
        own = [p for p in judged.parts if p.order == order]
        assert sum((p.late for p in own), timedelta()) <= (own[0].used if own else timedelta())


@pytest.mark.parametrize("hour", [9, 30])
def test_the_same_answer_at_any_later_time(hour):
    one = way(stay(2, 0, 9, 8), limit=8, status=Status.FINISHED, finished_at=at(9))

    assert late_parts(one, (), CALENDAR, now=at(hour)) == late_parts(one, (), CALENDAR, now=at(300))
