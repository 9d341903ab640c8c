"""One answer by its type: what is kept of it, and the sentence where it can't be kept."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.eforms.rules import Form, Group, check, prefill, read_answer
from motcua.eforms.rules.values import Field, FieldType, Limits, Operator, Test
from tests.eforms.filling import TODAY


def field(kind, **more):
    limits = Limits(**more.pop("limits", {}))
    return Field(key="x", label="Mục thử", type=FieldType(kind), limits=limits, **more)


def form(*fields):
    return Form(
        id="F",
        title="Tờ khai thử",
        number="",
        issued_by="",
        procedures=(),
        groups=(Group("g", "Nhóm", fields),),
        form_mark="",
        fields_mark="",
    )


@pytest.mark.parametrize(
    ("asked", "typed", "kept"),
    [
        pytest.param(field("text"), "  Thôn Bản Cuôn ", "Thôn Bản Cuôn", id="blanks around"),
        pytest.param(
            field("text"), unicodedata.normalize("NFD", "Đặng Ngọc"), "Đặng Ngọc", id="NFD"
        ),
        pytest.param(
            field("text", limits={"max_length": 1000}), "một\r\nhai", "một\nhai", id="lines"
        ),
        pytest.param(field("person_name"), "Lò  Văn   Phát", "Lò Văn Phát", id="name, spaces"),
        pytest.param(field("person_name"), "H'Mây Niê-Kđăm", "H'Mây Niê-Kđăm", id="name, marks"),
        pytest.param(field("date"), "5/3/1990", "1990-03-05", id="day first"),
        pytest.param(field("date"), "1990-03-05", "1990-03-05", id="as kept"),
        pytest.param(field("date"), "29/02/2024", "2024-02-29", id="leap day"),
        pytest.param(field("date", partial=True), "1955", "1955", id="year alone"),
        pytest.param(field("date", partial=True), "7/1955", "1955-07", id="month and year"),
        pytest.param(field("id_number"), "001 090 123 456", "001090123456", id="number in groups"),
        pytest.param(
            field("id_number", limits={"may_be_old": True}), "012345678", "012345678", id="CMND"
        ),
        pytest.param(field("phone"), "+84 912.345.678", "0912345678", id="phone from abroad"),
        pytest.param(field("phone"), "0219 386 12345"[:13], "02193861234", id="landline"),
        pytest.param(field("email"), "hoa@ubnd.tuyenquang.gov.vn", None, id="e-mail"),
        pytest.param(field("money"), "12.500.000 đ", "12500000", id="money with dots"),
        pytest.param(field("number"), "12,50", "12,5", id="decimal comma"),
        pytest.param(field("number"), "12.5", "12,5", id="decimal point"),
        pytest.param(field("number"), "1.250,75", "1250,75", id="thousands and decimals"),
        pytest.param(field("number"), "-0", "0", id="nothing, negatively"),
        pytest.param(field("yes_no"), "Có", None, id="yes"),
        pytest.param(
            field("multi_choice", choices=("A", "B", "C")), "C| A", "A|C", id="several choices"
        ),
        pytest.param(field("text", limits={"rule": "tax_code"}), "0100109106", None, id="tax code"),
    ],
)
def test_what_is_kept(asked, typed, kept):
    checked = check(form(asked), {"x": typed}, today=TODAY)

    assert dict(checked.errors) == {}
    assert checked.answers == {"x": typed if kept is None else kept}


@pytest.mark.parametrize(
    ("asked", "typed", "sentence"),
    [
        pytest.param(field("text"), "có\x00số không", "ký tự không hiển thị", id="NUL"),
        pytest.param(field("text"), "hai\ndòng", "ký tự không hiển thị", id="line in a line"),
        pytest.param(field("text"), "\ud800", "ký tự không hiển thị", id="half surrogate"),
        pytest.param(field("text"), "x" * 501, "Dài 501 ký tự, quá mức 500", id="too long"),
        pytest.param(field("person_name"), "Nguyễn Văn 2", "chỉ gồm chữ cái", id="digit in name"),
        pytest.param(field("person_name"), "---", "bằng chữ cái", id="no letter in name"),
        pytest.param(
            field("date"), "31/11/2026", "Ngày 31/11/2026 không có trong lịch", id="no such day"
        ),
        pytest.param(field("date"), "29/02/2026", "Tháng 2 chỉ có 28 ngày", id="no leap year"),
        pytest.param(field("date"), "5/13/1990", "Không có tháng 13", id="month first"),
        pytest.param(field("date"), "1990", "Ghi đủ ngày, tháng và năm", id="year alone"),
        pytest.param(field("date"), "05/03/90", "bằng số, như 05/03/1990", id="short year"),
        pytest.param(field("date"), "05/03/0090", "Năm 90 không dùng được", id="year 90"),
        pytest.param(
            field("date", limits={"not_after_today": True}),
            "22/11/2026",
            "sau hôm nay, 21/11/2026",
            id="in the future",
        ),
        pytest.param(
            field("date", limits={"not_before_today": True}),
            "20/11/2026",
            "trước hôm nay",
            id="in the past",
        ),
        pytest.param(
            field("id_number"), "00109012345", "12 chữ số. Ông/bà mới nhập 11", id="11 digits"
        ),
        pytest.param(field("id_number"), "012345678", "mới nhập 9", id="CMND where it won't do"),
        pytest.param(field("id_number"), "00109O123456", "chỉ gồm chữ số", id="letter O"),
        pytest.param(field("id_number"), "٠٠١٠٩٠١٢٣٤٥٦", "chỉ gồm chữ số", id="other digits"),
        pytest.param(field("id_number"), "001299123456", "Không có số căn cước", id="born 2099"),
        pytest.param(field("id_number"), "000090123456", "Không có số căn cước", id="place 000"),
        pytest.param(field("phone"), "912345678", "bắt đầu bằng 0", id="no leading 0"),
        pytest.param(field("email"), "hoa@localhost", "có dạng", id="no domain"),
        pytest.param(field("money"), "12,5", "số nguyên", id="half a đồng"),
        pytest.param(field("money"), "-1", "nhỏ nhất là 0", id="negative money"),
        pytest.param(field("number"), "1e9", "bằng chữ số", id="scientific"),
        pytest.param(
            field("number", limits={"most": 50, "integer": True}), "51", "lớn nhất là 50", id="most"
        ),
        pytest.param(
            field("number", limits={"decimals": 1}), "1,25", "1 chữ số sau dấu phẩy", id="finely"
        ),
        pytest.param(field("choice", choices=("Nam", "Nữ")), "nam", "các mục có sẵn", id="choice"),
        pytest.param(
            field("multi_choice", choices=("A", "B")), "A|D", "các mục có sẵn", id="one of two"
        ),
        pytest.param(
            field("yes_no", limits={"must_be_yes": True}), "Không", "Cần chọn “Có”", id="no pledge"
        ),
        pytest.param(
            field("text", limits={"rule": "tax_code"}), "0100109107", "kiểm tra", id="tax digit"
        ),
        pytest.param(
            field("text", limits={"rule": "industry_code"}), "47", "4 chữ số", id="industry"
        ),
        pytest.param(field("text", required=True), "   ", "Chưa ghi “Mục thử”.", id="blank"),
        pytest.param(
            field("choice", required=True, choices=("A",)), "", "Chưa chọn “Mục thử”.", id="none"
        ),
    ],
)
def test_what_is_refused_and_why(asked, typed, sentence):
    checked = check(form(asked), {"x": typed}, today=TODAY)

    assert sentence in checked.errors["x"]
    assert checked.errors["x"].endswith(".")
    assert dict(checked.answers) == {}


@pytest.mark.parametrize(
    ("until", "sentence"),
    [
        pytest.param("2026-11-20", "phải sau “Từ ngày”, 21/11/2026", id="before"),
        pytest.param("2026-11-21", "phải sau", id="the same day"),
        pytest.param("2026-11-22", "", id="after"),
    ],
)
def test_a_day_after_another(until, sentence):
    start = Field(key="from_on", label="Từ ngày", type=FieldType.DATE)
    end = field("date", limits={"after_field": "from_on"})

    checked = check(form(start, end), {"from_on": "2026-11-21", "x": until}, today=TODAY)

    assert sentence in checked.errors.get("x", "")


@pytest.mark.parametrize(
    ("until", "good"),
    [("2028-11-21", True), ("2028-11-22", False), ("2026-11-21", False)],
    ids=["two years", "a day more", "no time at all"],
)
def test_at_most_two_years_from_today(until, good):
    asked = field("date", limits={"most_years": 2})

    checked = check(form(asked), {"x": until}, today=TODAY)

    assert checked.is_good is good


def test_a_floor_area_is_not_below_the_ground_area():
    ground = Field(key="ground", label="Diện tích xây dựng", type=FieldType.NUMBER)
    floors = field("number", limits={"not_below_field": "ground"})

    checked = check(form(ground, floors), {"ground": "80,5", "x": "80"}, today=TODAY)

    assert checked.errors == {"x": "Không nhỏ hơn “Diện tích xây dựng”."}


def test_an_answer_that_is_hidden_shows_nothing():
    """A married person's former spouse was named, then "never married" was chosen instead."""

    def shown_by(key, answer):
        return Test(key, Operator.EQUALS, (answer,))

    first = Field(key="a", label="Tình trạng", type=FieldType.TEXT)
    second = Field(key="b", label="Ly hôn", type=FieldType.TEXT, show_if=shown_by("a", "có"))
    third = field("text", show_if=shown_by("b", "có"), required=True)

    checked = check(form(first, second, third), {"a": "không", "b": "có"}, today=TODAY)

    assert (dict(checked.answers), dict(checked.errors)) == ({"a": "không"}, {})


def test_unknown_keys_are_left_out():
    checked = check(form(field("text")), {"x": "a", "y": "\x00", "x.0.z": "b"}, today=TODAY)

    assert checked.answers == {"x": "a"}


kinds = st.sampled_from([k for k in FieldType if k not in ("repeated_group", "file")])


@given(kinds, st.text(st.characters(), min_size=1, max_size=60))
def test_what_is_kept_is_read_the_same_again(kind, text):
    asked = field(kind, partial=True, choices=("Nam", "Nữ"))

    kept, fault = read_answer(asked, text, today=TODAY)

    assert bool(kept) != bool(fault) or not text.strip()
    if kept:
        assert read_answer(asked, kept, today=TODAY) == (kept, "")


def test_what_is_known_is_offered_and_what_would_be_refused_is_not():
    name = field("person_name", prefill=("account.full_name",))
    phone = Field(key="p", label="Điện thoại", type=FieldType.PHONE, prefill=("account.phone",))
    made = Field(key="d", label="Ngày", type=FieldType.DATE, prefill=("const:today",))

    offered = prefill(
        form(name, phone, made),
        {"account.full_name": "Nguyễn Thị Hoa", "account.phone": "chưa có"},
        today=date(2026, 11, 21),
    )

    assert offered == {"x": "Nguyễn Thị Hoa", "d": "2026-11-21"}
