import random
import re
from datetime import date
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from motcua.eforms import queries as eforms
from motcua.eforms.rules import SEPARATOR, FieldType, check
from motcua.people.models import Place
from motcua.people.rules import place_key, sort_key
from motcua.process.services import load_processes
from motcua.web.desk.eform_fields import Asking, Rows, boxes, sheet
from motcua.web.desk.eform_sent import (
    added_row,
    from_card,
    persons_in,
    read_sent,
    rows_sent,
    typed_date,
    without_row,
)
from tests import factories
from tests.eforms.filling import filled
from tests.web.desk.conftest import text_of
from tests.web.desk.intake import CARD, chosen, received


TODAY = date(2026, 8, 24)
HTMX = {"HX-Request": "true"}
BIRTH, CERTIFICATION, LAND = "1.001193", "2.000815", "1.012796"


def sent(form, answers):
    """The answers as the boxes of a page send them."""
    kinds = {f.key: f.type for field in form.fields() for f in (field, *field.fields)}
    data = {}
    for key, value in answers.items():
        kind = kinds.get(key)
        if kind is FieldType.DATE:
            data |= dict(zip((f"{key}__d", f"{key}__m", f"{key}__y"), boxes(value), strict=True))
        else:
            data[key] = value.split(SEPARATOR) if kind is FieldType.MULTI_CHOICE else value
    return data


def kept(form, answers):
    """As the rules keep them."""
    return dict(check(form, answers, today=TODAY).answers)


def drawn(form, answers, *, errors=(), rows=(), provinces=("Tỉnh A",), communes=lambda _: ()):
    return sheet(
        Asking(
            form=form,
            answers=dict(answers),
            errors=dict(errors),
            rows=dict(rows),
            provinces=provinces,
            communes=communes,
            today=TODAY,
        )
    )


def blocks_of(part):
    for item in part.items:
        yield from item.blocks if isinstance(item, Rows) else (item,)


def boxes_of(drawing):
    return [box for part in drawing.parts for block in blocks_of(part) for box in block.boxes]


@pytest.mark.parametrize("code", [BIRTH, CERTIFICATION, LAND])
def test_a_form_filled_at_the_counter_is_filed(world, code):
    if code != BIRTH:
        load_processes(at=factories.MORNING)
        factories.procedure(code, f"Thủ tục {code}")
    form = eforms.form_for(code)
    answers = filled(form, random.Random(7), today=TODAY)
    intake = chosen(world.hieu, code=code)

    answer = intake.post("to-khai", sent(form, answers))

    assert answer["Location"] == intake.url("giay-to"), text_of(answer)
    assert received(intake).form == kept(form, answers)


def test_a_form_brought_on_paper_is_skipped(world):
    intake = chosen(world.hieu)

    assert intake.post("to-khai", {"relation": "Con", "do": "skip"})["Location"].endswith(
        "giay-to/"
    )

    assert intake.content["forms"][BIRTH]["state"] == "paper"
    assert intake.content["forms"][BIRTH]["values"]["relation"] == "Con"
    assert received(intake).form == {}


def test_a_procedure_without_a_form_has_no_such_step(world):
    load_processes(at=factories.MORNING)
    factories.procedure("1.000009", "Việc không có tờ khai")
    intake = chosen(world.hieu, code="1.000009")

    assert "Tờ khai" not in text_of(intake.get("giay-to")).split("Danh mục")[0]
    assert intake.get("to-khai").status_code == 404


def test_what_is_known_is_not_asked_again(world):
    intake = chosen(world.hieu, id_number="036198001234", phone="0912345318")
    page = intake.get("to-khai").content.decode()

    for value in ("Đặng Ngọc Quyên", "036198001234", "0912345318", "UBND phường An Thịnh"):
        assert f'value="{value}"' in page


def test_the_card_of_another_person_fills_that_person_s_part(world):
    intake = chosen(world.hieu)

    answer = intake.post("to-khai", {"scan": CARD, "part": "mother", "do": "read"})

    values = intake.content["forms"][BIRTH]["values"]
    assert answer["Location"] == intake.url("to-khai")
    assert values["mother.full_name"] == "Lê Minh Khuê"
    assert values["mother.birth_date"] == "1998-02-14"
    assert values["mother.id_number"] == "031098004417"
    assert values["requester.full_name"] == "Đặng Ngọc Quyên"


def test_a_scan_that_is_no_card_keeps_the_answers(world):
    intake = chosen(world.hieu)

    answer = intake.post("to-khai", {"scan": "x", "relation": "Con đẻ", "do": "next"})

    assert answer.status_code == 422
    assert "Chưa đọc được mã QR" in text_of(answer)
    assert 'value="Con đẻ"' in answer.content.decode()


def test_faults_are_said_with_the_heading_they_stand_under(world):
    answer = chosen(world.hieu).post("to-khai", {"do": "next"})

    words = text_of(answer)
    assert answer.status_code == 422
    assert "Người mẹ: Chưa ghi “Họ, chữ đệm, tên”." in words
    assert 'href="#o-mother-full_name"' in answer.content.decode()
    assert 'id="o-mother-full_name"' in answer.content.decode()


def test_questions_come_and_go_with_the_answers_without_a_script(world):
    intake = chosen(world.hieu)
    before = intake.get("to-khai").content.decode()
    change = {"birth_certificate_kind": "Giấy chứng sinh", "mother_known": "Không"}

    after = intake.post("to-khai", change | {"do": "update"}).content.decode()

    assert 'name="birth_certificate_no"' not in before
    assert 'name="mother.full_name"' in before
    assert 'name="birth_certificate_no"' in after
    assert 'name="mother.full_name"' not in after


def test_an_answer_that_is_hidden_comes_back_with_its_question(world):
    intake = chosen(world.hieu)
    intake.post("to-khai", {"mother.full_name": "Lê Thị Na", "do": "update"})
    intake.post("to-khai", {"mother_known": "Không", "do": "update"})

    page = intake.post("to-khai", {"mother_known": "Có", "do": "update"}).content.decode()

    assert 'value="Lê Thị Na"' in page


def test_the_fragment_is_the_same_as_in_the_whole_page(world):
    intake = chosen(world.hieu)
    change = {"copies.wanted": "Có", "do": "update"}

    page = intake.post("to-khai", change).content.decode()
    fragment = intake.post("to-khai", change, **HTMX).content.decode()

    assert 'name="copies.quantity"' in fragment
    assert fragment.startswith('<div id="to-khai"')
    assert fragment.strip() in page


def test_rows_are_added_and_dropped_without_a_script(world):
    load_processes(at=factories.MORNING)
    factories.procedure(CERTIFICATION, "Chứng thực bản sao")
    intake = chosen(world.hieu, code=CERTIFICATION)
    first = {"originals.0.name": "Bằng tốt nghiệp", "originals.rows": "1"}

    two = intake.post("to-khai", first | {"do": "add:originals"}).content.decode()
    both = first | {"originals.1.name": "Sổ hộ khẩu", "originals.rows": "2"}
    one = intake.post("to-khai", both | {"do": "drop:originals:0"}).content.decode()

    assert 'name="originals.1.name"' in two
    assert 'name="originals.2.name"' not in two
    assert 'name="originals.1.name"' not in one
    assert re.search(r'name="originals.0.name"\s+value="Sổ hộ khẩu"', one)


def test_the_form_of_another_procedure_is_not_taken_for_this_one(world):
    intake = chosen(world.hieu)

    intake.post("to-khai", {"relation": "Con", "of": LAND, "do": "save"})

    assert "forms" not in intake.content


def test_communes_are_suggested_once_the_province_is_known(world):
    for code, name, kind, level in (
        ("01", "Hà Nội", "city", "province"),
        ("00004", "Ba Đình", "ward", "commune"),
    ):
        Place.objects.create(
            code=code,
            name=name,
            kind=kind,
            level=level,
            since=date(2025, 7, 1),
            province_code="01",
            name_key=place_key(name),
            sort_key=sort_key(name),
            search=f" {place_key(name)} ",
        )
    intake = chosen(world.hieu)
    change = {"home_town.province": "Thành phố Hà Nội", "do": "update"}

    page = intake.post("to-khai", change).content.decode()

    assert '<option value="Phường Ba Đình">' in page
    assert re.search(r"<option\s+selected\s*>\s*Thành phố Hà Nội\s*</option>", page)


@pytest.mark.parametrize("form_id", eforms.form_ids())
def test_every_form_can_be_drawn_and_read_back(form_id):
    form = eforms.form(form_id)
    answers = filled(form, random.Random(3), today=TODAY)
    shown = boxes_of(drawn(form, answers))

    posted = QueryDict(urlencode(sent(form, answers), doseq=True))
    read = read_sent(form, posted, {})
    assert kept(form, read) == kept(form, answers)
    assert len({box.id for box in shown}) == len(shown)
    assert {box.key for box in shown} >= set(kept(form, answers))


def test_a_row_of_a_group_stays_where_the_form_has_it():
    form = eforms.form_for(CERTIFICATION)

    [_who, what] = drawn(form, {}).parts

    assert isinstance(what.items[0], Rows)
    assert [box.label for box in what.items[0].blocks[0].boxes][0] == "Tên giấy tờ"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        pytest.param({"b__d": "5", "b__m": "3", "b__y": "1990"}, "5/3/1990", id="a day"),
        pytest.param({"b__d": "", "b__m": "3", "b__y": "1990"}, "3/1990", id="a month"),
        pytest.param({"b__d": "", "b__m": "", "b__y": "1990"}, "1990", id="a year"),
        pytest.param({"b__d": "05/03/1990", "b__m": "", "b__y": ""}, "05/03/1990", id="pasted"),
        pytest.param({"b__d": "5", "b__m": "", "b__y": "1990"}, "5//1990", id="a hole"),
        pytest.param({"b__d": "", "b__m": "", "b__y": ""}, "", id="nothing"),
        pytest.param({"b": "1990-03-05"}, "1990-03-05", id="kept before"),
    ],
)
def test_three_boxes_are_one_day(data, text):
    assert typed_date(data, "b") == text


@given(st.dates(date(1800, 1, 1), date(2200, 12, 31)))
def test_a_kept_day_stands_in_the_boxes_and_comes_back_from_them(day):
    parts = dict(zip(("b__d", "b__m", "b__y"), boxes(day.isoformat()), strict=True))

    assert typed_date(parts, "b") == f"{day:%d/%m/}{day.year:04}"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("viet nam", "Việt Nam"), ("VIỆT NAM", "Việt Nam"), ("Việt Nam", "Việt Nam"), ("Vịt", "Vịt")],
)
def test_a_choice_is_known_without_marks(typed, meant):
    form = eforms.form_for(BIRTH)

    assert read_sent(form, {"nationality": typed}, {}) == {"nationality": meant}


def test_what_is_no_question_is_not_read():
    form = eforms.form_for(BIRTH)

    assert read_sent(form, {"do": "next", "csrf": "x", "owners.0.name": "y"}, {}) == {}


@pytest.mark.parametrize("count", ["", "-1", "x", "²", "9" * 30])
def test_a_number_of_rows_is_bounded(count):
    form = eforms.form_for(CERTIFICATION)

    assert rows_sent(form, {"originals.rows": count}).get("originals", 0) <= 30
    assert added_row(form, "originals", {"originals": 30})["originals"] == 30
    assert added_row(form, "nothing", {}) == {}


def test_dropping_what_is_not_there_changes_nothing():
    form, answers = eforms.form_for(CERTIFICATION), {"originals.0.name": "a"}

    assert without_row(form, "originals", 7, answers) == answers
    assert without_row(form, "nothing", 0, answers) == answers


def test_persons_are_known_by_their_names():
    assert persons_in(eforms.form_for(BIRTH)) == [
        ("requester", "Người yêu cầu"),
        ("mother", "Người mẹ"),
        ("father", "Người cha"),
    ]


def test_a_card_answers_nothing_that_would_not_pass():
    form = eforms.form_for(BIRTH)
    known = {"cccd.full_name": "123", "cccd.birth_date": "2030-01-01", "cccd.id_number": "7"}

    assert from_card(form, "mother", known, today=TODAY) == {}
