"""The calendar of any moment can be read again, whatever was written since."""

import itertools
from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.deadlines import queries, services
from motcua.deadlines.errors import MomentWithoutZone, ProvinceUnknown
from motcua.deadlines.queries import known
from motcua.deadlines.rules import ALWAYS, DEFAULT_HOURS, DayKind, due
from tests.deadlines.cases import at, working_days
from tests.deadlines.entries import EARLY, NOW, STORM, SUMMER, day, hours


MINUTE = timedelta(minutes=1)
FRIDAY = date(2026, 11, 27)


def write(entry, by, moment):
    add = services.add_day if hasattr(entry, "kind") else services.add_hours
    return add(entry, reason="Theo văn bản", by=by, at=moment)


def test_a_day_is_known_from_when_it_was_written_until_it_was_taken_back(hoa):
    one = write(day(), hoa, NOW)
    two = services.change_day(one, day(FRIDAY), reason="Chậm", by=hoa, at=NOW + 2 * MINUTE)
    services.remove_day(two, reason="Tan", by=hoa, at=NOW + 4 * MINUTE)

    def off(moment):
        calendar = queries.work_calendar("01", moment)
        return [on for on in (STORM, FRIDAY) if not calendar.is_working(on)]

    assert off(NOW - MINUTE) == []
    assert off(NOW) == off(NOW + MINUTE) == [STORM]
    assert off(NOW + 2 * MINUTE) == off(NOW + 3 * MINUTE) == [FRIDAY]
    assert off(NOW + 4 * MINUTE) == off(None) == []


def test_hours_are_known_as_they_were_before_they_were_ended_and_taken_back(hoa):
    first = write(hours(), hoa, NOW)
    ended = services.end_hours(
        first, until=date(2026, 3, 31), reason="QĐ mới", by=hoa, at=NOW + MINUTE
    )
    services.remove_hours(ended, reason="Nhầm", by=hoa, at=NOW + 2 * MINUTE)

    def on_1_april(moment):
        return queries.work_calendar("", moment).hours_on(date(2026, 4, 1))

    assert on_1_april(NOW - MINUTE) == DEFAULT_HOURS
    assert on_1_april(NOW) == SUMMER
    assert on_1_april(NOW + MINUTE) == DEFAULT_HOURS
    before = queries.work_calendar("", NOW + MINUTE).hours_on(date(2026, 3, 31))
    assert (before, queries.work_calendar().hours_on(date(2026, 3, 31))) == (SUMMER, DEFAULT_HOURS)


def test_the_days_of_the_law_were_known_always(hoa):
    long_ago = queries.work_calendar("01", datetime(2019, 1, 1, tzinfo=UTC))

    assert long_ago == queries.work_calendar("01")
    assert long_ago.known_at == ALWAYS


def test_a_due_moment_is_found_again_after_every_change(hoa):
    limit, complete = working_days(3), at("2026-11-23T09:00")
    first = queries.work_calendar("01")
    promised = due(complete, limit, first).due_at

    write(day(), hoa, NOW)
    second = queries.work_calendar("01")
    write(day(FRIDAY, province="01"), hoa, NOW)
    write(hours(EARLY), hoa, NOW)

    assert due(complete, limit, second).due_at > promised
    assert due(complete, limit, queries.work_calendar("01", first.known_at)).due_at == promised
    assert queries.work_calendar("01", second.known_at) == second


def test_each_change_has_a_moment_of_its_own_though_clocks_stand_still_or_go_back(hoa):
    """A process whose clock is behind must not write into what others have computed with."""
    write(day(), hoa, NOW)
    kept = queries.work_calendar()
    write(day(FRIDAY), hoa, NOW)
    write(day(date(2026, 11, 30)), hoa, NOW - timedelta(days=1))

    assert queries.work_calendar("", kept.known_at) == kept
    assert queries.work_calendar().known_at > kept.known_at
    assert queries.work_calendar("", NOW) == kept


def test_a_change_elsewhere_leaves_the_moment_as_it_is(hoa):
    write(day(province="01"), hoa, NOW)

    assert queries.work_calendar("02").known_at == ALWAYS
    assert queries.work_calendar("01").known_at == NOW


def test_another_moment_costs_one_query_only(hoa, django_assert_num_queries):
    write(day(), hoa, NOW)
    queries.work_calendar("01")

    with django_assert_num_queries(1):
        queries.work_calendar("48", NOW - MINUTE)


@pytest.mark.django_db
def test_what_can_not_be_asked():
    with pytest.raises(MomentWithoutZone):
        queries.work_calendar("01", datetime(2026, 1, 1))
    with pytest.raises(ProvinceUnknown):
        queries.work_calendar("1", NOW)


def test_days_and_hours_that_a_change_touches(hoa):
    saturday = date(2026, 12, 5)
    write(day(name="Tên khác", on=date(2026, 11, 24), kind=DayKind.HOLIDAY), hoa, NOW)
    named = queries.changes_between("01", NOW - MINUTE)
    write(day(), hoa, NOW + MINUTE)
    write(day(saturday, DayKind.MAKEUP_WORK, "Làm bù", province="01"), hoa, NOW + MINUTE)
    days = queries.changes_between("01", NOW, NOW + 2 * MINUTE)
    write(hours(EARLY, since=date(2026, 12, 1), until=date(2026, 12, 6)), hoa, NOW + 3 * MINUTE)
    both = queries.changes_between("48", NOW)

    assert not named.exist
    assert [(d.on, d.is_working, d.name) for d in days.days] == [
        (STORM, False, "Nghỉ tránh bão"),
        (saturday, True, "Làm bù"),
    ]
    assert days.hours_since is None
    assert [d.on for d in both.days] == [STORM]
    assert (both.hours_since, both.hours_until) == (date(2026, 12, 1), date(2026, 12, 4))
    assert both.touches(date(2026, 12, 4), date(2026, 12, 20))
    assert both.touches(date(2026, 11, 20), STORM)
    assert not both.touches(date(2026, 12, 5), date(2026, 12, 20))
    assert not both.touches(date(2026, 11, 27), date(2026, 11, 30))


deeds = st.lists(
    st.tuples(st.sampled_from(["add", "change", "remove"]), st.integers(0, 6), st.integers(0, 3)),
    max_size=12,
)


@given(deeds)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_every_state_that_ever_was_is_found_again(hoa, deeds):
    known.forget()
    seen, ids = [queries.work_calendar("01")], dict[date, int]()
    for deed, number, minutes in deeds:
        on, moment = STORM + timedelta(days=number), NOW + minutes * MINUTE
        mine = {on: ids.get(on) for on in [STORM + timedelta(days=n) for n in range(7)]}
        if deed == "add" and mine[on] is None and on.weekday() < 5:
            ids[on] = write(day(on, province="01"), hoa, moment)
        elif deed == "change" and mine[on]:
            ids[on] = services.change_day(
                ids[on], day(on, DayKind.WORKING), reason="Sửa", by=hoa, at=moment
            )
        elif deed == "remove" and mine[on]:
            services.remove_day(ids.pop(on), reason="Bỏ", by=hoa, at=moment)
        seen.append(queries.work_calendar("01"))

    for calendar in seen:
        assert queries.work_calendar("01", calendar.known_at) == calendar
    for day_id in ids.values():
        services.remove_day(day_id, reason="Dọn", by=hoa, at=NOW)


@pytest.mark.django_db(transaction=True)
def test_readers_never_see_half_a_change(at_once):
    """Four write a day and hours in one transaction each while four compute with what they see."""
    hoa = get_user_model().objects.create(username="hoa", name="Nguyễn Thị Hoa").pk
    turns = itertools.count()

    def read_or_write():
        turn = next(turns)
        if turn % 2:
            return [queries.work_calendar("01") for _ in range(40)]
        with transaction.atomic():
            write(day(STORM - timedelta(days=turn), DayKind.WORKING, province="01"), hoa, NOW)
            write(hours(EARLY, province="01", since=date(2026, 1, 1 + turn)), hoa, NOW)
        return []

    seen = [calendar for answer in at_once(8, read_or_write) for calendar in answer]

    assert len(seen) == 160
    for calendar in seen:
        own = [on for on, name in calendar.names.items() if name == "Nghỉ tránh bão"]
        assert len(own) == len(calendar.periods)
        assert queries.work_calendar("01", calendar.known_at) == calendar
