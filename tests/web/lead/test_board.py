"""The leader's board: what waits for a decision, what runs late."""

import re
from http import HTTPStatus

import pytest

from tests.factories import at_step, finished, later, received, submitted
from tests.web.desk.conftest import desk_of, morning, one_office, text_of, world


__all__ = ["morning", "one_office", "world"]

pytestmark = pytest.mark.django_db

BOARD = "/dieu-hanh/"
TO_DECIDE = "/dieu-hanh/cho-quyet-dinh/"


def test_nothing_to_decide_is_a_sentence(world):
    words = text_of(desk_of(world.chu).get(BOARD))
    waiting = text_of(desk_of(world.chu).get(TO_DECIDE))

    assert "Không có việc nào chờ quyết định, không có hồ sơ quá hạn." in words
    assert "Không có hồ sơ nào chờ ông/bà." in waiting
    assert "Không có hồ sơ quá hạn." in words


def test_the_sentence_counts_what_waits_and_what_is_late(world):
    signed = at_step(world, 5)
    late = at_step(world, 3, at=later(days=-10))
    today = at_step(world, 5, at=later(days=-4))
    finished(world)

    page = desk_of(world.chu).get(BOARD)

    words = text_of(page)
    assert "2 hồ sơ chờ ông/bà; trong đó 1 đến hạn hôm nay; 1 hồ sơ quá hạn." in words
    assert "Đang quá hạn 1 trên 3 hồ sơ đang giải quyết" in words
    to_sign = text_of(desk_of(world.chu).get(TO_DECIDE))
    assert to_sign.index(today) < to_sign.index(signed)  # the most urgent first
    assert late in words
    assert late not in to_sign
    assert "Trước hạn và đúng hạn 100% 1/1 hồ sơ đã giải quyết" in words


def test_a_dossier_is_signed_from_the_board(world):
    code = at_step(world, 5)

    desk = desk_of(world.chu)
    page = desk.get(TO_DECIDE, headers={"HX-Request": "true"}).content.decode()

    assert TO_DECIDE in desk.get(BOARD).content.decode()
    assert "<html" not in page
    assert re.search(rf'href="/can-bo/ho-so/{code}/viec/approve/"\s*>Ký duyệt', page)


def test_a_head_sees_their_own_office(world):
    mine = at_step(world, 2)
    at_the_leader = at_step(world, 5, at=later(days=-10))
    overdue = at_step(world, 3, at=later(days=-10))

    words = text_of(desk_of(world.anh).get(BOARD))

    assert "Phòng Văn hóa - Xã hội" in words
    assert "Chờ tôi phân công, duyệt" in words
    assert mine in words
    assert overdue in words
    assert at_the_leader not in words


def test_the_board_of_one_agency_has_nothing_of_another(world):
    received(world, at=later(days=-10))
    assert desk_of(world.la).get(BOARD).status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize("who", ["hieu", "lan", "thu", "quan", "la"])
def test_the_board_is_for_those_who_lead(world, who):
    assert desk_of(getattr(world, who)).get(BOARD).status_code == HTTPStatus.FORBIDDEN


def test_it_is_a_page_to_read(world):
    assert desk_of(world.chu).post(BOARD).status_code == HTTPStatus.METHOD_NOT_ALLOWED


def test_the_late_list_names_where_and_what_is_missing(world):
    late = at_step(world, 3, at=later(days=-10))

    words = text_of(desk_of(world.chu).get(BOARD))

    assert "1 hồ sơ quá hạn thiếu giải trình" in words
    assert f"Quá 4 ngày hẹn 19/08 {late} Đăng ký khai sinh Thụ lý, Phòng Văn hóa" in words
    assert "Quá 4 ngày, 19/08" in text_of(desk_of(world.lan).get("/can-bo/", {"ro": "pool"}))
    of_the_office = text_of(desk_of(world.anh).get(BOARD))
    assert "1 hồ sơ thiếu giải trình" in of_the_office
    assert "Trễ ở bước Thụ lý, Phòng Văn hóa - Xã hội, " in of_the_office


def test_the_board_costs_ten_queries_at_most(world, django_assert_max_num_queries):
    for n in range(6):
        at_step(world, 3, at=later(days=-10, minutes=n))
        at_step(world, 5, at=later(minutes=n))
    desk = desk_of(world.chu)
    desk.get(BOARD)

    with django_assert_max_num_queries(10):
        desk.get(BOARD)
    with django_assert_max_num_queries(6):
        desk.get(f"{BOARD}ton-dong/")


def test_the_stock_of_work_adds_up(world):
    at_step(world, 3, at=later(days=-40))
    received(world)
    finished(world)
    submitted(world)

    words = text_of(desk_of(world.chu).get(f"{BOARD}ton-dong/"))

    assert "Tồn đọng: 3 hồ sơ chưa xong, 1 quá hạn" in words
    assert "2 đang giải quyết, 1 chưa tiếp nhận" in words
    assert "trên 2 hồ sơ đang giải quyết" in text_of(desk_of(world.chu).get(BOARD))
    assert "số liệu khớp" in words
    assert "0 + 4 − 1 = 3" in words
    assert "Trên 30 ngày 1 1" in words
    assert "Hộ tịch 3 1" in words
    heads = text_of(desk_of(world.anh).get(f"{BOARD}ton-dong/"))
    assert "Tồn đọng: 1 hồ sơ chưa xong, 1 quá hạn" in heads
    assert "số liệu khớp" not in heads
