"""The data file: it adds up, it names its sources, it promises nothing it can't measure."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from motcua.scorecards import queries
from motcua.scorecards.errors import DataWrong, NothingInForce
from motcua.scorecards.rules import Empty, Measure, edition_on, parts_of, read


FROM = date(2022, 6, 23)


def test_the_weights_are_those_of_the_decision():
    edition = queries.edition(FROM)

    assert [int(group.max) for group in edition.groups] == [18, 20, 22, 22, 18]
    assert edition.max == 100
    assert sum(one.max for one in edition.indicators) == 100


def test_before_the_decision_there_is_no_score():
    with pytest.raises(NothingInForce, match="23/06/2022"):
        queries.edition(FROM - timedelta(days=1))


def test_every_line_has_a_source_and_is_measured_or_says_why_not():
    for one in queries.edition(FROM).indicators:
        assert one.source.startswith("QĐ 766/QĐ-TTg")
        assert bool(one.measure) != bool(one.unmeasured)
        assert one.unmeasured == "" or one.unmeasured.endswith(".")
        assert one.numerator
        assert one.denominator
        assert not (one.measure and one.is_scored) or "{n}" in one.mend


def test_every_measure_stands_in_one_indicator():
    measures = [one.measure for one in queries.edition(FROM).indicators if one.measure]

    assert sorted(measures) == sorted(Measure)


@pytest.mark.parametrize(
    ("code", "full_at"),
    [("3.1", "0.8"), ("3.2", "1"), ("3.3", "0.5"), ("3.4", "0.8"), ("4.1", "1"), ("5.4", "0.9")],
)
def test_where_full_points_begin(code, full_at):
    assert queries.edition(FROM).indicator(code).full_at == Fraction(full_at)


def test_what_an_empty_denominator_gives():
    edition = queries.edition(FROM)

    full = {one.code for one in edition.indicators if one.empty is Empty.FULL}
    zero = {one.code for one in edition.indicators if one.empty is Empty.ZERO}
    assert full == {"5.2", "5.3"}
    assert zero == {"5.4"}


def test_nobody_who_disliked_something_is_listed():
    for one in queries.edition(FROM).indicators:
        assert not any("hài lòng" in part.label for part in parts_of(one))


LINE = {
    "code": "1.1",
    "group": "g",
    "name": "n",
    "max": 2,
    "empty": "zero",
    "numerator": "a",
    "denominator": "b",
    "measure": "on_time",
    "since": FROM,
    "source": "s",
}
GROUP = {"key": "g", "code": "1", "name": "n", "max": 2, "since": FROM, "source": "s"}


@pytest.mark.parametrize(
    "changed",
    [
        {"unmeasured": "Vì thế."},
        {"measure": "guessed"},
        {"empty": "half"},
        {"weight": 3},
        {"full_at": "much"},
    ],
)
def test_a_line_that_contradicts_itself_is_refused(changed):
    with pytest.raises(DataWrong):
        read({"act": "", "title": "", "group": [GROUP], "indicator": [{**LINE, **changed}]})


def test_weights_that_do_not_add_up_are_refused():
    ever = read({"act": "", "title": "", "group": [GROUP], "indicator": [{**LINE, "max": 1}]})

    with pytest.raises(DataWrong, match="nhóm 1"):
        edition_on(ever, FROM)


def test_a_formula_changes_on_a_day():
    until = {**LINE, "until": date(2026, 6, 30)}
    since = {**LINE, "since": date(2026, 7, 1), "full_at": "0.5"}
    ever = read({"act": "", "title": "", "group": [GROUP], "indicator": [until, since]})

    assert edition_on(ever, date(2026, 6, 30)).indicators[0].full_at == 1
    later = edition_on(ever, date(2026, 7, 1)).indicators
    assert [one.version for one in later] == ["766/1.1/2026-07-01"]
