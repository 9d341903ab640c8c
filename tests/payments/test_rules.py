import pytest

from motcua.errors import Invalid
from motcua.payments import rules
from motcua.payments.errors import AmountRefused, CountRefused, ReasonNeeded, TextRefused
from motcua.payments.rules import DENOMINATIONS, DayFigures, Kind, in_words


@pytest.mark.parametrize("amount", [1, 500, 75_000, 1_000_000_000])
def test_an_amount_is_whole_and_bounded(amount):
    assert rules.checked_amount(amount) == amount


@pytest.mark.parametrize("amount", [0, -1, 1_000_000_001])
def test_an_amount_outside_is_refused(amount):
    with pytest.raises(AmountRefused):
        rules.checked_amount(amount)


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "Không đồng"),
        (5, "Năm đồng"),
        (10, "Mười đồng"),
        (15_000, "Mười lăm nghìn đồng"),
        (21_000, "Hai mươi mốt nghìn đồng"),
        (75_000, "Bảy mươi lăm nghìn đồng"),
        (105_000, "Một trăm linh năm nghìn đồng"),
        (1_050_000, "Một triệu không trăm năm mươi nghìn đồng"),
        (2_005_500, "Hai triệu không trăm linh năm nghìn năm trăm đồng"),
        (1_000_000_000, "Một tỷ đồng"),
        (311_111, "Ba trăm mười một nghìn một trăm mười một đồng"),
    ],
)
def test_in_words(amount, words):
    assert in_words(amount) == words


@pytest.mark.parametrize(
    ("amount", "owed", "per_piece", "fits"),
    [
        (75_000, 75_000, False, True),
        (150_000, 75_000, False, False),
        (6_000, 2_000, True, True),
        (5_000, 2_000, True, False),
        (12_345, None, False, True),
    ],
)
def test_what_settles_a_fee(amount, owed, per_piece, fits):
    assert rules.fits(amount, owed, is_per_piece=per_piece) is fits


@pytest.mark.parametrize(
    ("text", "kind"),
    [("Lệ phí: 75.000 đồng", Kind.CHARGE), ("Phí: 8.000 đồng/bản", Kind.FEE), ("", Kind.FEE)],
)
def test_the_kind_is_taken_from_the_catalogue_s_words(text, kind):
    assert rules.kind_named_in(text) is kind


def test_a_drawer_is_counted_by_denomination():
    counts = rules.checked_counts({500_000: 2, 20_000: 0, 500: 3})

    assert counts == {500_000: 2, 500: 3}
    assert rules.counted_total(counts) == 1_001_500
    assert list(DENOMINATIONS) == sorted(DENOMINATIONS, reverse=True)


@pytest.mark.parametrize("counts", [{300_000: 1}, {500: -1}, {500: 10_001}])
def test_what_is_no_count_is_refused(counts):
    with pytest.raises(CountRefused):
        rules.checked_counts(counts)


def test_what_must_be_in_the_drawer_is_cash_less_cash_given_back():
    figures = DayFigures(cash=100, transfers=50, cash_refunded=30)

    assert figures.expected == 70


@pytest.mark.parametrize("text", ["a\x00b", "vì\u202e sao", "x" * 1001])
def test_a_reason_that_cannot_be_printed_is_refused(text):
    with pytest.raises(TextRefused):
        rules.written_reason(text, what="hủy")


def test_a_reason_is_needed():
    with pytest.raises(ReasonNeeded):
        rules.written_reason(" \n", what="hủy biên lai")


def test_every_refusal_of_an_amount_is_one_of_what_was_asked():
    assert issubclass(AmountRefused, Invalid)
