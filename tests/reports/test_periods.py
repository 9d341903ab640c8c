"""The two days of each period, its name, and how it is typed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.ledger.errors import BadPeriod
from motcua.ledger.rules import Period
from motcua.reports.errors import PeriodNotBegun, PeriodNotRead, PeriodOutOfRange
from motcua.reports.rules import parse, periods


DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("text", "first", "last", "title"),
    [
        ("2026-Q1", "2025-12-15", "2026-03-14", "quý I/2026 (15/12/2025–14/3/2026)"),
        ("2026-Q2", "2026-03-15", "2026-06-14", "quý II/2026 (15/3/2026–14/6/2026)"),
        ("2026-Q3", "2026-06-15", "2026-09-14", "quý III/2026 (15/6/2026–14/9/2026)"),
        ("2026-q4", "2026-09-15", "2026-12-14", "quý IV/2026 (15/9/2026–14/12/2026)"),
        ("2026-H1", "2025-12-15", "2026-06-14", "6 tháng đầu năm 2026 (15/12/2025–14/6/2026)"),
        ("2026-H2", "2026-06-15", "2026-12-14", "6 tháng cuối năm 2026 (15/6/2026–14/12/2026)"),
        ("2026-9M", "2025-12-15", "2026-09-14", "9 tháng đầu năm 2026 (15/12/2025–14/9/2026)"),
        ("2026", "2025-12-15", "2026-12-14", "năm 2026 (15/12/2025–14/12/2026)"),
        ("2026-M01", "2025-12-15", "2026-01-14", "tháng báo cáo 1/2026 (15/12/2025–14/1/2026)"),
        ("2024-02", "2024-02-01", "2024-02-29", "tháng 2/2024 (1/2/2024–29/2/2024)"),
        (
            "2024-01..2024-05",
            "2024-01-01",
            "2024-05-31",
            "5 tháng đầu năm 2024 (1/1/2024–31/5/2024)",
        ),
        ("2026-CQ2", "2026-04-01", "2026-06-30", "quý II/2026 theo lịch (1/4/2026–30/6/2026)"),
        ("2026-CY", "2026-01-01", "2026-12-31", "năm 2026 theo lịch (1/1/2026–31/12/2026)"),
        (
            "2024-01-01..2024-06-13",
            "2024-01-01",
            "2024-06-13",
            "từ đầu năm 2024 đến ngày 13/6/2024",
        ),
        (
            "2026-02-03..2026-03-04",
            "2026-02-03",
            "2026-03-04",
            "từ ngày 3/2/2026 đến ngày 4/3/2026",
        ),
        ("2026-02-03..2026-02-03", "2026-02-03", "2026-02-03", "ngày 3/2/2026"),
    ],
)
def test_what_is_typed_becomes_two_days_and_a_name(text, first, last, title):
    found = parse(text)

    assert found.period == Period(date.fromisoformat(first), date.fromisoformat(last))
    assert found.title() == title
    assert parse(found.code) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-Q5",
        "2026-Q0",
        "26-Q1",
        "2026-13",
        "2026-00",
        "2026-M13",
        "2026-H3",
        "2026-02-30..2026-03-01",
        "2026-05..2025-06",
        "2026-06..2026-05",
        "2026-01-01",
        "quý 1",
        "２０２６",
        "2026-Q1\x00",
        "x" * 5000,
    ],
)
def test_what_is_no_period_is_refused_with_examples(text):
    with pytest.raises(PeriodNotRead, match="2026-Q1"):
        parse(text)


@pytest.mark.parametrize("text", ["0001", "1999", "2101-Q1", "9999-12", "9999-12-31..9999-12-31"])
def test_years_of_no_dossier_are_refused(text):
    with pytest.raises(PeriodOutOfRange):
        parse(text)


@pytest.mark.parametrize("first", [date(1, 1, 1), date(1998, 12, 31), date(9999, 12, 31)])
def test_days_of_no_dossier_are_refused_too(first):
    with pytest.raises(PeriodOutOfRange):
        periods.days(first, first)


def test_days_the_wrong_way_round_are_refused():
    with pytest.raises(BadPeriod):
        parse("2026-03-01..2026-02-01")


def test_a_quarter_reported_before_its_end_says_so():
    """Q07 of the articles: a quarter reported in its last days."""
    quarter = parse("2021-Q1")

    assert quarter.title(date(2021, 3, 10)) == (
        "quý I/2021, đến ngày 10/3/2021 (15/12/2020–10/3/2021)"
    )
    assert quarter.until(date(2021, 3, 10)) == Period(date(2020, 12, 15), date(2021, 3, 10))
    assert quarter.title(date(2021, 3, 14)) == quarter.title()
    assert quarter.is_over(date(2021, 3, 14))
    assert not quarter.is_over(date(2021, 3, 13))


def test_a_period_to_come_is_refused():
    with pytest.raises(PeriodNotBegun, match="15/12/2026"):
        parse("2027-Q1").until(date(2026, 12, 14))


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("2026-Q1", "2025-Q4"),
        ("2026-H1", "2025-H2"),
        ("2026", "2025"),
        ("2026-M01", "2025-M12"),
        ("2026-03", "2026-02"),
        ("2024-01..2024-05", "2023-08..2023-12"),
        ("2026-02-03..2026-02-09", "2026-01-27..2026-02-02"),
    ],
)
def test_the_period_before(text, before):
    assert periods.before(parse(text).period) == parse(before).period


def test_a_year_before():
    assert periods.a_year_before(parse("2024-02").period) == Period(
        date(2023, 2, 1), date(2023, 2, 28)
    )


days = st.dates(date(2000, 12, 15), date(2099, 12, 14))


@given(days)
def test_every_day_lies_in_one_quarter_of_one_reporting_year(day):
    year = periods.reporting_year_of(day)
    quarters = [periods.quarter(year, number).period for number in (1, 2, 3, 4)]

    assert [quarter.first <= day <= quarter.last for quarter in quarters].count(True) == 1
    assert periods.quarter_of(day).period in quarters
    assert periods.year(year).period == Period(quarters[0].first, quarters[3].last)
    for one, following in zip(quarters, quarters[1:], strict=False):
        assert one.last + DAY == following.first


@given(days, st.integers(0, 500))
def test_the_period_before_ends_the_day_before(first, length):
    period = Period(first, first + length * DAY)

    assert periods.before(period).last + DAY == period.first


@given(days)
def test_what_is_offered_has_begun_and_can_be_typed(today):
    offered = periods.choices(today)

    assert all(each.period.first <= today for each in offered)
    assert all(parse(each.code) == each for each in offered)
    assert len({each.code for each in offered}) == len(offered)


@given(st.text(max_size=40))
def test_nothing_typed_breaks_the_reader(text):
    try:
        found = parse(text)
    except (PeriodNotRead, PeriodOutOfRange, BadPeriod):
        return
    assert found.period.first <= found.period.last
