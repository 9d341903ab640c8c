"""What is held against a share, and places in a field."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.reports.rules import Rate
from motcua.reports.rules.aims import AIM
from motcua.reports.rules.ranking import Place, places


@pytest.mark.parametrize(
    ("name", "rate", "verdict"),
    [
        ("satisfaction", Rate(95, 100), "chưa đạt, thiếu 1 hồ sơ"),  # above, not at
        ("satisfaction", Rate(96, 100), "đạt"),
        ("on_time", Rate(8200, 8202), "chưa đạt, thiếu 2 hồ sơ"),
        ("on_time", Rate(1547, 1547), "đạt"),
        ("digitised", Rate(1524, 1547), "chưa đạt, thiếu 23 hồ sơ"),
        ("online", Rate(1, 2), "đạt"),
        ("online", Rate(0, 3), "chưa đạt, thiếu 2 hồ sơ"),
        ("on_time", Rate(0, 0), ""),
    ],
)
def test_a_verdict_is_of_counts(name, rate, verdict):
    assert AIM[name].verdict(rate) == verdict


def test_an_aim_says_on_which_side_its_border_is():
    assert [AIM[name].text for name in ("satisfaction", "on_time", "online")] == [
        "trên 95%",
        "100%",
        "từ 50%",
    ]


def test_equal_ones_share_a_place_and_the_next_is_left_out():
    found = places({"a": Fraction(1), "b": Fraction(1, 2), "c": Fraction(1), "d": None, "e": 0})

    assert found == {
        "a": Place(1, 4, is_shared=True),
        "c": Place(1, 4, is_shared=True),
        "b": Place(3, 4),
        "e": Place(4, 4),
    }
    assert found["b"].text == "3/4"


def test_fewer_late_ones_are_better():
    assert places({"a": 3, "b": 0}, is_less_better=True)["b"].rank == 1


@given(st.dictionaries(st.integers(), st.none() | st.integers(0, 5)))
def test_a_place_counts_who_is_better(values):
    found = places(values)
    known = [value for value in values.values() if value is not None]

    assert set(found) == {key for key, value in values.items() if value is not None}
    for key, place in found.items():
        assert place.rank == 1 + sum(other > values[key] for other in known)
        assert place.field == len(known)
