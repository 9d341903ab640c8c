from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.printing.errors import BadKeptEdition, NoEdition, NotPrintable
from motcua.printing.rules import (
    EDITIONS,
    Form,
    edition,
    edition_for,
    edition_named,
    kept_editions,
    moment,
    place_name,
    printable,
)


@pytest.mark.parametrize(
    ("on", "key"),
    [
        pytest.param(date(2018, 11, 23), "2018", id="first day of TT 01/2018"),
        pytest.param(date(2025, 7, 1), "2018", id="NĐ 118 in force, its forms not yet made"),
        pytest.param(date(2025, 9, 14), "2018", id="last day of the old forms"),
        pytest.param(date(2025, 9, 15), "2025", id="first day of TT 03/2025"),
        pytest.param(date(2026, 11, 23), "2025", id="today"),
    ],
)
def test_the_edition_is_that_of_the_day_of_receipt(on, key):
    assert edition(on).key == key


def test_there_are_no_forms_before_the_first_set():
    with pytest.raises(NoEdition, match=r"ngày 22/11/2018"):
        edition(date(2018, 11, 22))


def test_a_province_may_keep_the_older_set():
    assert edition_named("2018").act == "Thông tư số 01/2018/TT-VPCP"
    with pytest.raises(NoEdition, match="bộ mẫu “1995”"):
        edition_named("1995")


@pytest.mark.parametrize(
    ("form", "on", "code", "key"),
    [
        pytest.param(Form.RECEIPT, date(2026, 3, 1), "H40.12", "2018", id="the place itself"),
        pytest.param(Form.RECEIPT, date(2026, 3, 1), "H40.12.05", "2018", id="what is under it"),
        pytest.param(Form.RECEIPT, date(2026, 3, 1), "H40.125", "2025", id="not a longer number"),
        pytest.param(Form.RECEIPT, date(2026, 7, 1), "H40.12", "2025", id="its time is over"),
        pytest.param(Form.RECEIPT, date(2026, 7, 1), "H41", "2018", id="without an end"),
        pytest.param(Form.RECEIPT, date(2026, 7, 1), "H41.01", "2025", id="the nearer entry"),
        pytest.param(Form.STOP, date(2026, 3, 1), "H40.12", "2025", id="its set has no such form"),
        pytest.param(Form.STOP, date(2025, 8, 1), "H50", "2025", id="before there was a form"),
    ],
)
def test_a_place_keeps_its_set_for_its_time(form, on, code, key):
    kept = kept_editions("H40.12=2018:2026-06-30, H41=2018,H41.01=2025")

    assert edition_for(form, on, code, kept).key == key


@pytest.mark.parametrize("entry", ["H40", "H40=1995", "H40=2018:soon", "=", "H40=2018:2026-13-01"])
def test_a_setting_that_says_nothing_is_named(entry):
    with pytest.raises(BadKeptEdition, match="PAPER_EDITIONS"):
        kept_editions(f"H41=2018,{entry}")


def test_editions_name_their_source_and_do_not_overlap():
    for earlier, later in zip(EDITIONS, EDITIONS[1:], strict=False):
        assert earlier.until is not None
        assert earlier.until.toordinal() + 1 == later.since.toordinal()
    assert all("Mẫu số 01" in one.source for one in EDITIONS)


@pytest.mark.parametrize(
    ("at", "words"),
    [
        pytest.param(
            datetime(2026, 11, 23, 8, 20, tzinfo=UTC),
            "15 giờ 20 phút, ngày 23 tháng 11 năm 2026",
            id="clocks of Việt Nam",
        ),
        pytest.param(
            datetime(2026, 2, 4, 18, 5, tzinfo=UTC),
            "01 giờ 05 phút, ngày 05 tháng 02 năm 2026",
            id="next day there, small numbers take a 0",
        ),
        pytest.param(
            datetime(2026, 3, 9, 1, 0, tzinfo=UTC),
            "08 giờ 00 phút, ngày 09 tháng 3 năm 2026",
            id="March takes no 0",
        ),
    ],
)
def test_a_moment_in_words(at, words):
    assert " ".join(moment(at).split()) == words


def test_a_moment_without_a_time_zone_is_a_fault_of_the_program():
    with pytest.raises(ValueError, match="time zone"):
        moment(datetime(2026, 11, 23, 8, 20))


@pytest.mark.parametrize(
    ("unit", "place"),
    [
        ("phường An Thịnh", "An Thịnh"),
        ("Xã Xuân Trường", "Xuân Trường"),
        ("đặc khu Phú Quý", "Phú Quý"),
        ("phường 1", "Phường 1"),
        ("thành phố Hồ Chí Minh", "Thành phố Hồ Chí Minh"),
        ("Công an tỉnh", "Công an tỉnh"),
        ("", ""),
    ],
)
def test_the_place_before_the_day(unit, place):
    assert place_name(unit) == place


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        pytest.param("Nguye\u0302\u0303n", "Nguyễn", id="decomposed Vietnamese is composed"),
        pytest.param("a\r\nb\u2028c\td", "a\nb\nc d", id="line breaks and tabs"),
        pytest.param("Kh\u202euê\u200b\ufeff", "Khuê", id="marks nobody sees are dropped"),
        pytest.param('#eval("1") \\ $x$', '#eval("1") \\ $x$', id="markup is left alone"),
    ],
)
def test_what_people_typed_is_made_printable(typed, shown):
    assert printable(typed) == shown


@pytest.mark.parametrize("character", ["\0", "\x07", "\x1b", "\x9f", "\ud800"])
def test_control_characters_are_refused(character):
    with pytest.raises(NotPrintable, match=f"U\\+{ord(character):04X}"):
        printable(f"Lê{character}Khuê")


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"])))
def test_printable_text_stays_as_it_is(text):
    assert printable(printable(text)) == printable(text)
