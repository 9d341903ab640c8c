"""What is late, where it became so, and its explanation, as pages."""

from datetime import UTC, datetime
from http import HTTPStatus

import pytest

from motcua.dossiers import services as dossiers
from motcua.lateness import queries, services
from tests.factories import at_step, later
from tests.web.desk.conftest import (
    desk_of,
    dossier_url,
    morning,
    one_office,
    text_of,
    world,
)


__all__ = ["morning", "one_office", "world"]

pytestmark = pytest.mark.django_db
LIST = "/can-bo/qua-han/"
LATE = datetime(2026, 8, 31, 2, 0, tzinfo=UTC)
WORDS = {
    "reason": "Chờ xác minh ở nơi cư trú cũ",
    "way_forward": "Trả kết quả ngày 03/09/2026",
    "signer": "Trần Mai Anh",
    "number": "12/VHXH",
    "signed_on": "31/08/2026",
}


def explain_url(code):
    return f"{dossier_url(code)}giai-trinh/"


@pytest.fixture
def code(world, morning):
    found = at_step(world, 3)
    morning.move_to(LATE, tick=False)
    return found


def test_the_page_of_a_late_dossier_names_step_and_office(world, code):
    words = text_of(desk_of(world.anh).get(dossier_url(code)))

    assert "Trễ ở bước Thụ lý, Phòng Văn hóa - Xã hội, " in words
    assert "Thiếu giải trình" in words
    assert "Gửi văn bản giải trình" in words


def test_who_owes_nothing_has_no_button(world, code):
    words = text_of(desk_of(world.lan).get(dossier_url(code)))

    assert "Thiếu giải trình" in words
    assert "Gửi văn bản giải trình" not in words


def test_in_time_nothing_is_said_of_delay(world):
    words = text_of(desk_of(world.anh).get(dossier_url(at_step(world, 2))))

    assert "Trễ ở" not in words
    assert "giải trình" not in words.replace("Quá hạn, giải trình", "")


def test_explained_returned_explained_again_accepted(world, code):
    head, leader = desk_of(world.anh), desk_of(world.chu)
    assert "Gửi văn bản giải trình" in text_of(head.get(explain_url(code)))

    assert head.post(explain_url(code), WORDS).status_code == HTTPStatus.FOUND
    words = text_of(leader.get(explain_url(code)))
    assert "Chấp nhận giải trình" in words
    assert "Chờ xác minh ở nơi cư trú cũ" in words
    decided = leader.post(
        f"{explain_url(code)}quyet-dinh/", {"viec": "tra-lai", "reason": "Chưa nêu ai làm"}
    )
    assert decided.status_code == HTTPStatus.FOUND
    words = text_of(head.get(explain_url(code)))
    assert "Bị trả lại" in words
    assert "Chưa nêu ai làm" in words
    assert "Gửi văn bản khác" in words
    head.post(explain_url(code), WORDS | {"number": "13/VHXH"})
    leader.post(f"{explain_url(code)}quyet-dinh/", {"viec": "chap-nhan"})

    assert [card.state for card in queries.explanations_of(code)] == ["accepted", "returned"]
    assert "Thiếu giải trình" not in text_of(head.get(dossier_url(code)))


def test_what_is_missing_is_said_and_what_was_typed_stays(world, code):
    page = desk_of(world.anh).post(explain_url(code), WORDS | {"way_forward": ""})

    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Ghi hướng giải quyết." in text_of(page)
    assert "Chờ xác minh ở nơi cư trú cũ" in text_of(page)
    page = desk_of(world.anh).post(explain_url(code), WORDS | {"signed_on": "01/09/2026"})
    assert "chưa đến" in text_of(page)


def test_to_return_needs_a_reason(world, code):
    desk_of(world.anh).post(explain_url(code), WORDS)

    page = desk_of(world.chu).post(f"{explain_url(code)}quyet-dinh/", {"viec": "tra-lai"})

    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Ghi cần viết thêm gì." in text_of(page)


@pytest.mark.parametrize(("who", "status"), [("lan", 403), ("hieu", 403), ("la", 404)])
def test_others_neither_explain_nor_decide(world, code, who, status):
    desk = desk_of(getattr(world, who))

    assert desk.post(explain_url(code), WORDS).status_code == status
    decided = desk.post(f"{explain_url(code)}quyet-dinh/", {"viec": "chap-nhan"})

    assert decided.status_code == status
    assert queries.explanations_of(code) == ()


def test_the_list_of_a_unit_and_of_the_agency(world, code):
    soon = at_step(world, 3, at=later(days=4))
    signing = at_step(world, 5)

    words = text_of(desk_of(world.anh).get(LIST))
    assert code in words
    assert "Trễ ở bước Thụ lý, Phòng Văn hóa - Xã hội, " in words
    assert "Chưa xin lỗi" in words
    assert signing not in words
    assert soon not in words.partition("Sắp quá hạn còn")[0]

    leader = desk_of(world.chu)
    assert signing in text_of(leader.get(LIST))
    only = text_of(leader.get(LIST, {"dv": world.culture.pk}))
    assert code in only
    assert signing not in only
    assert leader.get(LIST, {"dv": "x'\x00"}).status_code == HTTPStatus.OK


def test_of_what_is_unexplained_it_says_how_much_is_open(world, code):
    done = at_step(world, 6, at=later(days=-21))
    dossiers.conclude(done, result_number="214/2026", by=world.at_step(6), at=LATE)

    words = text_of(desk_of(world.chu).get(LIST))

    assert "Thiếu giải trình 2 chưa được lãnh đạo chấp nhận; 1 đang quá hạn" in words


@pytest.mark.parametrize(("who", "leads"), [("chu", True), ("anh", True), ("lan", False)])
def test_who_leads_stays_among_the_pages_of_a_leader(world, who, leads):
    page = desk_of(getattr(world, who)).get(LIST).content.decode()

    assert ('aria-label="Điều hành"' in page) is leads


def test_an_apology_is_seen_in_the_list(world, code):
    dossiers.apologise(
        code,
        new_due_on=datetime(2026, 9, 3, tzinfo=UTC).date(),
        reason="Thiếu người",
        by=world.chu,
        at=LATE,
    )

    assert "Đã xin lỗi, hẹn lại 03/09/2026" in text_of(desk_of(world.chu).get(LIST))


def test_nothing_late_is_a_sentence(world):
    assert "Không có hồ sơ quá hạn." in text_of(desk_of(world.lan).get(LIST))


def test_the_pages_cost_ten_queries_at_most(world, code, django_assert_max_num_queries):
    for n in range(5):
        at_step(world, 3, at=later(minutes=n))
    services.explain_delay(
        code,
        **WORDS | {"signed_on": LATE.date()},
        by=world.anh,
        at=LATE,
    )
    desk = desk_of(world.chu)
    desk.get(LIST)

    with django_assert_max_num_queries(10):
        desk.get(LIST)
    with django_assert_max_num_queries(10):
        desk.get(explain_url(code))
