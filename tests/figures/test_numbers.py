"""How numbers are read and written."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.figures.errors import NotANumber
from motcua.figures.rules import (
    missing_to,
    read_number,
    rounded,
    share,
    write_exact,
    write_number,
    write_rate,
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1389", "1389"),
        ("1.674", "1674"),
        ("12.109", "12109"),
        ("9.600.321", "9600321"),
        ("01", "1"),
        ("0", "0"),
        ("98,5", "98.5"),
        ("98.5", "98.5"),
        ("1.674,25", "1674.25"),
        ("1\u202f674", "1674"),
        (" 86 ", "86"),
    ],
)
def test_what_reports_have_is_read(text, value):
    assert read_number(text) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    ["", "-", "1.2.3", "12.34.567", "1,2,3", "٣", "1e5", "NaN", "1.674,", "9" * 60, "một", "\x00"],
)
def test_what_is_no_number_is_refused(text):
    with pytest.raises(NotANumber):
        read_number(text)


@given(st.integers(0, 10**14))
def test_what_is_written_is_read_again(number):
    assert read_number(write_number(number)) == number


@given(st.decimals(0, 10**9, places=2).map(lambda d: d.normalize()))
def test_a_decimal_too(number):
    assert read_number(write_exact(number)) == number


@pytest.mark.parametrize(
    ("value", "decimals", "found"),
    [
        (Fraction(5, 2), 0, "3"),
        (Fraction(-5, 2), 0, "-3"),
        (Fraction(818400, 8202), 1, "99.8"),
        (Decimal("0.05"), 1, "0.1"),
        (Decimal("0.04999"), 1, "0.0"),
        (7, 1, "7.0"),
    ],
)
def test_half_is_rounded_up(value, decimals, found):
    assert str(rounded(value, decimals)) == found


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [
        pytest.param(1524, 1547, "98,5%", id="plain"),
        pytest.param(1547, 1547, "100,0%", id="all"),
        pytest.param(8200, 8202, "99,98%", id="two late: not 100,0"),
        pytest.param(99_998, 100_000, "99,998%", id="99,998 stays below 100"),
        pytest.param(10**9 - 1, 10**9, "99,9999999%", id="one of a milliard"),
        pytest.param(2, 8202, "0,02%", id="two are not nothing"),
        pytest.param(0, 8202, "0,0%", id="nothing"),
        pytest.param(0, 0, "", id="no base, no rate"),
    ],
)
def test_a_rate_never_hides_a_miss(part, whole, text):
    assert write_rate(part, whole) == text


def test_a_rate_stays_below_the_target_it_missed():
    assert write_rate(7996, 10_000, target=80) == "79,96%"
    assert write_rate(8000, 10_000, target=80) == "80,0%"
    assert write_rate(7996, 10_000) == "80,0%"


@given(st.integers(1, 10**7), st.data(), st.integers(1, 100))
def test_what_is_shown_is_on_the_side_of_the_target_where_the_counts_are(whole, data, target):
    part = data.draw(st.integers(0, whole))
    shown = read_number(write_rate(part, whole, target=target).removesuffix("%"))

    assert (shown >= target) == (share(part, whole) >= target)
    assert (missing_to(part, whole, target) <= 0) == (shown >= target)
