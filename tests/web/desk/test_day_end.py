"""The end of a day: lists that add up, the drawer counted, the day closed and opened again."""

import re
from http import HTTPStatus

import pytest

from motcua.dossiers import services
from motcua.dossiers.rules import Channel
from motcua.payments import queries as payments
from motcua.payments.models import DayClose
from motcua.payments.rules import Kind, Method
from tests import factories
from tests.factories import MONDAY, MORNING, at_step, filing, later, received, submitted
from tests.web.desk.conftest import desk_of, text_of
from tests.web.desk.test_budgets import count_queries


pytestmark = pytest.mark.django_db
FEE = 75_000
HERE = "/can-bo/cuoi-ngay/"
NOTES = {"n50000": "1", "n20000": "1", "n5000": "1", "shown": "75000"}


@pytest.fixture
def world(db):
    return factories.office(fee=FEE)


def pay(code, by):
    return services.collect_fee(
        code, amount=FEE, method=Method.CASH, kind=Kind.FEE, payer="Quyên", by=by, at=MORNING
    )


def forwarded(world, channel=Channel.DIRECT):
    code = services.submit(filing(world, channel=channel), by=world.hieu.user_id, at=MORNING)
    services.accept(code, by=world.hieu, at=MORNING)
    services.forward(code, by=world.hieu, at=later(minutes=5))
    return code


def test_what_came_in_adds_up_and_each_figure_has_its_list(world):
    received(world)
    received(world, at=later(minutes=1))
    submitted(world, channel=Channel.ONLINE)
    submitted(world, channel=Channel.POSTAL)
    received(world, at=later(days=-1))
    desk = desk_of(world.hieu)

    words = text_of(desk.get(HERE))

    assert "Trực tiếp 2 Trực tuyến 1 Bưu chính công ích 1 Cộng 4" in words
    for channel, count in ((Channel.DIRECT, 2), (Channel.ONLINE, 1), (Channel.POSTAL, 1), ("", 4)):
        listed = desk.get(f"{HERE}da-nhan/?kenh={channel}").content.decode()
        assert len(re.findall(r'<a class="code"', listed)) == count, channel


def test_the_list_to_hand_over_has_what_left_on_paper_by_office(world):
    paper, online = forwarded(world), forwarded(world, Channel.ONLINE)
    stays = received(world)

    page = text_of(desk_of(world.hieu).get(f"{HERE}ban-giao/"))

    assert "Phòng Văn hóa - Xã hội · 1 hồ sơ" in page
    assert paper in page
    assert online not in page
    assert stays not in page
    assert "Bên nhận" in page
    assert paper not in text_of(desk_of(world.hieu).get(f"{HERE}ban-giao/?ngay=2026-08-23"))


def test_what_came_back_and_left_again_is_carried_twice(world):
    code = at_step(world, 2)
    services.forward(code, by=world.anh, at=later(minutes=1))

    page = text_of(desk_of(world.hieu).get(f"{HERE}ban-giao/"))

    assert page.count(code) == 1  # what moves between offices is not the counter's to carry


def test_a_drawer_that_is_right_is_closed(world):
    pay(received(world), world.hieu)
    desk = desk_of(world.hieu)
    assert "Phải có trong ngăn kéo: 75.000" in text_of(desk.get(HERE))

    answer = desk.post(HERE, NOTES, follow=True)

    assert "Đã chốt sổ tiền ngày 24/08/2026." in text_of(answer)
    assert DayClose.objects.get().counted == FEE
    assert 'name="n50000"' not in answer.content.decode()
    assert desk.post(HERE, NOTES).status_code == HTTPStatus.CONFLICT


def test_adding_up_closes_nothing(world):
    pay(received(world), world.hieu)

    answer = desk_of(world.hieu).post(HERE, {**NOTES, "n5000": "3", "try": "1"})

    words = text_of(answer)
    assert "Đếm được 85.000" in words
    assert "Chênh lệch 10.000" in words
    assert not DayClose.objects.exists()


def test_a_difference_without_a_reason_is_asked_about_and_nothing_is_lost(world):
    pay(received(world), world.hieu)
    desk = desk_of(world.hieu)

    answer = desk.post(HERE, {**NOTES, "n5000": ""})

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "lệch -5.000 đồng" in text_of(answer)
    assert 'name="n50000" value="1"' in answer.content.decode()
    desk.post(HERE, {**NOTES, "n5000": "", "reason": "Thối nhầm"})
    assert DayClose.objects.get().reason == "Thối nhầm"


def test_a_receipt_since_the_page_was_opened_is_noticed(world):
    pay(received(world), world.hieu)

    answer = desk_of(world.hieu).post(HERE, {"shown": "0"})

    assert answer.status_code == HTTPStatus.CONFLICT
    assert not DayClose.objects.exists()


def test_a_day_that_was_forgotten_is_shown_and_closed_later(world, morning):
    pay(received(world), world.hieu)
    morning.move_to(later(days=1), tick=False)
    desk = desk_of(world.hieu)

    page = desk.get(HERE)
    assert "Còn ngày chưa chốt sổ tiền: 24/08/2026" in text_of(page)
    desk.post(f"{HERE}?ngay=2026-08-24", NOTES)

    assert DayClose.objects.get().on == MONDAY
    assert "Còn ngày chưa chốt" not in text_of(desk.get(HERE))


def test_a_day_to_come_is_today(world):
    assert "thứ Hai, 24/08/2026" in text_of(desk_of(world.hieu).get(f"{HERE}?ngay=2030-01-01"))


def test_a_leader_sees_the_drawers_and_opens_one_again(world):
    pay(received(world), world.hieu)
    desk_of(world.hieu).post(HERE, NOTES)
    close = payments.closes([world.one_stop.pk], MONDAY)[0]
    leader, again = desk_of(world.chu), f"{HERE}mo-lai/{close.id}/"

    assert "Nguyễn Văn Hiếu" in text_of(leader.get(HERE))
    assert "Mở lại sổ" in text_of(leader.get(HERE))
    assert "Mở lại sổ" not in text_of(desk_of(world.hieu).get(HERE))
    assert leader.post(again, {"reason": ""}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    answer = leader.post(again, {"reason": "Sót một biên lai"}, follow=True)

    assert "Đã mở lại sổ của Nguyễn Văn Hiếu." in text_of(answer)
    assert "Chưa chốt" in text_of(leader.get(HERE))


def test_nobody_else_opens_it(world):
    desk_of(world.hieu).post(HERE, {"shown": "0"})
    again = f"{HERE}mo-lai/{DayClose.objects.get().pk}/"

    for who, status in (("hieu", 403), ("anh", 403), ("la", 403), ("quan", 403)):
        assert desk_of(getattr(world, who)).get(again).status_code == status, who
    assert DayClose.objects.get().reopened_at is None


def test_a_stranger_sees_the_day_of_their_own_counter(world):
    code = forwarded(world)
    pay(code, world.hieu)

    words = text_of(desk_of(world.la).get(f"{HERE}?dv={world.one_stop.pk}"))

    assert "Trung tâm Phục vụ hành chính công xã Bình Minh" in words
    assert "Nguyễn Văn Hiếu" not in words


def test_no_page_of_the_day_asks_more_than_it_may(world):
    for _ in range(3):
        code = forwarded(world)
        pay(code, world.khue)
    pay(forwarded(world), world.hieu)
    desk = desk_of(world.hieu)
    pages = (HERE, f"{HERE}ban-giao/", f"{HERE}da-nhan/")
    counts = {page: count_queries(desk, page) for page in pages}

    assert {page: count for page, count in counts.items() if count > 10} == {}
