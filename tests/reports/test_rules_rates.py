"""Shares with their base, printed on the true side of what they are judged by."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.ledger.rules import Cell, Counts
from motcua.reports.rules import NOTHING_YET, SHARE, Rate, Row


@pytest.mark.parametrize(
    ("numerator", "base", "usual", "of_all"),
    [
        pytest.param(1524, 1547, "98,5%", "98,5%", id="Xuân Trường, district (K15)"),
        pytest.param(8184, 8202, "99,8%", "99,78%", id="its communes: 18 dossiers short (K19)"),
        pytest.param(8200, 8202, "99,98%", "99,98%", id="two late ones are no 100 %"),
        pytest.param(8209, 8210, "99,99%", "99,99%", id="one dossier on paper is no 100 %"),
        pytest.param(1389, 1426, "97,4%", "97,4%", id="online, of those that came"),
        pytest.param(8202, 8202, "100%", "100%", id="all of them"),
        pytest.param(999_999, 1_000_000, "99,9999%", "99,9999%", id="one of a million"),
        pytest.param(1, 100_000, "0,001%", "0,001%", id="one is more than none"),
        pytest.param(0, 7, "0%", "0%", id="none"),
        pytest.param(0, 0, NOTHING_YET, NOTHING_YET, id="nothing to divide by"),
        pytest.param(3, 2, "150%", "150%", id="over the whole"),
    ],
)
def test_as_it_is_printed(numerator, base, usual, of_all):
    rate = Rate(numerator, base)

    assert rate.percent_text() == usual
    assert rate.percent_text(100) == of_all


def test_the_base_stands_beside_it():
    assert Rate(1524, 1547).text() == "98,5% (1.524/1.547)"
    assert Rate(0, 0).text() == "chưa có hồ sơ"


@pytest.mark.parametrize(
    ("numerator", "base", "target", "strictly", "reached", "missing"),
    [
        pytest.param(8184, 8202, 100, False, False, 18, id="18 short"),
        pytest.param(1524, 1547, 100, False, False, 23, id="23 short"),
        pytest.param(95, 100, 95, False, True, 0, id="just so many"),
        pytest.param(95, 100, 95, True, False, 0, id="«trên 95%» is more than 95"),
        pytest.param(949, 1000, 95, False, False, 1, id="94,9 %"),
        pytest.param(0, 0, 95, False, None, 0, id="nothing to judge"),
        pytest.param(2, 3, Fraction(200, 3), False, True, 0, id="exact, not decimal"),
    ],
)
def test_a_target_is_judged_on_counts(numerator, base, target, strictly, reached, missing):
    rate = Rate(numerator, base)

    assert rate.reaches(target, strictly=strictly) is reached
    assert rate.missing(target) == missing


counts = st.integers(0, 2_000_000)


@given(counts, st.integers(1, 2_000_000), st.sampled_from([50, 80, 90, 95, 98, 100]))
def test_what_was_missed_never_looks_reached(numerator, base, target):
    rate = Rate(min(numerator, base), base)
    shown = rate.percent(target)

    assert (shown >= target) == rate.reaches(target)
    assert (shown == 100) == (rate.numerator == base)
    assert (shown == 0) == (rate.numerator == 0)
    assert abs(Fraction(shown) - rate.exact) <= Fraction(1, 20)


@given(counts, st.integers(1, 2_000_000))
def test_what_is_missing_would_be_enough_and_no_less_would(numerator, base):
    rate = Rate(min(numerator, base), base)
    missing = rate.missing(95)

    assert Rate(rate.numerator + missing, base).reaches(95)
    assert missing == 0 or not Rate(rate.numerator + missing - 1, base).reaches(95)


def test_shares_say_what_they_are_of():
    row = Row(
        "",
        "",
        Counts(
            {
                Cell.RECEIVED_ONLINE: 1389,
                Cell.RECEIVED_DIRECT: 37,
                Cell.CARRIED_OVER: 248,
                Cell.GRANTED_EARLY: 1068,
                Cell.GRANTED_ON_TIME: 479,
                Cell.DIGITISED: 1524,
            }
        ),
    )

    assert SHARE["online"].of(row) == Rate(1389, 1426)
    assert SHARE["digitised"].of(row) == Rate(1524, 1547)
    assert SHARE["on_time"].of(row) == Rate(1547, 1547)
    assert SHARE["e_results"].of(row).percent() == Decimal(0)
