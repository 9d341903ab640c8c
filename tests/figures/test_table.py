"""The figures of a unit typed into a table."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.figures.rules import Verdict
from motcua.figures.rules.table import CHANNELS, LINES, OTHERS, TIMES, check_table


DISTRICT = {
    "received": 1674,
    "online": 1389,
    "direct": 37,
    "resolved": 1547,
    "early": 1068,
    "on_time": 479,
    "open": 86,
    "waiting": 26,
    "refused": 15,
    "digitised": 1524,
    "digitised_rate": "98.5",
    "digitised_target": 100,
}


def verdicts(**values):
    judged = check_table({key: Decimal(value) for key, value in values.items()})
    return {one.check.id: one.verdict.value for one in judged}


def test_the_district_of_the_article():
    assert verdicts(**DISTRICT) == {
        "channels": "fails",
        "times": "holds",
        "states": "holds",
        "rate": "holds",
        "target": "target missed",
    }


def test_with_the_class_that_was_not_printed_it_adds_up():
    assert verdicts(**DISTRICT, carried=248)["channels"] == "holds"


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        pytest.param({}, {}, id="nothing"),
        pytest.param({"received": 5}, {}, id="a total alone"),
        pytest.param({"online": 5, "direct": 1}, {"channels": "derived"}, id="parts alone"),
        pytest.param(
            {"online": 5, "direct": 1, "early": 4, "open": 2},
            {"channels": "derived", "times": "derived", "states": "holds"},
            id="the parts stand for totals that were not printed",
        ),
        pytest.param(
            {"online": 5, "direct": 1, "early": 4, "open": 3},
            {"channels": "derived", "times": "derived", "states": "fails"},
            id="and can be wrong",
        ),
        pytest.param(
            {"resolved": 8202, "digitised": 8184, "digitised_rate": "99.7"},
            {"rate": "fails"},
            id="K19",
        ),
        pytest.param({"resolved": 1, "digitised": 2}, {"digitised": "fails"}, id="more than all"),
        pytest.param(
            {"resolved": 0, "digitised": 0, "digitised_rate": "100"},
            {"rate": "fails"},
            id="no base",
        ),
    ],
)
def test_what_is_empty_is_not_made_up(values, expected):
    assert verdicts(**values) == expected


@given(st.fixed_dictionaries({key: st.integers(0, 9999) for key in (*CHANNELS, *TIMES, *OTHERS)}))
def test_totals_that_are_right_hold_whatever_the_parts(parts):
    received = sum(parts[key] for key in CHANNELS)
    resolved = sum(parts[key] for key in TIMES)
    states = resolved + sum(parts[key] for key in OTHERS)
    found = verdicts(**parts, received=received, resolved=resolved)

    assert found["channels"] == found["times"] == "holds"
    assert (found["states"] == "holds") == (states == received)


@given(
    st.dictionaries(
        st.sampled_from(sorted(LINES)),
        st.decimals(0, 100, places=2) | st.integers(0, 10**9),
    )
)
def test_no_table_breaks_it(values):
    rates = {
        key: min(Decimal(v), Decimal(100)) if LINES[key].is_rate else v for key, v in values.items()
    }
    judged = check_table({key: Decimal(value) for key, value in rates.items()})

    assert all(isinstance(one.verdict, Verdict) and one.message for one in judged)
