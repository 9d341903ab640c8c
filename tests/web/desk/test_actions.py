"""Every action: its page, the deed, a refusal that keeps what was typed, an old page."""

import re
from http import HTTPStatus

import pytest

from motcua.dossiers import services
from motcua.dossiers.models import Dossier
from motcua.dossiers.rules import Action, Status
from motcua.journal import queries as journal
from motcua.process.models import ProcessStep
from motcua.web.desk.acts import SERVICES
from tests.factories import MORNING, at_step, filing, finished, later, received, submitted
from tests.web.desk.conftest import act_url, desk_of, dossier_url, text_of


pytestmark = pytest.mark.django_db


def waiting(world):
    code = at_step(world, 3)
    services.ask_supplement(
        code, items=["Bản chính để đối chiếu"], reason="Ảnh mờ", by=world.lan, at=MORNING
    )
    return code


def owing(world):
    code = at_step(world, 3)
    services.pause(code, source="Thông báo số 12/TB-CT", by=world.lan, at=MORNING)
    return code


def returned(world):
    code = finished(world)
    services.return_result(code, handed_to="Quyên", by=world.hieu, at=MORNING)
    return code


def corrected(world):
    code = returned(world)
    services.correct(code, reason="Sai ngày sinh", by=world.hieu, at=MORNING)
    return code


# action: the situation, who does it, what they send, the status and the step it leads to.
DEEDS = {
    Action.ACCEPT: (submitted, "hieu", {}, Status.ACCEPTED, 1),
    Action.DECLINE: (submitted, "hieu", {"reason": "Không thuộc địa bàn"}, Status.DECLINED, 0),
    Action.ASK_SUPPLEMENT: (
        lambda world: at_step(world, 3),
        "lan",
        {"items": "Bản chính\n\nẢnh 4 x 6", "reason": "Ảnh mờ"},
        Status.AWAITING_SUPPLEMENT,
        3,
    ),
    Action.SUPPLY: (waiting, "hieu", {}, Status.IN_PROCESS, 3),
    Action.FORWARD: (received, "hieu", {"note": "Đủ giấy tờ"}, Status.IN_PROCESS, 2),
    Action.SEND_BACK: (
        lambda world: at_step(world, 4),
        "anh",
        {"reason": "Thiếu căn cứ"},
        Status.IN_PROCESS,
        3,
    ),
    Action.APPROVE: (lambda world: at_step(world, 5), "chu", {}, Status.IN_PROCESS, 6),
    Action.REFUSE: (
        lambda world: at_step(world, 5),
        "chu",
        {"reason": "Không đủ điều kiện"},
        Status.IN_PROCESS,
        6,
    ),
    Action.CONCLUDE: (
        lambda world: at_step(world, 6),
        "thu",
        {"result_number": "214/2026"},
        Status.FINISHED,
        7,
    ),
    Action.RETURN_RESULT: (
        finished,
        "hieu",
        {"handed_to": "Đặng Ngọc Quyên", "fee_paid": "on"},
        Status.RETURNED,
        7,
    ),
}
SOURCE = {"source": "Thông báo số 12/TB-CT"}
DEEDS |= {
    Action.CLAIM: (lambda world: at_step(world, 3), "lan", {}, Status.IN_PROCESS, 3),
    Action.PAUSE: (lambda world: at_step(world, 3), "lan", SOURCE, Status.AWAITING_PAYMENT, 3),
    Action.RESUME: (owing, "hieu", {"note": "Đã có biên lai"}, Status.IN_PROCESS, 3),
    Action.VERIFY_SITE: (
        lambda world: at_step(world, 3),
        "lan",
        {
            "held_at": "2026-08-24T08:30",
            "place": "Xóm 4",
            "participants": "Bà Quyên, trưởng xóm",
            "note": "Đúng nơi cư trú",
        },
        Status.IN_PROCESS,
        3,
    ),
    Action.EXTEND: (
        lambda world: at_step(world, 3),
        "chu",
        {"new_due_on": "2026-09-10", "reason": "Chờ xác minh"},
        Status.IN_PROCESS,
        3,
    ),
    Action.APOLOGISE: (
        lambda world: at_step(world, 3, at=later(days=-30)),
        "anh",
        {"new_due_on": "2026-09-10", "reason": "Thiếu người"},
        Status.IN_PROCESS,
        3,
    ),
    Action.WITHDRAW: (received, "khue", {"reason": "Không còn nhu cầu"}, Status.WITHDRAWN, 1),
    Action.STOP: (
        lambda world: at_step(world, 3),
        "chu",
        {"reason": "Tòa án thụ lý tranh chấp"},
        Status.STOPPED,
        3,
    ),
    Action.CORRECT: (returned, "hieu", {"reason": "Sai ngày sinh"}, Status.RETURNED, 7),
    Action.RETURN_CORRECTION: (
        corrected,
        "hieu",
        {"result_number": "215/2026", "handed_to": "Bà Quyên"},
        Status.RETURNED,
        7,
    ),
}
WITH_REASON = (Action.DECLINE, Action.SEND_BACK, Action.REFUSE, Action.ASK_SUPPLEMENT)


def the(code):
    return Dossier.objects.get(code=code)


def situation(world, action):
    build, who, data, *_ = DEEDS[action]
    code = build(world)
    return code, desk_of(getattr(world, who)), {"version": the(code).version, **data}


def test_every_action_is_tried():
    assert {*DEEDS, Action.REASSIGN} == set(Action) == set(SERVICES)


@pytest.mark.parametrize("action", DEEDS)
def test_the_page_of_an_action_says_what_it_is_about(world, action):
    code, desk, _ = situation(world, action)
    before = the(code).version

    page = desk.get(act_url(code, action))

    assert page.status_code == HTTPStatus.OK
    words = text_of(page)
    assert action.label in words
    assert code in words
    assert "Đặng Ngọc Quyên" in words
    assert "Không làm được." not in words
    assert f'name="version" value="{before}"' in page.content.decode()
    assert the(code).version == before  # to look is not to act


@pytest.mark.parametrize("action", DEEDS)
def test_an_action_is_done_and_said(world, action):
    code, desk, data = situation(world, action)
    *_, status, step = DEEDS[action]

    answer = desk.post(act_url(code, action), data, follow=True)

    assert answer.redirect_chain == [(dossier_url(code), HTTPStatus.FOUND)]
    assert (the(code).status, the(code).step_order) == (status, step)
    assert code in text_of(answer).partition("Đã ")[2]


@pytest.mark.parametrize("action", DEEDS)
def test_pressed_twice_it_is_done_once(world, action):
    code, desk, data = situation(world, action)
    desk.post(act_url(code, action), data)
    entries, version = len(journal.history(code)), the(code).version

    again = desk.post(act_url(code, action), data)

    assert again.status_code == HTTPStatus.CONFLICT
    assert (len(journal.history(code)), the(code).version) == (entries, version)


@pytest.mark.parametrize("action", DEEDS)
def test_an_old_page_is_told_so_and_shown_a_way_out(world, action):
    code, desk, data = situation(world, action)
    stale = {**data, "version": data["version"] - 1}

    answer = desk.post(act_url(code, action), stale, headers={"Referer": "http://testserver/"})

    assert answer.status_code == HTTPStatus.CONFLICT
    assert "Tải lại trang để xem bước mới." in text_of(answer)
    assert re.search(rf'href="{act_url(code, action)}"\s*>Tải lại trang', answer.content.decode())
    assert desk.get(act_url(code, action)).status_code == HTTPStatus.OK
    assert the(code).version == data["version"]


@pytest.mark.parametrize("action", WITH_REASON)
def test_without_a_reason_nothing_happens_and_nothing_is_lost(world, action):
    code, desk, data = situation(world, action)
    kept = "Bản chính <giấy> & ảnh"
    before = len(journal.history(code))

    answer = desk.post(act_url(code, action), {**data, "items": kept, "reason": "  "})

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    words = text_of(answer)
    assert "Ghi lý do để người nhận biết phải làm gì" in words
    assert answer.content.decode().partition("<title>")[2].lstrip().startswith("Lỗi:")
    if action is Action.ASK_SUPPLEMENT:
        assert kept in words
    assert len(journal.history(code)) == before


@pytest.mark.parametrize(
    ("action", "field", "typed", "said"),
    [
        pytest.param(
            Action.CONCLUDE, "result_number", "", "Ghi số, ký hiệu của kết quả", id="no number"
        ),
        pytest.param(
            Action.CONCLUDE,
            "result_number",
            "214\u202e2026",
            "có ký tự không in được",
            id="a number that reads backwards",
        ),
        pytest.param(Action.RETURN_RESULT, "handed_to", " ", "Ghi họ tên", id="no receiver"),
        pytest.param(Action.FORWARD, "note", "x" * 4001, "4000", id="a note too long"),
        pytest.param(
            Action.FORWARD,
            "to_user",
            "999999",
            "không phải là một trong các lựa chọn",
            id="nobody of the next office",
        ),
        pytest.param(
            Action.REFUSE, "reason", "vì\u2066 sao", "có ký tự không in được", id="hidden letters"
        ),
    ],
)
def test_what_is_wrong_is_said_beside_what_was_typed(world, action, field, typed, said):
    code, desk, data = situation(world, action)

    answer = desk.post(act_url(code, action), {**data, field: typed})

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert said in text_of(answer)
    assert the(code).version == data["version"]


def test_a_head_gives_it_to_a_person(world):
    code = at_step(world, 2)
    page = desk_of(world.anh).get(act_url(code, "forward"))
    assert "Phạm Thu Lan · Chuyên viên" in text_of(page)

    desk_of(world.anh).post(act_url(code, "forward"), {"to_user": world.lan.user_id})

    assert the(code).assignee_id == world.lan.user_id


def test_it_is_given_to_another_person(world):
    code = at_step(world, 3)
    desk = desk_of(world.anh)

    answer = desk.post(act_url(code, "reassign"), {"to_user": world.son.user_id}, follow=True)

    assert the(code).assignee_id == world.son.user_id
    assert f"Đã giao {code} cho người khác." in text_of(answer)


def test_to_give_it_to_another_person_one_must_be_chosen(world):
    code = at_step(world, 3)

    answer = desk_of(world.anh).post(act_url(code, "reassign"), {"to_user": ""})

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert the(code).assignee_id is None


def test_the_papers_that_are_missing_are_all_asked_for_at_once(world):
    missing = ("Tờ khai", "Giấy chứng sinh")
    code = services.submit(filing(world, missing=missing), by=None, at=MORNING)

    page = desk_of(world.hieu).get(act_url(code, "ask_supplement"))

    assert "Tờ khai\nGiấy chứng sinh</textarea>" in page.content.decode()


def test_the_receiver_is_suggested(world):
    page = desk_of(world.hieu).get(act_url(finished(world), "return_result"))

    assert 'value="Đặng Ngọc Quyên"' in page.content.decode()


def test_what_may_not_be_done_says_why(world):
    code = at_step(world, 3)

    page = desk_of(world.hieu).get(act_url(code, "forward"))
    answer = desk_of(world.hieu).post(act_url(code, "forward"))

    assert "Không làm được. Hồ sơ đang ở đơn vị khác." in text_of(page)
    assert "<textarea" not in page.content.decode()
    assert answer.status_code == HTTPStatus.FORBIDDEN


def test_what_the_status_rules_out_for_good_is_no_button(world):
    """The first step of its process knows «decline»; an accepted dossier can't be declined."""
    first = ProcessStep.objects.get(order=1)
    first.next = [*first.next, ["decline", "applicant", *first.next[0][2:]]]
    first.save()

    page = text_of(desk_of(world.hieu).get(dossier_url(received(world))))

    assert Action.FORWARD.label in page
    assert Action.DECLINE.label not in page


def test_the_words_of_what_cannot_be_undone(world):
    for action in (Action.DECLINE, Action.REFUSE, Action.CONCLUDE, Action.RETURN_RESULT):
        code, desk, _ = situation(world, action)

        assert "không hoàn tác được" in text_of(desk.get(act_url(code, action))), action


def test_an_action_that_is_none_is_no_page(world):
    code = received(world)

    assert desk_of(world.hieu).get(act_url(code, "burn")).status_code == HTTPStatus.NOT_FOUND


def test_who_acted_and_when_is_in_the_journal(world, morning):
    code = received(world)
    morning.move_to(later(hours=1), tick=False)

    desk_of(world.hieu).post(act_url(code, "forward"), {"note": "Hồ sơ đủ"})

    event = journal.history(code)[-1]
    assert (event.kind, event.by_id, event.at) == (
        "dossier.step_taken",
        world.hieu.user_id,
        later(hours=1),
    )


def test_a_form_without_its_token_is_refused(world, settings):
    code = received(world)
    desk = desk_of(world.hieu)
    desk.handler.enforce_csrf_checks = True

    answer = desk.post(act_url(code, "forward"))

    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert the(code).step_order == 1
