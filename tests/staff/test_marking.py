"""TT 01/2018/TT-VPCP, Điều 13: the marks of one official."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.dossiers.rules import Timeliness
from motcua.staff.errors import NoScheme
from motcua.staff.rules import (
    SCHEMES,
    Attitude,
    By,
    Case,
    Period,
    as_data,
    cases_data,
    cases_of,
    evidence_from,
    evidence_of,
    marked,
    points,
    scheme,
    with_points,
)


EARLY, ON_TIME, LATE = Timeliness.EARLY, Timeliness.ON_TIME, Timeliness.LATE
NOON = datetime(2026, 5, 4, 5, tzinfo=UTC)
OF_2026 = scheme(2026)
BY = {indicator.by: indicator for indicator in OF_2026.indicators}


def case(whole=EARLY, own=EARLY, supplements=0, places=0, *, code="H1", at=NOON):
    return Case(
        code=code, finished_at=at, whole=whole, own=own, supplements=supplements, places=places
    )


@pytest.mark.parametrize(
    ("by", "facts", "expected"),
    [
        (By.WHOLE, {"whole": EARLY}, 2),
        (By.WHOLE, {"whole": ON_TIME}, 1),
        (By.WHOLE, {"whole": LATE}, 0),
        (By.WHOLE, {"whole": None}, None),
        (By.OWN, {"own": EARLY}, 2),
        (By.OWN, {"own": ON_TIME}, 1),
        (By.OWN, {"own": LATE}, 0),
        (By.OWN, {"own": None}, None),
        (By.SUPPLEMENTS, {"supplements": 0}, 2),
        (By.SUPPLEMENTS, {"supplements": 1}, 1),
        (By.SUPPLEMENTS, {"supplements": 2}, 0),
        (By.SUPPLEMENTS, {"supplements": 9}, 0),
        (By.PLACES, {"places": 0}, 2),
        (By.PLACES, {"places": 1}, 1),
        (By.PLACES, {"places": 2}, 0),
        (By.ATTITUDE, {}, None),
    ],
)
def test_the_points_of_one_dossier(by, facts, expected):
    assert points(BY[by], case(**facts)) == expected


def test_individuals_are_marked_by_five_of_the_nine():
    assert [i.number for i in OF_2026.indicators] == [1, 2, 3, 4, 7]
    assert OF_2026.most == 2 * len(OF_2026.indicators)


@pytest.mark.parametrize(
    ("score", "band"),
    [
        ("10.0", "Hoàn thành 100 % nhiệm vụ"),
        ("5.0", "Hoàn thành 100 % nhiệm vụ"),
        ("4.9", "Hoàn thành từ 70 % đến dưới 100 % nhiệm vụ"),
        ("3.5", "Hoàn thành từ 70 % đến dưới 100 % nhiệm vụ"),
        ("3.4", "Hoàn thành dưới 70 % nhiệm vụ"),
        ("0.0", "Hoàn thành dưới 70 % nhiệm vụ"),
    ],
)
def test_the_bands(score, band):
    assert OF_2026.band(Decimal(score)) == band


def test_all_measured_is_not_scaled():
    marks = marked(OF_2026, [case(), case(whole=LATE)], Attitude(Decimal("1.5"), 12))

    assert marks.total == marks.score == Decimal("8.5")  # 1 + 2 + 2 + 2 + 1.5
    assert (marks.most, marks.is_scaled) == (10, False)
    assert [mark.mean for mark in marks.marks] == [1, 2, 2, 2, Decimal("1.5")]
    assert marks.marks[-1].measured == 12


def test_attitude_nobody_measured_gives_nothing_and_takes_nothing():
    marks = marked(OF_2026, [case(whole=LATE, own=LATE)])

    assert marks.marks[-1].mean is None
    assert (marks.total, marks.most) == (Decimal("4.0"), 8)
    assert (marks.score, marks.is_scaled) == (Decimal("5.0"), True)  # 4 of 8 is 5 of 10
    assert marked(OF_2026, [case()], Attitude(Decimal(2), 0)).most == 8  # no answers: not measured


def test_rounded_once_and_half_up():
    cases = [case(whole=EARLY)] * 11 + [case(whole=ON_TIME)] * 9
    marks = marked(OF_2026, cases, Attitude(Decimal("1.00"), 1))

    assert marks.marks[0].mean == Decimal("1.6")  # 31 / 20 = 1.55
    assert marks.score == Decimal("8.6")  # 1.55 + 2 + 2 + 2 + 1 = 8.55


def test_too_little_measured_has_no_band():
    nothing_timed = marked(OF_2026, [case(whole=None, own=None)])

    assert (nothing_timed.total, nothing_timed.most) == (Decimal("4.0"), 4)
    assert (nothing_timed.score, nothing_timed.band) == (None, "")


def test_without_dossiers_there_is_no_score_even_with_praise():
    marks = marked(OF_2026, [], Attitude(Decimal(2), 5))

    assert (marks.cases, marks.score, marks.band) == (0, None, "")


def test_the_dossiers_behind_a_number():
    slow, fast, untimed = case(own=LATE, code="S"), case(code="F"), case(own=None, code="U")
    found = {n: with_points(BY[By.OWN], [slow, fast, untimed], n) for n in (2, 1, 0, None)}

    assert found == {2: (fast,), 1: (), 0: (slow,), None: (untimed,)}


timeliness = st.sampled_from([None, *Timeliness])
some_cases = st.lists(
    st.builds(case, timeliness, timeliness, st.integers(0, 4), st.integers(0, 3)), max_size=30
)


@given(some_cases, st.none() | st.builds(Attitude, st.decimals(0, 2, places=2), st.integers(0, 9)))
def test_what_holds_for_all_marks(cases, attitude):
    marks = marked(OF_2026, cases, attitude)

    for mark in marks.marks:
        if mark.has_cases:
            assert mark.full + mark.half + mark.none == mark.measured <= len(cases)
        assert mark.mean is None or 0 <= mark.mean <= 2
    assert marks.score is None or 0 <= marks.score <= OF_2026.most
    assert (marks.score is None) == (marks.band == "")
    better = [*cases, case()]
    if cases and marks.score is not None:  # a dossier without fault never makes it worse
        assert marked(OF_2026, better, attitude).score >= min(marks.score, Decimal(10)) - Decimal(
            "0.1"
        ) or any(c.whole is None or c.own is None for c in cases)


@given(some_cases)
def test_what_was_frozen_is_read_back_the_same(cases):
    evidence = evidence_from(
        2026, cases, late=["L1"], attitude=Attitude(Decimal("1.2"), 3), now=NOON
    )

    assert evidence_of(as_data(evidence)) == evidence
    assert cases_of(cases_data(cases)) == tuple(cases)


def test_quarters_are_those_of_vietnam():
    last_hour = datetime(2026, 3, 31, 16, 59, tzinfo=UTC)
    cases = [case(at=last_hour), case(at=last_hour + timedelta(minutes=1))]

    evidence = evidence_from(2026, cases, late=(), attitude=None, now=NOON)

    assert [marks.cases for _, marks in evidence.quarters] == [1, 1, 0, 0]
    assert evidence.whole.cases == 2
    assert Period(2026).since == Period(2025).until


def test_schemes_name_their_source_and_do_not_overlap():
    for each in SCHEMES:
        assert each.source
        assert [band.least for band in each.bands][-1] == 0
        assert sorted(each.bands, key=lambda band: -band.least) == list(each.bands)
    ends = [(each.since, each.until or date.max) for each in SCHEMES]
    assert all(before[1] < after[0] for before, after in zip(ends, ends[1:], strict=False))


def test_a_year_before_the_act_has_no_scheme():
    with pytest.raises(NoScheme, match="2017"):
        scheme(2017)
