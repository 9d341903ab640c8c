"""Reminders, notes, substitutes, load and hand-over, as officials meet them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.alerts import queries as alerts
from motcua.alerts import services as alert_services
from motcua.alerts.rules import Kind
from motcua.dossiers import queries as dossier_queries
from motcua.dossiers import services as dossiers
from motcua.people import queries as people
from motcua.people.models import Substitution
from motcua.people.rules import SubstitutionKind
from motcua.people.services import set_substitute
from motcua.work import queries
from motcua.work import services as work
from motcua.work.models import HandOver, Note
from tests.factories import MONDAY, MORNING, at_step, later
from tests.web.desk.conftest import desk_of, dossier_url, text_of


pytestmark = pytest.mark.django_db

ALERTS = "/can-bo/nhac-viec/"
SUBSTITUTES = "/can-bo/nguoi-thay/"
LOAD = "/can-bo/khoi-luong/"
HAND_OVER = "/can-bo/ban-giao/"
MOST = 10
HTMX = {"HX-Request": "true"}


@pytest.fixture
def code(world):
    return at_step(world, 3)


@pytest.fixture
def codes(world):
    found = [at_step(world, 3) for _ in range(3)]
    for code in found:
        dossiers.reassign(code, to_user=world.lan.user_id, by=world.anh, at=MORNING)
    return found


def remind(actor, code, *, key="a", at=MORNING, text="Hồ sơ sắp đến hạn."):
    alert_services.tell({actor.user_id}, kind=Kind.WARNING, subject=code, text=text, key=key, at=at)


def cost(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked.captured_queries)


# Reminders


def test_the_bell_counts_what_was_not_read(world, code):
    remind(world.lan, code)

    assert "Nhắc việc, chưa đọc: 1" in text_of(desk_of(world.lan).get("/can-bo/"))
    assert "chưa đọc:" not in text_of(desk_of(world.son).get("/can-bo/"))


def test_the_bell_costs_nothing_until_the_session_is_renewed(world, code):
    desk = desk_of(world.lan)
    desk.get("/can-bo/")
    with CaptureQueriesContext(connection) as asked:
        desk.get("/can-bo/")

    assert not [q for q in asked.captured_queries if "alerts_alert" in q["sql"]]


def test_opening_a_reminder_reads_it_and_leads_to_the_dossier(world, code):
    remind(world.lan, code)
    desk = desk_of(world.lan)
    desk.get(ALERTS)
    number = alerts.alerts_of(world.lan.user_id).rows[0].id

    answer = desk.post(f"{ALERTS}{number}/")

    assert answer.headers["Location"] == dossier_url(code)
    assert "chưa đọc:" not in text_of(desk.get("/can-bo/"))


def test_reminders_stand_under_their_days(world, code):
    remind(world.lan, code, text="Việc hôm nay.")
    remind(world.lan, code, key="b", at=later(days=-3), text="Việc cũ.")

    words = text_of(desk_of(world.lan).get(ALERTS))

    today, friday = "Hôm nay, thứ Hai, 24/08/2026", "thứ Sáu, 21/08/2026"
    places = [words.index(part) for part in (today, "Việc hôm nay.", friday, "Việc cũ.")]
    assert places == sorted(places)


def test_all_are_read_at_once_but_not_what_came_since(world, code, morning):
    remind(world.lan, code)
    desk = desk_of(world.lan)
    morning.move_to(later(minutes=5))
    remind(world.lan, code, key="b", at=later(minutes=5))

    desk.post(f"{ALERTS}doc-het/", {"until": MORNING.isoformat()})

    assert alerts.unread_count(world.lan.user_id) == 1
    for strange in ("", "x", "2026-08-24", "9999-12-31T00:00:00"):
        assert desk.post(f"{ALERTS}doc-het/", {"until": strange}).status_code == 302


def test_many_reminders_come_a_page_at_a_time(world, code):
    for number in range(60):
        remind(world.lan, code, key=str(number))
    desk = desk_of(world.lan)

    first = desk.get(ALERTS)

    assert "Xem tiếp" in text_of(first)
    assert cost(desk, ALERTS) <= 4


def test_nothing_to_be_reminded_of(world):
    assert "Chưa có lời nhắc nào." in text_of(desk_of(world.son).get(ALERTS))
    assert "đã đọc hết" in text_of(desk_of(world.son).get(f"{ALERTS}?loc=chua-doc"))


# Notes


def test_a_note_with_a_mention(world, code):
    desk = desk_of(world.lan)
    url = f"{dossier_url(code)}ghi-chu/"

    answer = desk.post(url, {"text": "Nhờ anh xem giúp.", "mentions": [world.hieu.user_id]})

    assert answer.headers["Location"] == dossier_url(code)
    assert alerts.unread_count(world.hieu.user_id) == 1
    for page in (desk.get(url), desk.get(url, headers=HTMX)):
        assert "Nhờ anh xem giúp." in text_of(page)
        assert "nhắc Nguyễn Văn Hiếu" in text_of(page)


def test_the_page_of_the_dossier_fetches_the_notes_and_leads_to_them(world, code):
    page = desk_of(world.lan).get(dossier_url(code)).content.decode()
    url = f"{dossier_url(code)}ghi-chu/"

    assert f'hx-get="{url}"' in page
    assert f'href="{url}"' in page  # without JavaScript


def test_an_empty_note_keeps_the_page(world, code):
    answer = desk_of(world.lan).post(f"{dossier_url(code)}ghi-chu/", {"text": " "})

    assert answer.status_code == 422
    assert "Ghi ghi chú." in text_of(answer)
    assert not Note.objects.exists()


def test_who_may_not_see_it_can_not_be_chosen(world, code):
    url = f"{dossier_url(code)}ghi-chu/"
    answer = desk_of(world.lan).post(url, {"text": "a", "mentions": [world.la.user_id]})

    assert answer.status_code == 422
    assert "Bùi Văn Lạ" not in text_of(answer)


def test_notes_cost_a_fixed_number(world, code):
    desk, url = desk_of(world.lan), f"{dossier_url(code)}ghi-chu/"
    before = cost(desk, url)
    for number in range(10):
        work.write_note(code, text=str(number), by=world.hieu, at=MORNING)

    assert cost(desk, url) == before <= MOST


def test_a_note_is_withdrawn_after_a_question(world, code):
    number = work.write_note(code, text="Nhầm", by=world.lan, at=MORNING)
    desk, url = desk_of(world.lan), f"{dossier_url(code)}ghi-chu/{number}/rut/"

    assert "không hoàn tác được" in text_of(desk.get(url))
    desk.post(url)

    assert queries.beside(code, 0).notes[0].is_withdrawn
    assert desk.post(url).status_code == 404


def test_a_note_is_not_withdrawn_through_another_dossier(world, code):
    number = work.write_note(code, text="Nhầm", by=world.lan, at=MORNING)
    other = at_step(world, 3)

    assert desk_of(world.lan).post(f"{dossier_url(other)}ghi-chu/{number}/rut/").status_code == 404
    assert not queries.beside(code, 0).notes[0].is_withdrawn


def test_watching_from_the_page(world, code):
    desk, url = desk_of(world.hieu), f"{dossier_url(code)}theo-doi/"

    desk.post(url, {"theo": "co"})
    assert queries.beside(code, world.hieu.user_id).is_watched
    desk.post(url, {"theo": "khong"})
    assert not queries.beside(code, world.hieu.user_id).is_watched


# Substitutes


def asked(world, **changes):
    given = {
        "post": world.lan.post_id,
        "substitute": world.son.user_id,
        "kind": "substitute",
        "since": "24/08/2026",
        "until": "28/08/2026",
        "reason": "Nghỉ phép năm",
    }
    return {**given, **changes}


def test_somebody_sends_a_substitute_and_ends_it(world):
    desk = desk_of(world.lan)
    assert desk.post(f"{SUBSTITUTES}moi/", asked(world)).status_code == 302
    number = Substitution.objects.get().pk

    assert "Đỗ Hoàng Sơn" in text_of(desk.get(SUBSTITUTES))
    assert "thôi thay" in text_of(desk.get(f"{SUBSTITUTES}{number}/"))
    desk.post(f"{SUBSTITUTES}{number}/")

    assert "Không có ai" in text_of(desk.get(SUBSTITUTES))


def test_a_substitute_changes_to_the_post_and_back(world):
    desk_of(world.lan).post(f"{SUBSTITUTES}moi/", asked(world))
    desk = desk_of(world.son)

    assert "(thay Phạm Thu Lan)" in text_of(desk.get("/can-bo/"))
    desk.post("/vi-tri/", {"post": world.lan.post_id})
    page = text_of(desk.get(SUBSTITUTES))

    assert "thay Phạm Thu Lan · Chuyên viên" in page
    assert "Người làm thay không cử tiếp người khác" in page


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"until": "20/08/2026"}, "trước ngày bắt đầu"),
        ({"kind": "signing"}, "không có quyền ký"),
        ({"reason": ""}, "Ghi lý do."),
        ({"since": "32/08/2026"}, "không có trong lịch"),
        ({"post": "", "substitute": "x"}, "Chọn người vắng mặt."),
    ],
)
def test_what_is_wrong_is_said_and_kept(world, changes, words):
    answer = desk_of(world.lan).post(f"{SUBSTITUTES}moi/", asked(world, **changes))

    assert answer.status_code == 422
    assert words in text_of(answer)
    assert not Substitution.objects.exists()


def test_one_chooses_only_among_posts_one_answers_for(world):
    answer = desk_of(world.son).post(f"{SUBSTITUTES}moi/", asked(world))

    assert answer.status_code == 422
    assert not Substitution.objects.exists()


def test_substitutes_cost_little(world):
    desk = desk_of(world.anh)
    desk.post(f"{SUBSTITUTES}moi/", asked(world))

    assert cost(desk, SUBSTITUTES) <= 4
    assert cost(desk, f"{SUBSTITUTES}moi/") <= 4


# Load and hand-over


def test_a_head_sees_who_has_how_much(world, codes):
    at_step(world, 3)

    page = desk_of(world.anh).get(LOAD)

    words = text_of(page)
    assert "Phạm Thu Lan Chuyên viên 3" in words
    assert "Đỗ Hoàng Sơn Chuyên viên 0" in words
    assert "Chưa giao ai Cả bộ phận 1" in words
    assert f"{HAND_OVER}?nguoi={world.lan.user_id}" in page.content.decode()


def test_a_leader_sees_all_units_and_hands_nothing_over(world, codes):
    page = desk_of(world.chu).get(LOAD)

    assert "Trung tâm Phục vụ hành chính công" in text_of(page)
    assert f"?nguoi={world.lan.user_id}" not in page.content.decode()


def test_load_costs_a_fixed_number(world, codes):
    desk = desk_of(world.chu)
    before = cost(desk, LOAD)
    for _ in range(3):
        at_step(world, 3)

    assert cost(desk, LOAD) == before <= MOST


def test_handing_over_from_the_list_to_the_minutes(world, codes):
    desk = desk_of(world.anh)
    assert "Phạm Thu Lan" in text_of(desk.get(HAND_OVER))
    page = desk.get(HAND_OVER, {"nguoi": world.lan.user_id})
    assert all(code in text_of(page) for code in codes)
    assert cost(desk, f"{HAND_OVER}?nguoi={world.lan.user_id}") <= MOST

    answer = desk.post(
        HAND_OVER,
        {
            "nguoi": world.lan.user_id,
            "to_user": world.son.user_id,
            "reason": "Chuyển công tác",
            "code": codes[:2],
        },
    )

    words = text_of(desk.get(answer.headers["Location"]))
    assert "Biên bản bàn giao hồ sơ" in words
    assert "2 hồ sơ" in words
    assert [dossier_queries.whereabouts(code).assignee_id for code in codes] == [
        world.son.user_id,
        world.son.user_id,
        world.lan.user_id,
    ]
    assert cost(desk, answer.headers["Location"]) <= MOST


@pytest.mark.parametrize(
    "changes",
    [{"reason": ""}, {"to_user": ""}, {"code": []}, {"to_user": "1"}, {"nguoi": "x"}],
)
def test_what_is_missing_is_said_and_nothing_moves(world, codes, changes):
    given = {
        "nguoi": world.lan.user_id,
        "to_user": world.son.user_id,
        "reason": "Chuyển",
        "code": codes,
    }
    answer = desk_of(world.anh).post(HAND_OVER, {**given, **changes})

    assert answer.status_code == 422
    assert not HandOver.objects.exists()


def test_nobody_hands_over_for_a_colleague(world, codes):
    page = desk_of(world.son).get(HAND_OVER, {"nguoi": world.lan.user_id})

    assert not any(code in text_of(page) for code in codes)


def test_whoever_stands_in_for_a_head_hands_over(world, codes):
    set_substitute(
        world.anh.post_id,
        substitute_id=world.son.user_id,
        kind=SubstitutionKind.SUBSTITUTE,
        since=MONDAY,
        until=MONDAY + timedelta(days=1),
        reason="Nghỉ phép",
        by=world.anh,
        at=MORNING,
    )
    desk = desk_of(world.son)
    desk.post("/vi-tri/", {"post": world.anh.post_id})

    assert codes[0] in text_of(desk.get(HAND_OVER, {"nguoi": world.lan.user_id}))


def test_a_post_is_not_ended_while_work_hangs_on_it(world, codes):
    desk = desk_of(world.quan)
    url = f"/quan-tri/tai-khoan/ten/lan/vi-tri/{world.lan.post_id}/"

    assert codes[0] in text_of(desk.get(url))
    answer = desk.post(url, {"until": "24/08/2026"})

    assert answer.status_code == 422
    assert "còn 3 hồ sơ đang giữ" in text_of(answer)
    assert people.post(world.lan.post_id).until is None
