import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.people.rules import fold, has_control_characters, sort_key


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Đặng  Văn Ước", "dang van uoc", id="marks, đ, spaces"),
        pytest.param(
            unicodedata.normalize("NFD", "Nguyễn Thị Hòa"), "nguyen thi hoa", id="decomposed"
        ),
        pytest.param("Hoà", fold("Hòa"), id="the mark on either vowel"),
        pytest.param("\u00a0UBND\tXã\u3000Ea Súp ", "ubnd xa ea sup", id="any kind of space"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_fold(text, expected):
    assert fold(text) == expected


@given(st.text())
def test_folding_twice_folds_once(text):
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    "in_order",
    [
        pytest.param(
            ["a", "ă", "â", "b", "c", "d", "đ", "e", "ê", "o", "ô", "ơ", "u", "ư"], id="letters"
        ),
        pytest.param(["ma", "mà", "mả", "mã", "má", "mạ"], id="tones"),
        pytest.param(
            ["Hà", "Hà Giang", "Hà Nội", "Hạ Long", "Hai", "Hải"], id="syllable by syllable"
        ),
        pytest.param(["Cao Bằng", "Cần Thơ", "Cửa Lò"], id="letter before tone"),
        pytest.param(["Dung", "Dũng", "Đào", "Đức"], id="đ after d"),
        pytest.param(["Phường 2", "Phường 10", "Phường Bến Thành"], id="numbers by value"),
        pytest.param(["An", "Ân", "Bích"], id="â after a"),
    ],
)
def test_sort_key_gives_alphabetical_order(in_order):
    shuffled = random.Random(7).sample(in_order, len(in_order))

    assert sorted(shuffled, key=sort_key) == in_order


@given(st.text())
def test_both_unicode_forms_sort_alike(text):
    nfc, nfd = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)

    assert sort_key(nfc) == sort_key(nfd)


def test_case_and_punctuation_do_not_matter_for_order():
    assert sort_key("PHAN RANG - Tháp Chàm") == sort_key("Phan Rang Tháp Chàm")


@pytest.mark.parametrize(
    ("text", "expected"),
    [("a\x00b", True), ("a\x1b", True), ("a\ud800", True), ("Đắk R’Lấp", False), ("", False)],
)
def test_control_characters(text, expected):
    assert has_control_characters(text) is expected
