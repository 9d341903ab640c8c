"""Counts to points: tables of cases, and what must hold for any counts."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from motcua.ledger.rules import Cell, Counts
from motcua.scorecards import queries
from motcua.scorecards.rules import (
    Count,
    Empty,
    Offer,
    Score,
    Tallied,
    count_of,
    gains,
    ranked,
    scorecard_of,
    shown,
)


LAW = queries.edition(date(2026, 8, 24))


def score(code, numerator, denominator):
    return Score(LAW.indicator(code), Count(numerator, denominator)).score


@pytest.mark.parametrize(
    ("code", "numerator", "denominator", "points"),
    [
        ("2.1", 0, 10, Fraction(0)),
        ("2.1", 9999, 10000, Fraction(19998, 1000)),
        ("2.1", 10, 10, Fraction(20)),
        ("2.1", 0, 0, None),  # no source says what nothing gives
        ("2.2", 30, 10, None),  # shown, never scored
        ("3.1", 79, 100, Fraction(2 * 79, 80)),
        ("3.1", 80, 100, Fraction(2)),
        ("3.1", 100, 100, Fraction(2)),  # never more than the most
        ("3.3", 49, 100, Fraction(588, 100)),
        ("3.3", 50, 100, Fraction(6)),
        ("4.1", 1, 3, Fraction(2)),
        ("5.4", 89, 100, Fraction(6 * 89, 90)),
        ("5.4", 90, 100, Fraction(6)),
        ("5.4", 0, 0, Fraction(0)),
    ],
)
def test_points(code, numerator, denominator, points):
    assert score(code, numerator, denominator) == points


def test_no_complaint_gives_full_points_only_when_that_is_known():
    line = LAW.indicator("5.2")

    assert Score(line, Count(0, 0)).score == 6
    assert Score(line, None).score is None
    assert Score(line, None).why_not.startswith("Phản ánh, kiến nghị chưa được tiếp nhận")


def test_a_known_base_is_no_measure():
    half = Score(LAW.indicator("3.6"), Count(None, 40))

    assert half.score is None
    assert half.rate is None
    assert not half.is_measured


COUNTS = st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)).map(
    lambda two: Count(min(two), max(two))
)
LINES = st.sampled_from([one for one in LAW.indicators if one.is_scored])


@given(LINES, COUNTS)
def test_points_stay_within_their_bounds(line, count):
    found = Score(line, count).score

    assert found is None or 0 <= found <= line.max


@given(LINES, COUNTS)
def test_more_is_never_worth_less(line, count):
    assume(count.numerator < count.denominator)
    more = Count(count.numerator + 1, count.denominator)

    assert Score(line, more).score >= Score(line, count).score


@given(LINES, COUNTS)
def test_full_points_only_at_the_mark(line, count):
    assume(count.denominator)
    is_full = Score(line, count).score == line.max

    assert is_full == (count.rate >= line.full_at)


CARDS = st.dictionaries(st.sampled_from([one.code for one in LAW.indicators]), COUNTS).map(
    lambda counts: scorecard_of(LAW, counts)
)


@given(CARDS)
def test_what_is_not_measured_is_neither_won_nor_lost(card):
    assert 0 <= card.score <= card.measurable <= card.max == 100
    assert card.measurable + card.unmeasured == 100
    for one in card.scores:
        assert one.is_measured or not one.missed


@given(CARDS)
def test_closing_a_gap_gives_exactly_its_points(card):
    for gain in gains(card):
        count, line = gain.score.count, gain.score.indicator
        closed = Score(line, Count(count.numerator + gain.needed, count.denominator))
        short = Score(line, Count(count.numerator + gain.needed - 1, count.denominator))
        assert closed.score == line.max
        assert short.score < line.max
        assert gain.points == line.max - gain.score.score
        assert gain.points <= gain.each * gain.needed


def test_the_largest_gain_comes_first_and_says_how_many():
    card = scorecard_of(
        LAW,
        {"4.2": Count(77, 100), "2.1": Count(99, 100), "4.1": Count(50, 50), "3.3": Count(1, 4)},
    )

    assert [(gain.words, gain.points) for gain in gains(card)] == [
        ("Nộp trực tuyến thêm 1 hồ sơ", Fraction(3)),
        ("Số hóa trước khi có kết quả thêm 23 hồ sơ", Fraction(92, 100)),
        ("Giữ đúng hạn thêm 1 hồ sơ", Fraction(2, 10)),
    ]


@pytest.mark.parametrize(
    ("value", "mark", "text"),
    [
        (Fraction(19998, 1000), Fraction(20), "19,99"),  # half up would say 20,00
        (Fraction(20), Fraction(20), "20,00"),
        (Fraction(1, 3), None, "0,33"),
        (Fraction(5, 1000), None, "0,01"),
        (Fraction(0), Fraction(6), "0,00"),
        (Fraction(123456, 1), None, "123.456,00"),
    ],
)
def test_points_are_shown_half_up_but_never_up_to_a_missed_mark(value, mark, text):
    assert shown(value, mark=mark) == text


@given(st.fractions(0, 20, max_denominator=10**6))
def test_full_points_are_shown_only_when_they_were_won(value):
    assert (shown(value, mark=Fraction(20)) == "20,00") == (value == 20)


def card(**counts):
    return scorecard_of(LAW, {key.replace("_", "."): count for key, count in counts.items()})


def test_equals_share_a_rank_and_the_next_one_is_left_out():
    half, whole = Count(1, 2), Count(2, 2)
    cards = {
        7: card(**{"2.1": half}),
        5: card(**{"2.1": whole}),
        3: card(**{"4.1": half}),
        9: card(),
        4: card(**{"4.1": Count(0, 2)}),
    }

    assert [(p.unit_id, p.rank, p.field) for p in ranked(cards)] == [
        (5, 1, 4),
        (3, 2, 4),
        (7, 2, 4),
        (4, 4, 4),
        (9, None, 4),
    ]


LOADED = Tallied(
    counts=Counts(
        {
            Cell.RECEIVED_ONLINE: 6,
            Cell.RECEIVED_DIRECT: 3,
            Cell.RECEIVED_POSTAL: 1,
            Cell.CARRIED_OVER: 10,
            Cell.GRANTED_EARLY: 5,
            Cell.GRANTED_LATE: 3,
            Cell.REFUSED_ON_TIME: 2,
            Cell.STOPPED_LATE: 1,
            Cell.OPEN_IN_TIME: 4,
            Cell.OPEN_LATE: 2,
            Cell.AWAITING_SUPPLEMENT: 2,
            Cell.PAUSED: 1,
            Cell.E_RESULTS: 4,
            Cell.DIGITISED: 6,
        }
    ),
    judged_late=1,
    days=44,
    ended=11,
    owing=7,
    disliked=2,
    filed_online=frozenset({"a", "x"}),
    offer=Offer(
        frozenset("abcde"), complete=frozenset("ab"), online=frozenset("ac"), charged=frozenset("e")
    ),
)


@pytest.mark.parametrize(
    ("code", "count"),
    [
        ("1.1", None),
        ("1.3", Count(2, 5)),
        ("2.1", Count(13, 20)),  # 20 without 3 + 1 ended late, 2 open late, 1 asked again
        ("2.2", Count(44, 11)),
        ("3.1", Count(2, 5)),
        ("3.2", Count(1, 2)),
        ("3.3", Count(6, 10)),
        ("3.4", Count(None, 1)),
        ("3.6", Count(None, 7)),
        ("4.1", Count(4, 8)),
        ("4.2", Count(6, 8)),
        ("5.2", None),
        ("5.4", Count(11, 20)),
    ],
)
def test_what_is_divided_by_what(code, count):
    assert count_of(LAW.indicator(code), LOADED) == count


def test_without_a_catalogue_nothing_of_it_is_measured():
    bare = replace(LOADED, offer=None)

    for code in ("1.3", "3.1", "3.2", "3.4"):
        assert count_of(LAW.indicator(code), bare) is None


def test_late_and_disliked_never_go_below_nothing():
    worse = replace(LOADED, disliked=100)

    assert count_of(LAW.indicator("5.4"), worse) == Count(0, 20)


def test_two_agencies_together_count_a_procedure_once():
    other = replace(LOADED, offer=Offer(frozenset("ef"), online=frozenset("f")))
    both = LOADED + other

    assert count_of(LAW.indicator("2.1"), both) == Count(26, 40)
    assert count_of(LAW.indicator("3.1"), both) == Count(3, 6)
    assert (LOADED + Tallied()).offer == LOADED.offer


def test_an_empty_set_scores_as_its_line_says():
    line = LAW.indicator("2.1")

    assert Score(replace(line, empty=Empty.FULL), Count(0, 0)).score == 20
    assert Score(replace(line, empty=Empty.ZERO), Count(0, 0)).score == 0
    assert Score(line, Count(0, 0)).why_not == "Trong kỳ chưa phát sinh."
