"""The page that checks the figures of a report: pasted, or typed into a table."""

from http import HTTPStatus

import pytest

from tests.figures.test_paragraph import XUAN_TRUONG
from tests.figures.test_table import DISTRICT
from tests.web.desk.conftest import desk_of, morning, one_office, text_of, world
from tests.web.strange import SCRIPT, STRANGE


__all__ = ["morning", "one_office", "world"]

pytestmark = pytest.mark.django_db

PAGE = "/dieu-hanh/kiem-so-lieu/"
TABLE = f"{PAGE}bang/"
FORM = {"text": XUAN_TRUONG, "written_on": ""}


def test_a_paragraph_comes_back_marked(world):
    page = desk_of(world.lan).post(PAGE, FORM)

    words = text_of(page)
    assert page.status_code == HTTPStatus.OK
    assert "3 không khớp · 2 chưa đạt mục tiêu" in words
    assert "1.674 không khớp" in words
    assert "86 (khớp)" in words
    assert "37 + 1.389 = 1.426, không bằng «tiếp nhận 1.674»: thiếu 248." in words
    assert "248 trùng với «248 thủ tục»" in words
    assert "1.524/1.547 (98,51%), còn thiếu 23" in words
    assert "−248" in words


def test_what_was_pasted_stays_in_its_box(world):
    page = desk_of(world.chu).post(PAGE, FORM)

    assert XUAN_TRUONG in page.content.decode().replace("&#x27;", "'")


def test_the_gravest_comes_first(world):
    words = text_of(desk_of(world.chu).post(PAGE, FORM))
    sums = words[words.index("Phép kiểm Tính ra") :]

    assert sums.index("thiếu 248") < sums.index("còn thiếu 23") < sums.index("1.068 + 479")


def test_the_day_of_the_report_is_used(world):
    text = "Trong quý I năm 2026, tiếp nhận 10 hồ sơ, đã giải quyết 10 hồ sơ."
    words = text_of(desk_of(world.lan).post(PAGE, {"text": text, "written_on": "19/03/2026"}))

    assert "đến 31/03/2026 mới hết, mà báo cáo ngày 19/03/2026" in words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Không có số nào.", "Không có phép cộng nào kiểm được."),
        ("Tiếp nhận 5 hồ sơ.", "Không có phép cộng nào kiểm được."),
    ],
)
def test_nothing_to_test_is_a_sentence(world, text, words):
    assert words in text_of(desk_of(world.lan).post(PAGE, {"text": text}))


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"text": ""}, "Ghi đoạn báo cáo."),
        ({"text": "1\x00"}, "có ký tự không đọc được"),
        ({"text": "1 " * 10_001}, "Đoạn báo cáo dài quá mức."),
        ({"text": "1", "written_on": "31/02/2026"}, "Ngày này không có trong lịch."),
    ],
)
def test_what_cannot_be_read_is_refused(world, sent, words):
    page = desk_of(world.lan).post(PAGE, sent)

    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert words in text_of(page)


@pytest.mark.parametrize("name", STRANGE)
def test_strange_text_never_breaks_the_page(world, name):
    page = desk_of(world.lan).post(PAGE, {"text": STRANGE[name].encode(errors="replace").decode()})

    assert page.status_code in (HTTPStatus.OK, HTTPStatus.UNPROCESSABLE_ENTITY)
    assert SCRIPT not in page.content.decode()


def test_a_table_is_judged(world):
    typed = {key: str(value).replace(".", ",") for key, value in DISTRICT.items()}
    page = desk_of(world.lan).post(TABLE, {**typed, "name": "Huyện Xuân Trường, 5 tháng"})

    words = text_of(page)
    assert page.status_code == HTTPStatus.OK
    assert "Kiểm số liệu: Huyện Xuân Trường, 5 tháng" in words
    assert "1 không khớp · 1 chưa đạt mục tiêu · 3 khớp" in words
    assert "thiếu 248" in words


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({}, "Bảng chưa có số nào."),
        ({"received": "một trăm"}, "Tổng số tiếp nhận: «một trăm» không phải một số."),
        ({"received": "1,5"}, "Tổng số tiếp nhận: ghi một số đếm"),
        ({"received": "9" * 19}, "Tổng số tiếp nhận: ghi một số đếm"),
        ({"received": "-5"}, "không phải một số"),
        ({"digitised_rate": "101"}, "nhiều nhất là 100"),
        ({"received": "5", "name": "\x00"}, "có ký tự không đọc được"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused(world, typed, words):
    page = desk_of(world.lan).post(TABLE, typed)

    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert words in text_of(page)


def test_the_pages_cost_few_queries(world, django_assert_max_num_queries):
    desk = desk_of(world.lan)
    desk.get(PAGE)
    for address, sent in ((PAGE, FORM), (TABLE, DISTRICT)):
        with django_assert_max_num_queries(5):
            desk.get(address)
        with django_assert_max_num_queries(5):
            desk.post(address, sent)
