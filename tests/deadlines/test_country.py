"""The days of the country, pinned: no edition of a library may change them unseen."""

from datetime import date, timedelta

import pytest

from motcua.deadlines.queries.national import (
    LAST_YEAR,
    first_day,
    first_year,
    last_day,
    national_days,
)
from motcua.deadlines.rules import DayKind, WorkCalendar
from motcua.deadlines.rules.days import calendar_of, laid_over


OFF = {
    2024: "01-01 02-08 02-09 02-10 02-11 02-12 02-13 02-14 04-18 04-29 04-30 05-01 09-02 09-03",
    2025: "01-01 01-27 01-28 01-29 01-30 01-31 04-07 04-30 05-01 05-02 09-01 09-02",
    2026: "01-01 01-02 02-16 02-17 02-18 02-19 02-20 04-26 04-27 04-30 05-01 08-31 09-01 09-02"
    " 11-24",
    # No decision yet on 2027: Tết and the day beside 2/9 are computed.
    2027: "01-01 02-04 02-05 02-06 02-07 02-08 02-09 02-10 04-16 04-30 05-01 05-03 09-02 09-03"
    " 11-24",
}
MAKEUP = {2024: "05-04", 2025: "04-26", 2026: "01-10 08-22", 2027: ""}
SWAPS = [
    ("2018-12-31", "2019-01-05"),
    ("2019-04-29", "2019-05-04"),
    ("2024-04-29", "2024-05-04"),
    ("2025-05-02", "2025-04-26"),
    ("2026-01-02", "2026-01-10"),
    ("2026-08-31", "2026-08-22"),
]
FIRST_OF_TET = {
    2025: "01-29",
    2026: "02-17",
    2027: "02-06",
    2028: "01-26",
    2029: "02-13",
    2030: "02-02",
}
HUNG_KINGS = {
    2025: "04-07",
    2026: "04-26",
    2027: "04-16",
    2028: "04-04",
    2029: "04-23",
    2030: "04-12",
}


def days_of(year, text):
    return {date.fromisoformat(f"{year}-{part}") for part in text.split()}


def year_of(year):
    return {day.on: day for day in national_days() if day.on.year == year}


def all_days(year):
    first = date(year, 1, 1)
    return [first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days)]


@pytest.fixture(scope="module")
def calendar() -> WorkCalendar:
    return calendar_of(laid_over(national_days(), []), [], first=first_day(), last=last_day())


@pytest.mark.parametrize("year", OFF)
def test_each_day_of_the_year(calendar, year):
    off, makeup = days_of(year, OFF[year]), days_of(year, MAKEUP[year])

    named = year_of(year)
    assert {on for on, day in named.items() if day.kind.is_off} == off
    assert {on for on, day in named.items() if day.kind is DayKind.MAKEUP_WORK} == makeup
    for day in all_days(year):
        expected = day in makeup or (day.weekday() < 5 and day not in off)
        assert calendar.is_working(day) == expected, day


@pytest.mark.parametrize(("off", "worked"), SWAPS)
def test_a_swap_has_two_sides(off, worked):
    days = {day.on.isoformat(): day for day in national_days()}

    assert days[off].kind is DayKind.SWAPPED_OFF
    assert days[worked].kind is DayKind.MAKEUP_WORK
    assert days[off].source == days[worked].source
    assert f"{date.fromisoformat(worked):%d/%m/%Y}" in days[off].name
    assert f"{date.fromisoformat(off):%d/%m/%Y}" in days[worked].name


def test_there_are_no_other_swaps():
    kinds = (DayKind.SWAPPED_OFF, DayKind.MAKEUP_WORK)

    assert sum(day.kind in kinds for day in national_days()) == 2 * len(SWAPS)


@pytest.mark.parametrize("year", range(2018, LAST_YEAR + 1))
def test_a_year_has_as_many_days_off_as_the_law_gives(calendar, year):
    """10 days, 11 from 2021 (the second day of 2/9), 12 from 2026 (24/11); those that fall on a
    weekend are made up for. The swap over New Year moves one day from 2018 to 2019."""
    by_law = 10 if year < 2021 else 11 if year < 2026 else 12
    moved = {2018: -1, 2019: 1}.get(year, 0)
    weekdays = sum(day.weekday() < 5 for day in all_days(year))

    worked = sum(calendar.is_working(day) for day in all_days(year))

    assert worked == weekdays - by_law + moved


@pytest.mark.parametrize("year", FIRST_OF_TET)
def test_lunar_days(year):
    named = year_of(year)

    assert named[days_of(year, FIRST_OF_TET[year]).pop()].name == "Tết Nguyên đán"
    assert named[days_of(year, HUNG_KINGS[year]).pop()].name == "Giỗ Tổ Hùng Vương"


def test_the_day_of_hung_kings_on_a_sunday_gives_the_monday():
    monday = year_of(2026)[date(2026, 4, 27)]

    assert (monday.kind, monday.name) == (
        DayKind.COMPENSATORY_OFF,
        "Giỗ Tổ Hùng Vương (nghỉ bù)",
    )


def test_the_day_of_culture_begins_in_2026():
    years = [day.on.year for day in national_days() if "Văn hóa" in day.name]

    assert min(years) == 2026
    assert year_of(2026)[date(2026, 11, 24)].source == "Nghị quyết 28/2026/QH16"


def test_every_day_has_a_name_and_a_source_and_stands_once():
    days = national_days()

    assert len({day.on for day in days}) == len(days)
    assert all(day.name and day.source for day in days)
    assert {day.on.year for day in days} == set(range(first_year(), LAST_YEAR + 1))
    assert {day.on.year for day in days if day.is_provisional} == set(range(2027, LAST_YEAR + 1))
