"""Reading the QR code of a citizen's card as a hand scanner types it, and what follows from it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.eforms import queries
from motcua.eforms.errors import UnreadableCard
from motcua.eforms.rules import birth_year, parse_cccd, prefill, sex
from tests.eforms.filling import TODAY


GOOD = "001190123456|012345678|Nguyễn Thị Hoa|05031990|Nữ|Tổ 4, Ngọc Đường, Hà Giang|15042021"
NEW = "002201654321||Lò Văn Phát|17082001|Nam|Bản Cuôn, Tuyên Quang|20092024||||"


def test_the_seven_fields():
    card = parse_cccd(GOOD, today=TODAY)

    assert (card.id_number, card.old_number, card.full_name) == (
        "001190123456",
        "012345678",
        "Nguyễn Thị Hoa",
    )
    assert (card.birth_date, card.issued_on) == (date(1990, 3, 5), date(2021, 4, 15))
    assert (card.gender, card.address) == ("Nữ", "Tổ 4, Ngọc Đường, Hà Giang")
    assert not card.lost_accents


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(f"{NEW}\r\n", {"full_name": "Lò Văn Phát", "old_number": ""}, id="new card"),
        pytest.param(f"\ufeff {GOOD}", {"gender": "Nữ"}, id="mark and blank before it"),
        pytest.param(GOOD.replace("Nữ", "Nu"), {"gender": "Nữ"}, id="sex without accents"),
        pytest.param(GOOD.replace("Nữ", "N?"), {"gender": "Nữ"}, id="sex lost: by the number"),
        pytest.param(NEW.replace("Nam", ""), {"gender": "Nam"}, id="sex empty: by the number"),
        pytest.param(GOOD.replace("15042021", ""), {"issued_on": None}, id="no day of issue"),
        pytest.param(
            GOOD.replace("05031990", "05/03/1990"), {"birth_date": date(1990, 3, 5)}, id="slashes"
        ),
        pytest.param(
            "001190123456||Nguyen Thi Hoa|05031990|Nu|Ha Giang|15042021",
            {"full_name": "Nguyen Thi Hoa", "lost_accents": True},
            id="a scanner without accents",
        ),
    ],
)
def test_what_scanners_make_of_it(text, expected):
    card = parse_cccd(text, today=TODAY)

    assert {name: getattr(card, name) for name in expected} == expected


@pytest.mark.parametrize(
    ("text", "why"),
    [
        pytest.param("", "mới có 1 phần", id="nothing"),
        pytest.param("https://example.vn/x", "mới có 1 phần", id="another QR code"),
        pytest.param("|".join(GOOD.split("|")[:6]), "mới có 6 phần", id="cut off"),
        pytest.param(GOOD.replace("001190123456", "01190123456"), "12 chữ số", id="11 digits"),
        pytest.param(GOOD.replace("001190123456", "OO1190123456"), "chữ số", id="letters"),
        pytest.param(GOOD.replace("012345678", "01234"), "chứng minh nhân dân cũ", id="old number"),
        pytest.param(GOOD.replace("Nguyễn Thị Hoa", ""), "họ tên", id="no name"),
        pytest.param(GOOD.replace("Nguyễn Thị Hoa", "12345"), "họ tên", id="digits for a name"),
        pytest.param(GOOD.replace("05031990", "31021990"), "ngày sinh", id="no such day"),
        pytest.param(GOOD.replace("05031990", ""), "ngày sinh", id="no day of birth"),
        pytest.param(GOOD.replace("05031990", "05032027"), "sau hôm nay", id="not born yet"),
        pytest.param(GOOD.replace("15042021", "15942021"), "ngày cấp", id="no day of issue"),
        pytest.param(GOOD.replace("Hoa", "Ho\x00a"), "ký tự lạ", id="NUL"),
        pytest.param(GOOD + "x" * 2000, "quá dài", id="too long"),
    ],
)
def test_nonsense_is_refused_in_words(text, why):
    with pytest.raises(UnreadableCard, match=r"\.$") as refusal:
        parse_cccd(text, today=TODAY)

    assert why in str(refusal.value)


@given(st.text(st.characters(), max_size=200) | st.lists(st.text(max_size=12)).map("|".join))
def test_any_text_is_read_or_refused(text):
    try:
        card = parse_cccd(text, today=TODAY)
    except UnreadableCard:
        return
    assert len(card.id_number) == 12


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("001090123456", ("Nam", 1990)),
        ("001190123456", ("Nữ", 1990)),
        ("079205000001", ("Nam", 2005)),
        ("079305000001", ("Nữ", 2005)),
        ("001499000001", ("Nam", 2199)),
    ],
)
def test_what_a_number_says(number, expected):
    assert (sex(number), birth_year(number)) == expected


def test_a_card_fills_one_person_of_a_form():
    form = queries.form("F-1.000894")
    known = parse_cccd(GOOD, today=TODAY).known()

    bride = prefill(form, known, today=TODAY, within="female")
    everybody = prefill(form, known, today=TODAY)

    assert bride["female.person.full_name"] == "Nguyễn Thị Hoa"
    assert bride["female.paper.paper_kind"] == "Thẻ căn cước công dân"
    assert all(key.startswith("female.") for key in bride)
    assert "male.person.full_name" in everybody
    assert "female.person.full_name" not in everybody


def test_a_new_card_names_its_kind_and_who_issued_it():
    known = parse_cccd(NEW, today=TODAY).known()

    assert (known["cccd.kind"], known["cccd.issued_by"]) == ("Thẻ căn cước", "Bộ Công an")


def test_an_account_fills_who_asks_and_where_they_live():
    form = queries.form("F-1.001193")
    known = {
        "account.full_name": "Nguyễn Thị Hoa",
        "account.id_number": "001190123456",
        "account.residence.province": "Tuyên Quang",
        "account.residence.commune": "Phường Hà Giang 2",
        "procedure.agency": "UBND phường Hà Giang 2",
    }

    offered = prefill(form, known, today=TODAY)

    assert offered["receiver"] == "UBND phường Hà Giang 2"
    assert offered["requester.full_name"] == "Nguyễn Thị Hoa"
    assert offered["requester.paper.paper_number"] == "001190123456"
    assert offered["requester.residence.domestic.province"] == "Tuyên Quang"
    assert offered["requester.residence.place"] == "Trong nước"
    assert "mother.full_name" not in offered


def test_the_person_concerned_is_filled_only_when_it_is_who_asks():
    form = queries.form("F-1.004873")
    known = {"account.full_name": "Nguyễn Thị Hoa"}

    def offered(relation):
        return prefill(form, known, today=TODAY, answers={"relation": relation})

    assert offered("Bản thân")["subject.person.full_name"] == "Nguyễn Thị Hoa"
    assert "subject.person.full_name" not in offered("Con")
