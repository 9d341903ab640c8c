"""The calendar of a province as others see it, and when they see a change."""

from datetime import date, time

import pytest
from django.db import connection, transaction

from motcua.deadlines import queries
from motcua.deadlines.errors import (
    NoCalendarForYear,
    OutsideCalendar,
)
from motcua.deadlines.rules import DEFAULT_HOURS, DayKind, Season
from tests.deadlines.entries import EARLY, STORM, SUMMER, add, day, hours


def test_a_day_of_one_province_is_off_there_only(hoa):
    add(day(province="01"), hoa)

    assert not queries.work_calendar("01").is_working(STORM)
    assert queries.work_calendar("02").is_working(STORM)
    assert queries.work_calendar().is_working(STORM)
    assert queries.work_calendar("01").name(STORM) == "Nghỉ tránh bão"


def test_the_province_has_the_last_word_over_the_country_and_the_country_over_the_law(hoa):
    add(day(date(2027, 9, 3), DayKind.WORKING, "Không nghỉ ngày này"), hoa)
    add(day(date(2027, 9, 1), name="Quốc khánh 2/9"), hoa)
    add(day(date(2027, 9, 1), DayKind.WORKING, "Trực lễ", province="48"), hoa)

    assert queries.work_calendar().is_working(date(2027, 9, 3))
    assert not queries.work_calendar().is_working(date(2027, 9, 1))
    assert queries.work_calendar("48").is_working(date(2027, 9, 1))


def test_the_order_of_writing_does_not_matter(hoa):
    add(day(province="01", kind=DayKind.WORKING), hoa)
    add(day(), hoa)
    add(hours(EARLY, province="01"), hoa)
    add(hours(since=date(2026, 6, 1)), hoa)

    assert queries.work_calendar("01").is_working(STORM)
    assert not queries.work_calendar("02").is_working(STORM)
    assert queries.work_calendar("01").hours_on(STORM) == EARLY
    assert queries.work_calendar("02").hours_on(STORM) == SUMMER


def test_a_makeup_saturday_of_a_province(hoa):
    saturday = date(2026, 12, 5)
    add(day(saturday, DayKind.MAKEUP_WORK, "Làm bù ngày 26/11", province="01"), hoa)

    assert queries.work_calendar("01").intervals(saturday) == DEFAULT_HOURS
    assert [d.on for d in queries.calendar_year(2026, "01").makeup_days][-1] == saturday
    assert queries.work_calendar().intervals(saturday) == ()


def test_summer_hours_come_back_every_year_and_a_province_has_its_own(hoa):
    add(hours(season=Season((4, 16), (10, 15)), since=date(2024, 1, 1)), hoa)
    add(hours(EARLY, province="01", season=Season((11, 1), (2, 28))), hoa)
    country, hanoi = queries.work_calendar(), queries.work_calendar("01")

    assert country.hours_on(date(2027, 4, 15)) == DEFAULT_HOURS
    assert country.hours_on(date(2027, 4, 16)) == SUMMER
    assert country.hours_on(date(2023, 7, 1)) == DEFAULT_HOURS
    assert hanoi.hours_on(date(2027, 7, 1)) == SUMMER
    assert hanoi.hours_on(date(2026, 12, 1)) == hanoi.hours_on(date(2027, 2, 1)) == EARLY


def test_an_open_saturday_morning_is_no_working_time(hoa):
    add(hours(DEFAULT_HOURS, province="79", saturday=((time(7, 30), time(11, 30)),)), hoa)
    calendar, saturday = queries.work_calendar("79"), date(2026, 12, 5)

    assert calendar.saturday_on(saturday) == ((time(7, 30), time(11, 30)),)
    assert not calendar.is_working(saturday)
    assert calendar.intervals(saturday) == ()
    assert calendar.saturday_on(date(2026, 8, 22)) == ()  # a make-up day is a whole working day


def test_a_year_as_the_page_shows_it(hoa):
    own = add(day(province="01"), hoa)

    year = queries.calendar_year(2026, "01")

    assert [d.on for d in year.days_off][-2:] == [date(2026, 11, 24), STORM]
    assert [d.id for d in year.days_off][-2:] == [None, own]
    assert [f"{d.on:%d/%m}" for d in year.makeup_days] == ["10/01", "22/08"]
    assert year.hours == DEFAULT_HOURS
    assert not year.is_provisional
    assert queries.calendar_year(2027).is_provisional


@pytest.mark.django_db
@pytest.mark.parametrize("year", [0, 2017, 2076, 9999])
def test_a_year_without_a_calendar(year):
    with pytest.raises(NoCalendarForYear, match=str(year)):
        queries.calendar_year(year)


def test_a_calendar_can_be_cut_to_some_years(hoa):
    calendar = queries.work_calendar(first=2025, last=2026)

    assert (calendar.first, calendar.last) == (date(2025, 1, 1), date(2026, 12, 31))
    with pytest.raises(OutsideCalendar):
        calendar.next_working(date(2027, 1, 1))


def test_overrides_and_hours_for_the_administrator(hoa):
    add(day(), hoa)
    add(day(province="01"), hoa)
    add(hours(province="01"), hoa)

    assert [d.province_code for d in queries.overrides(2026, "01")] == ["01"]
    assert [h.period.intervals for h in queries.work_hours("01")] == [SUMMER]
    assert queries.work_hours() == []


def test_the_calendar_costs_one_query_and_three_after_a_change(hoa, django_assert_num_queries):
    queries.work_calendar("01")

    with django_assert_num_queries(1):
        queries.work_calendar("01")
    add(day(), hoa)
    with django_assert_num_queries(3):
        queries.work_calendar("01")
    with django_assert_num_queries(1):
        queries.calendar_year(2026, "01")


def test_a_change_rolled_back_is_forgotten(hoa):
    with transaction.atomic():
        add(day(), hoa)
        assert not queries.work_calendar().is_working(STORM)
        transaction.set_rollback(True)
    assert queries.work_calendar().is_working(STORM)

    add(day(date(2026, 11, 27)), hoa)
    assert queries.work_calendar().is_working(STORM)


def test_a_change_behind_our_back_is_seen_too(hoa):
    assert queries.work_calendar().is_working(STORM)

    with connection.cursor() as cursor:
        cursor.execute(
            'INSERT INTO deadlines_calendarday ("on", province_code, kind, name, source)'
            " VALUES (%s, '', 'holiday', 'Bão', 'Công điện')",
            [STORM],
        )

    assert not queries.work_calendar().is_working(STORM)
