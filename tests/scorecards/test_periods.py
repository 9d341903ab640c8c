from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.ledger.rules import Period
from motcua.scorecards.errors import BadPeriodName, NotBegun
from motcua.scorecards.rules import Choice, Kind, around, choice, containing, period_until


@pytest.mark.parametrize(
    ("key", "first", "last", "label"),
    [
        ("2026-11", date(2026, 11, 1), date(2026, 11, 30), "Tháng 11/2026"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "Tháng 2/2024"),
        ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31), "Quý IV/2026"),
        ("2026", date(2026, 1, 1), date(2026, 12, 31), "Năm 2026"),
    ],
)
def test_a_name_is_two_days(key, first, last, label):
    found = choice(key)

    assert (found.period, found.label, found.key) == (Period(first, last), label, key)


@pytest.mark.parametrize(
    "text",
    ["", "2026-13", "2026-00", "2026-Q5", "2026-1", "26", "1999", "٢٠٢٦", "2026\n", "x" * 99],
)
def test_another_name_is_refused(text):
    with pytest.raises(BadPeriodName):
        choice(text)


@given(st.dates(date(2000, 1, 1), date(2099, 12, 1)), st.sampled_from(Kind))
def test_periods_follow_each_other_without_a_gap(day, kind):
    found = containing(kind, day)

    assert found.period.first <= day <= found.period.last
    assert found.next.period.first == found.period.last + timedelta(days=1)
    assert found.next.previous == found
    assert choice(found.key) == found


def test_what_is_not_over_ends_today_and_what_has_not_begun_is_refused():
    year = Choice(Kind.YEAR, 2026).period

    assert period_until(year, date(2026, 8, 24)) == Period(date(2026, 1, 1), date(2026, 8, 24))
    assert period_until(year, date(2027, 1, 1)) == year
    with pytest.raises(NotBegun, match="01/01/2026"):
        period_until(year, date(2025, 12, 31))


def test_changing_the_kind_stays_at_the_day():
    keys = [one.key for one in around(choice("2026"), date(2026, 8, 24))]

    assert keys == ["2026-08", "2026-Q3", "2026"]
