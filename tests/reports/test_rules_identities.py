"""Sums that don't come out are named, with both totals and the gap."""

from hypothesis import given
from hypothesis import strategies as st

from motcua.ledger.rules import Cell, Counts
from motcua.reports.rules import (
    Row,
    findings_of,
    flow_findings,
    level_findings,
    recount_findings,
)


def test_the_channels_of_xuan_truong_are_248_short():
    """What the article prints (K12): 37 + 1.389 of 1.674, while the states do come out (K14)."""
    figures = {
        "received": 1674,
        "received_direct": 37,
        "received_online": 1389,
        "received_postal": 0,
        "carried_over": 0,
        "resolved": 1562,
        "in_progress": 112,
    }

    (finding,) = findings_of(figures, "UBND huyện Xuân Trường")

    assert (finding.key, finding.left, finding.right, finding.difference) == (
        "channels",
        1674,
        1426,
        248,
    )
    assert "1.674" in finding.message
    assert "1.426" in finding.message
    assert "lệch 248 hồ sơ" in finding.message
    assert finding.figures[0] == "received"


def test_its_communes_are_2_short():
    """K18: 8.202 resolved and 6 not eligible of 8.210 received."""
    figures = {"received": 8210, "resolved": 8208, "in_progress": 0}

    (finding,) = findings_of(figures)

    assert (finding.key, finding.difference) == ("states", 2)


def test_with_those_carried_over_all_of_it_comes_out():
    figures = {
        "received": 1674,
        "received_direct": 37,
        "received_online": 1389,
        "received_postal": 0,
        "carried_over": 248,
    }

    assert findings_of(figures) == ()


def test_what_is_not_given_is_not_tested():
    assert findings_of({"received": 5}) == ()


def test_a_part_is_never_more_than_its_whole():
    (finding,) = findings_of({"digitised": 12, "granted": 10})

    assert (finding.key, finding.difference) == ("digitised", 2)
    assert "nhiều hơn số hồ sơ đã giải quyết, có kết quả" in finding.message


def test_less_than_nothing_is_found():
    """How a sum of which a posting was lost looks: what is left over goes below nothing."""
    row = Row("", "", Counts({Cell.GRANTED_EARLY: 3, Cell.OPEN_IN_TIME: -1}))

    found = {finding.key for finding in findings_of(row.figures())}

    assert "negative" in found


def test_a_level_is_the_sum_of_what_lies_below_it():
    whole = {"received": 10, "resolved": 7}
    communes = [{"received": 4, "resolved": 3}, {"received": 5, "resolved": 4}]

    (finding,) = level_findings(whole, communes, "Toàn huyện", what="các xã")

    assert finding.figures == ("received",)
    assert finding.difference == 1
    assert finding.message == (
        "Toàn huyện: Số hồ sơ tiếp nhận là 10, tổng các xã là 9, lệch 1 hồ sơ."
    )


def test_a_period_begins_with_what_the_one_before_left():
    now = {"received": 30, "carried_over": 12, "resolved": 20, "in_progress": 10}

    keys = [finding.key for finding in flow_findings(11, now)]

    assert keys == ["stock", "flow"]
    assert flow_findings(12, now) == ()


def test_the_sums_are_judged_by_a_count_dossier_by_dossier():
    fast, slow = {"received": 5, "resolved": 5}, {"received": 6, "resolved": 5}

    (finding,) = recount_findings(fast, slow)

    assert finding.figures == ("received",)
    assert finding.difference == -1


@given(st.integers(0, 99), st.integers(0, 99), st.integers(0, 99))
def test_stock_and_flow_hold_together_whatever_came_and_went(stock, came, gone):
    gone = min(gone, stock + came)
    figures = {
        "received": stock + came,
        "carried_over": stock,
        "resolved": gone,
        "in_progress": stock + came - gone,
    }

    assert flow_findings(stock, figures) == ()
    assert findings_of(figures) == ()
