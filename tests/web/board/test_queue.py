"""From the machine to the receipt, and from the result to the rating, as people go the way."""

import re

import pytest
from django.core.cache import cache
from django.test import Client

from motcua.dossiers import services as dossiers
from motcua.surveys import services as surveys
from motcua.surveys.models import Survey
from motcua.tickets import services as tickets
from motcua.tickets.models import Ticket
from tests.factories import APPLICANT, MORNING, filing, finished
from tests.tickets.conftest import lay_out_counters
from tests.web.desk.conftest import desk_of, morning, one_office, text_of, world


__all__ = ["morning", "one_office", "world"]

pytestmark = pytest.mark.django_db
MACHINE = "/lay-so/H40.12.05.01/"
BOARD = "/bang-so/H40.12.05.01/"
CALLING = "/can-bo/goi-so/"
RATING = {"overall": "5", "voice": "citizen", "attitude": "2", "comment": "Tốt"}


@pytest.fixture(autouse=True)
def fresh_limits():
    cache.clear()


@pytest.fixture
def room(world):
    lay_out_counters(world)
    tickets.sit_at(2, by=world.hieu, at=MORNING)
    tickets.sit_at(3, by=world.khue, at=MORNING)
    return world


def take(letter):
    return Client().post(MACHINE, {"line": letter})


def rated(world):
    code = finished(world)
    dossiers.return_result(code, handed_to="Quyên", by=world.hieu, at=MORNING)
    return code


def test_a_number_has_field_time_and_people_ahead(room):
    take("A")
    answer = take("A")
    words = text_of(Client().get(answer.url))

    assert answer.url == f"{MACHINE}A002/"
    assert "A002" in words
    assert "Hộ tịch" in words
    assert "09:00" in words
    assert "1 người" in words


def test_called_in_printed_order_and_shown(room):
    take("A"), take("B"), take("A")
    hieu, khue = desk_of(room.hieu), desk_of(room.khue)
    hieu.post(CALLING, {"do": "next"})
    khue.post(CALLING, {"do": "next"})

    words = text_of(Client().get(BOARD))

    assert "Mời số A002 đến quầy 3" in words
    assert "A001 2" in words
    assert "Sắp gọi B001" in words
    fragment = Client().get(BOARD, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in fragment


def test_the_filing_ends_the_number_it_began_with(room):
    take("A")
    desk = desk_of(room.hieu)
    desk.post(CALLING, {"do": "next"})
    begun = desk.post(CALLING, {"do": "intake"})
    again = desk.post(CALLING, {"do": "intake"})
    assert begun.url == again.url  # one draft, however often it is pressed
    assert desk.get(begun.url).status_code == 200
    draft = int(re.search(r"/tiep-nhan/(\d+)/", begun.url)[1])

    code = dossiers.receive_draft(draft, filing(room), by=room.hieu, at=MORNING)

    ticket = Ticket.objects.get()
    assert (ticket.state, ticket.dossier) == ("done", code)


def test_a_deed_that_is_not_possible_says_why(room):
    desk = desk_of(room.hieu)

    answer = desk.post(CALLING, {"do": "next"})

    assert answer.status_code == 409
    assert "Không có ai đang chờ" in text_of(answer)


@pytest.mark.parametrize("address", [MACHINE, BOARD, f"{MACHINE}A001/"])
def test_the_waiting_room_names_nobody_and_asks_little(
    room, address, django_assert_max_num_queries
):
    for _ in range(5):
        take("A")
    tickets.call_next(by=room.hieu, at=MORNING)

    with django_assert_max_num_queries(10):
        page = text_of(Client().get(address))

    assert room.hieu.name not in page


def test_calling_costs_ten_queries_at_most(room, django_assert_max_num_queries):
    for _ in range(20):
        take("A")
    desk = desk_of(room.hieu)
    desk.post(CALLING, {"do": "next"})
    desk.get(CALLING)

    with django_assert_max_num_queries(10):
        desk.get(CALLING)


def test_a_machine_is_not_pressed_for_ever(room):
    assert [take("A").status_code for _ in range(31)][-1] == 429


@pytest.mark.parametrize("address", ["/lay-so/H40.12.05/", "/bang-so/H99/", f"{MACHINE}A001/"])
def test_what_is_not_there(room, address):
    assert Client().get(address).status_code == 404


def test_one_answer_by_the_token_and_then_thanks(world):
    address = f"/danh-gia/{surveys.invite(rated(world), at=MORNING)}/"
    visitor = Client()
    page = visitor.get(address)
    assert APPLICANT.name not in text_of(page)
    assert "no-store" in page["Cache-Control"]

    sent = visitor.post(address, RATING)
    twice = visitor.post(address, {**RATING, "overall": "1"})

    assert (sent.status_code, twice.status_code) == (302, 409)
    assert "Cảm ơn ông/bà" in text_of(visitor.get(address))
    assert Survey.objects.get().overall == 5


def test_a_code_alone_opens_no_survey(world):
    code = rated(world)
    address = f"/tra-cuu/{code}/danh-gia/"
    assert address in Client().get(f"/tra-cuu/{code}/").content.decode()

    wrong = Client().post(address, {"digits": "0000"})
    right = Client().post(address, {"digits": APPLICANT.phone[-4:]})

    assert wrong.status_code == 422
    assert "không khớp" in text_of(wrong)
    assert right.url == f"/danh-gia/{Survey.objects.get().token}/"
    cache.clear()
    tries = [Client().post(address, {"digits": "0000"}).status_code for _ in range(11)]
    assert tries[-1] == 429


def test_nothing_is_asked_before_the_result_is_returned(world):
    code = finished(world)

    assert Client().get(f"/tra-cuu/{code}/danh-gia/").status_code == 404
    assert "/danh-gia/" not in Client().get(f"/tra-cuu/{code}/").content.decode()


def test_the_slip_with_the_code_and_the_leaders_figure(world):
    code, desk = rated(world), desk_of(world.hieu)
    assert "Tạo mã ngay" in text_of(desk.get(f"/can-bo/ho-so/{code}/danh-gia/"))
    desk.post(f"/can-bo/ho-so/{code}/danh-gia/")
    assert "<svg" in desk.get(f"/can-bo/ho-so/{code}/danh-gia/").content.decode()
    chu = desk_of(world.chu)
    assert "Chưa có đánh giá" in text_of(chu.get("/dieu-hanh/hai-long/"))

    Client().post(f"/danh-gia/{Survey.objects.get().token}/", RATING)

    page = text_of(chu.get("/dieu-hanh/hai-long/"))
    assert "100% 1 trên 1 người" in page
    assert "Chưa đúng mực 0" in page
    assert "Rất hài lòng Người dân · tháng 08/2026 Tốt" in page
    assert code not in page
    disliked = text_of(chu.get("/dieu-hanh/hai-long/?loc=khong-hai-long&sau=0"))
    assert "Chưa có lời góp ý nào." in disliked
