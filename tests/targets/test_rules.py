"""How far, judged on counts: tables of cases and properties."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.figures.rules import write_exact
from motcua.targets.errors import TargetRefused
from motcua.targets.rules import (
    Aim,
    Call,
    Change,
    Draft,
    Figure,
    Kind,
    QuotaDraft,
    Reached,
    State,
    a_year_later,
    call_due,
    changes,
    checked,
    checked_quotas,
    gap_words,
    judged,
    ranks,
    share_words,
    split,
    value_words,
)


JAN, DEC = date(2026, 1, 1), date(2026, 12, 31)
END = DEC + timedelta(days=1)
HALF = date(2026, 7, 2)  # 183 of 365 days are over at its end
AT_LEAST, MOST = Kind.COUNT_AT_LEAST, Kind.COUNT_AT_MOST
SHARE, SHARE_MOST = Kind.SHARE_AT_LEAST, Kind.SHARE_AT_MOST


def progress(kind, value, count, base=0, *, on=HALF, today=None):
    aim = Aim(kind, Decimal(str(value)), JAN, DEC)
    return judged(aim, Reached(count, base), on=on, today=today or on)


CASES = [
    # kind, number, reached, of, day, state, dossiers missing
    (AT_LEAST, 365, 182, 0, HALF, State.BEHIND, 183),
    (AT_LEAST, 365, 183, 0, HALF, State.ON_TRACK, 182),
    (AT_LEAST, 365, 365, 0, HALF, State.MET, 0),
    (AT_LEAST, 365, 364, 0, END, State.MISSED, 1),
    (AT_LEAST, 365, 365, 0, END, State.MET, 0),
    (AT_LEAST, 365, 364, 0, DEC, State.BEHIND, 1),  # the last day is not over yet
    (AT_LEAST, 365, 0, 0, JAN - timedelta(days=1), State.UPCOMING, 365),
    (AT_LEAST, 365, 0, 0, JAN, State.BEHIND, 365),
    (MOST, 10, 5, 0, HALF, State.ON_TRACK, 0),
    (MOST, 10, 6, 0, HALF, State.BEHIND, 0),
    (MOST, 10, 11, 0, HALF, State.MISSED, 1),
    (MOST, 0, 0, 0, HALF, State.ON_TRACK, 0),
    (MOST, 0, 1, 0, HALF, State.MISSED, 1),
    (MOST, 10, 10, 0, END, State.MET, 0),
    (SHARE, 80, 80, 100, HALF, State.ON_TRACK, 0),  # the rest of the year may still spoil it
    (SHARE, 80, 79, 100, HALF, State.BEHIND, 1),
    (SHARE, 80, 80, 100, END, State.MET, 0),
    (SHARE, 100, 8182, 8200, END, State.MISSED, 18),
    (SHARE, 100, 8200, 8202, END, State.MISSED, 2),  # Xuân Trường's communes
    (SHARE, 100, 1547, 1547, END, State.MET, 0),  # its district
    (SHARE, 100, 3600, 3600, END, State.MET, 0),  # Mèo Vạc's communes
    (SHARE, 99.8, 9978, 10000, END, State.MISSED, 2),
    (SHARE, 50, 0, 0, HALF, State.UNMEASURED, 0),
    (SHARE, 50, 0, 0, END, State.UNMEASURED, 0),
    (SHARE_MOST, 5, 5, 100, END, State.MET, 0),
    (SHARE_MOST, 5, 6, 100, END, State.MISSED, 1),
    (SHARE_MOST, 5, 6, 100, HALF, State.BEHIND, 1),
    (SHARE_MOST, 5, 4, 100, HALF, State.ON_TRACK, 0),
]


@pytest.mark.parametrize(("kind", "value", "count", "base", "on", "state", "missing"), CASES)
def test_judged_on_counts(kind, value, count, base, on, state, missing):
    found = progress(kind, value, count, base, on=on)

    assert (found.state, found.missing) == (state, missing)


def test_a_past_day_is_judged_as_it_was():
    assert progress(AT_LEAST, 365, 200, on=HALF, today=END).state is State.ON_TRACK
    assert progress(AT_LEAST, 365, 200, on=DEC, today=END).state is State.MISSED


@pytest.mark.parametrize(
    ("count", "base", "value", "words"),
    [
        (8182, 8200, 100, "99,78%"),
        (9978, 10000, Decimal("99.8"), "99,78%"),
        (9998, 10000, 100, "99,98%"),
        (1547, 1547, 100, "100%"),
        (1524, 1547, 95, "98,5%"),
        (1, 3, 80, "33,3%"),
        (0, 5, 80, "0%"),
    ],
)
def test_a_missed_number_is_never_shown_as_reached(count, base, value, words):
    assert share_words(progress(SHARE, value, count, base, on=END)) == words


def test_too_many_is_never_shown_as_few_enough():
    assert share_words(progress(SHARE_MOST, 5, 502, 10000, on=END)) == "5,02%"
    assert share_words(progress(SHARE_MOST, 5, 498, 10000, on=END)) == "4,98%"


def test_what_is_missing_is_said_in_dossiers():
    assert gap_words(progress(SHARE, 100, 8182, 8200, on=END)) == "còn thiếu 18 hồ sơ"
    assert gap_words(progress(AT_LEAST, 2000, 500, on=HALF)) == "còn thiếu 1.500 hồ sơ"
    assert gap_words(progress(MOST, 3, 5, on=HALF)) == "vượt 2 hồ sơ"
    assert gap_words(progress(SHARE, 80, 80, 100)) == ""
    assert gap_words(progress(AT_LEAST, 9, 0, on=date(2025, 12, 1))) == ""


@pytest.mark.parametrize(
    ("count", "on", "a_week"),
    [
        (0, date(2025, 12, 31), 1),  # 365 in 365 days: 7 a week
        (183, HALF, 7),  # 182 days left
        (0, HALF, 15),
        (364, DEC, 1),
        (0, date(2026, 12, 29), 365),  # two days left: all of it
        (365, HALF, None),
        (0, END, None),
    ],
)
def test_what_has_to_come_each_week(count, on, a_week):
    expected = 7 if on.year == 2025 else a_week
    assert progress(AT_LEAST, 365, count, on=on).needed_a_week == expected


def test_of_a_share_nobody_knows_how_many_there_will_be():
    assert progress(SHARE, 80, 1, 100).needed_a_week is None
    assert progress(MOST, 3, 1).needed_a_week is None


def test_ties_share_a_rank_and_the_next_place_is_left_out():
    found = {
        "a": progress(AT_LEAST, 100, 50),
        "b": progress(AT_LEAST, 200, 100),
        "c": progress(AT_LEAST, 100, 10),
        "d": progress(AT_LEAST, 100, 99),
    }

    assert {key: str(rank) for key, rank in ranks(found).items()} == {
        "d": "1/4",
        "a": "2/4",
        "b": "2/4",
        "c": "4/4",
    }


def test_who_cannot_be_measured_is_not_of_the_field():
    found = {"a": progress(SHARE, 80, 0, 0), "b": progress(SHARE, 80, 1, 2)}

    assert {key: str(rank) for key, rank in ranks(found).items()} == {"b": "1/1"}


def test_fewer_is_better_where_few_are_allowed():
    found = {"a": progress(SHARE_MOST, 5, 1, 100), "b": progress(SHARE_MOST, 5, 9, 100)}

    assert str(ranks(found)["a"]) == "1/2"


kinds = st.sampled_from(Kind)
counts = st.integers(0, 20_000)
days = st.dates(JAN - timedelta(days=40), END + timedelta(days=40))


@st.composite
def some_progress(draw):
    kind = draw(kinds)
    most = 10_000 if kind.is_share else 2_000_000
    value = Decimal(draw(st.integers(0 if kind.is_at_most else 1, most))) / 100
    if not kind.is_share:
        value = value.to_integral_value() if kind.is_at_most else value.to_integral_value() + 1
    base = draw(counts)
    count = draw(st.integers(0, base))
    on = draw(days)
    today = on + timedelta(days=draw(st.integers(0, 5)))
    return judged(Aim(kind, value, JAN, DEC), Reached(count, base), on=on, today=today)


@given(some_progress())
def test_met_and_missed_are_the_counts(one):
    if not one.is_measured or one.on < JAN:
        assert one.state in (State.UNMEASURED, State.UPCOMING)
        return
    scale = Fraction(one.reached.base, 100) if one.aim.kind.is_share else 1
    bound = Fraction(one.aim.value) * scale
    fine = one.reached.count <= bound if one.aim.kind.is_at_most else one.reached.count >= bound
    assert (one.missing == 0) == fine
    if one.state is State.MET:
        assert fine
    if one.state is State.MISSED:
        assert not fine
    if one.is_over:
        assert one.state is (State.MET if fine else State.MISSED)


@given(some_progress())
def test_the_percentage_stands_on_the_side_of_the_counts(one):
    share = one.share
    if share is None:
        return
    exact, bound = Fraction(100 * one.reached.count, one.reached.base), one.aim.value
    if one.aim.kind.is_at_most:
        assert (Fraction(share) > bound) == (exact > bound)
    else:
        assert (Fraction(share) >= bound) == (exact >= bound)
    assert abs(Fraction(share) - exact) <= Fraction(1, 20)


@given(some_progress())
def test_what_is_missing_would_do(one):
    """So many dossiers more, one fewer would not."""
    if one.aim.kind is not Kind.COUNT_AT_LEAST or not one.missing:
        return
    more = Reached(one.reached.count + one.missing)
    assert judged(one.aim, more, on=one.on, today=one.on).missing == 0
    fewer = Reached(more.count - 1)
    assert judged(one.aim, fewer, on=one.on, today=one.on).missing == 1


@given(st.lists(some_progress(), max_size=30))
def test_a_better_one_never_stands_behind(found):
    placed = ranks(dict(enumerate(found)))

    for key, rank in placed.items():
        better = [k for k in placed if found[k].score > found[key].score]
        assert rank.place == len(better) + 1
        assert rank.field == len(placed)


@given(st.integers(0, 100_000), st.lists(st.integers(0, 5000), min_size=1, max_size=40))
def test_a_total_is_split_without_rest_and_in_proportion(total, weights):
    parts = split(total, weights)

    assert sum(parts) == total
    whole = sum(weights)
    for part, weight in zip(parts, weights, strict=True):
        exact = Fraction(total * weight, whole) if whole else Fraction(total, len(weights))
        assert abs(part - exact) < 1
    for one, part in zip(weights, parts, strict=True):
        assert all(part >= p for w, p in zip(weights, parts, strict=True) if w < one)


def test_nobody_to_split_among():
    assert split(10, []) == []


@pytest.mark.parametrize(
    ("on", "call"),
    [
        (date(2025, 12, 31), None),
        (JAN, None),
        (date(2026, 7, 2), None),
        (date(2026, 7, 3), Call.HALF),
        (date(2026, 12, 16), Call.HALF),
        (date(2026, 12, 17), Call.LAST),
        (DEC, Call.LAST),
        (END, None),
    ],
)
def test_units_are_called_at_the_half_and_two_weeks_before_the_end(on, call):
    assert call_due(Aim(AT_LEAST, Decimal(1), JAN, DEC), on) is call


DRAFT = Draft(
    name="Hồ sơ trực tuyến năm 2026",
    figure=Figure.RECEIVED_ONLINE,
    kind=SHARE,
    first=JAN,
    due_on=DEC,
)


def changed(**parts):
    return Draft(**{**{name: getattr(DRAFT, name) for name in DRAFT.__slots__}, **parts})


def test_a_share_is_taken_of_the_usual_base_unless_another_is_named():
    assert checked(DRAFT).base is Figure.RECEIVED_IN_PERIOD
    assert checked(changed(kind=AT_LEAST, base=Figure.RESOLVED)).base is None
    other = changed(figure=Figure.DIGITISED, base=Figure.RESOLVED)
    assert checked(other).base is Figure.RESOLVED


@pytest.mark.parametrize(
    ("parts", "field"),
    [
        ({"name": "  "}, "name"),
        ({"name": "a" * 201}, "name"),
        ({"name": "a\x00b"}, "name"),
        ({"name": "a\ud800"}, "name"),
        ({"note": "a" * 1001}, "note"),
        ({"number": "a" * 61}, "number"),
        ({"due_on": JAN - timedelta(days=1)}, "due_on"),
        ({"due_on": date(2031, 1, 1)}, "due_on"),
        ({"first": date(2001, 1, 1)}, "first"),
        ({"figure": Figure.RESOLVED}, "kind"),
        ({"base": Figure.GRANTED}, "base"),
    ],
)
def test_what_cannot_be_a_target(parts, field):
    with pytest.raises(TargetRefused) as refused:
        checked(changed(**parts))

    assert refused.value.facts["field"] == field


@pytest.mark.parametrize(
    ("kind", "value", "fine"),
    [
        (AT_LEAST, "120", True),
        (AT_LEAST, "0", False),
        (AT_LEAST, "1.5", False),
        (AT_LEAST, "10000001", False),
        (AT_LEAST, "-1", False),
        (AT_LEAST, "NaN", False),
        (AT_LEAST, "Infinity", False),
        (MOST, "0", True),
        (SHARE, "80.55", True),
        (SHARE, "80.555", False),
        (SHARE, "100", True),
        (SHARE, "100.01", False),
        (SHARE_MOST, "0", True),
        (SHARE, "1E+30", False),
    ],
)
def test_which_numbers_can_be_assigned(kind, value, fine):
    quotas = [QuotaDraft(1, Decimal(value))]
    if fine:
        assert checked_quotas(kind, quotas)[0].value == Decimal(value)
    else:
        with pytest.raises(TargetRefused):
            checked_quotas(kind, quotas)


def test_a_unit_has_one_number_for_a_field():
    twice = [QuotaDraft(1, Decimal(5)), QuotaDraft(1, Decimal(6))]
    with pytest.raises(TargetRefused):
        checked_quotas(AT_LEAST, twice)
    with pytest.raises(TargetRefused):
        checked_quotas(AT_LEAST, [])
    apart = [QuotaDraft(1, Decimal(5), "Hộ tịch"), QuotaDraft(1, Decimal(6), "Đất đai")]
    assert len(checked_quotas(AT_LEAST, apart)) == 2


def test_only_what_differs_is_a_change():
    before = {(1, ""): Decimal("5.00"), (2, ""): Decimal(7)}
    after = [QuotaDraft(1, Decimal(5)), QuotaDraft(3, Decimal(9))]

    assert changes(before, after) == (
        Change(2, "", Decimal(7), None),
        Change(3, "", None, Decimal(9)),
    )


def test_the_same_a_year_later():
    leap = changed(first=date(2028, 2, 29), due_on=date(2028, 12, 31), number="12/QĐ")
    later = a_year_later(leap)

    assert (later.first, later.due_on, later.number) == (date(2029, 2, 28), date(2029, 12, 31), "")


def test_numbers_in_words():
    assert write_exact(Decimal("1200.00")) == "1.200"
    assert write_exact(Decimal("80.50")) == "80,5"
    assert value_words(SHARE, Decimal("80.00")) == "ít nhất 80%"
    assert value_words(MOST, Decimal(3)) == "nhiều nhất 3 hồ sơ"


@pytest.mark.parametrize("figure", Figure)
def test_every_figure_adds_up_cells_once_and_lies_within_its_bases(figure):
    assert figure.cells
    assert len(set(figure.cells)) == len(figure.cells)
    for base in figure.bases:
        marks = figure in (Figure.DIGITISED, Figure.E_RESULTS)
        assert marks or set(figure.cells) <= set(base.cells)
