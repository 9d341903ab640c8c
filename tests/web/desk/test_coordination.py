"""Asking other offices at the desk: the panel, the box, the request, its deeds, the slip."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.coordination import queries as coordination
from motcua.coordination.rules import Result, State
from motcua.dossiers import services
from motcua.dossiers.queries import standing
from motcua.process.models import ProcessVersion
from motcua.process.rules import leg_to
from tests.coordination.test_dossiers import leg
from tests.factories import BIRTH, MORNING, at_step, later
from tests.web.desk.conftest import desk_of, dossier_url, text_of


pytestmark = pytest.mark.django_db

BOX = "/can-bo/phoi-hop/"


def asked(world, code, *units, **given):
    given = {"content": "Xác nhận nơi ở", "days": Decimal(1), "at": MORNING} | given
    units = [u.pk for u in units or (world.secretariat,)]
    return services.consult(code, units=units, by=world.lan, **given)


def url_of(request_id, deed=""):
    return f"{BOX}{request_id}/" + (f"viec/{deed}/" if deed else "")


@pytest.fixture(autouse=True)
def fresh_processes():
    """A version never changes once it is in force, so it is read once; here it does."""
    yield
    standing.kept_process.cache_clear()


def with_leg(**given):
    standing.kept_process.cache_clear()
    one = leg(**given)
    version = ProcessVersion.objects.get(procedure=BIRTH)
    version.legs = [leg_to(one) | {"source": one.source}]
    version.save()


def test_asking_from_the_dossier(world):
    code = at_step(world, 3)
    desk = desk_of(world.lan)
    assert f"{dossier_url(code)}hoi-y-kien/" in desk.get(dossier_url(code)).content.decode()
    page = desk.get(f"{dossier_url(code)}hoi-y-kien/")
    assert "Văn phòng HĐND và UBND" in text_of(page)
    assert "UBND xã Bình Minh" in text_of(page)

    response = desk.post(
        f"{dossier_url(code)}hoi-y-kien/",
        {
            "units": [world.secretariat.pk],
            "other": world.other_commune.pk,
            "agency": "Thuế cơ sở 3",
            "content": "Xác nhận nơi ở",
            "days": "0.5",
            "if_silent": "Coi như đồng ý",
            "papers": ["1"],
        },
        follow=True,
    )

    cards = coordination.requests_of(code)
    assert [card.asked for card in cards] == [
        "Văn phòng HĐND và UBND",
        "UBND xã Bình Minh",
        "Thuế cơ sở 3",
    ]
    assert cards[0].papers == ("Tờ khai",)
    assert "Đã gửi yêu cầu đến 3 nơi." in text_of(response)
    assert "Hạn 14:30 24/08" in text_of(response)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"content": ""}, "Ghi nội dung"),
        ({"days": "0.1"}, "Thời hạn ít nhất"),
        ({"days": "0.3"}, "từng phần tư"),
        ({"days": "NaN"}, "Ghi một số"),
        ({"units": []}, "Chọn một đơn vị"),
        ({"units": ["999999"]}, "999999"),
        ({"other": "x"}, "x"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(world, typed, words):
    code = at_step(world, 3)
    given = {"units": [world.secretariat.pk], "content": "Nơi ở đâu", "days": "1"} | typed

    response = desk_of(world.lan).post(f"{dossier_url(code)}hoi-y-kien/", given)

    assert response.status_code == 422
    assert words in text_of(response)
    assert typed.get("content") == "" or "Nơi ở đâu" in text_of(response)
    assert coordination.requests_of(code) == ()


def test_who_has_not_the_step_reads_why(world):
    code = at_step(world, 3)

    page = desk_of(world.anh).get(f"{dossier_url(code)}hoi-y-kien/")

    assert "Việc này của Chuyên viên thụ lý" in text_of(page)
    assert "<textarea" not in page.content.decode()


def test_an_old_page_asks_nobody(world):
    code = at_step(world, 3)
    given = {"units": [world.secretariat.pk], "content": "Hỏi", "days": "1", "version": "1"}

    response = desk_of(world.lan).post(f"{dossier_url(code)}hoi-y-kien/", given)

    assert response.status_code == 409


def test_the_asked_office_finds_takes_and_answers(world):
    code = at_step(world, 3)
    (made,) = asked(world, code)
    desk = desk_of(world.thu)
    listed = desk.get(BOX)
    assert "Cần trả lời 1" in text_of(listed)
    assert url_of(made) in listed.content.decode()
    page = text_of(desk.get(url_of(made)))
    assert "Xác nhận nơi ở" in page
    assert "Giấy chứng sinh" in page
    assert "Đặng Ngọc Quyên" in page

    desk.post(url_of(made, "take"))
    response = desk.post(
        url_of(made, "answer"), {"result": "agrees", "text": "Đúng", "result_number": "3/CV"}
    )

    assert response.status_code == 302
    card = coordination.request_card(made)
    assert (card.state, card.result, card.taken_by) == (
        State.ANSWERED,
        Result.AGREES,
        "Hoàng Minh Thư",
    )
    seen = text_of(desk_of(world.lan).get(dossier_url(code)))
    assert "Đồng ý. Đúng" in seen


def test_an_answer_without_words_goes_nowhere(world):
    code = at_step(world, 3)
    (made,) = asked(world, code)

    response = desk_of(world.thu).post(url_of(made, "answer"), {"result": "agrees", "text": " "})

    assert response.status_code == 422
    assert coordination.request_card(made).state is State.SENT


def test_reminded_and_silent(world, morning):
    """SC06, step 3: no answer, a reminder, silence on record, the time charged to that office."""
    code = at_step(world, 3)
    (made,) = asked(world, code, if_silent="Coi như đồng ý")
    desk = desk_of(world.lan)
    assert "Ghi nhận không trả lời" not in text_of(desk.get(dossier_url(code)))
    morning.move_to(later(days=2), tick=False)
    desk = desk_of(world.lan)
    late = text_of(desk.get(dossier_url(code)))
    assert "Quá hạn 09:00 25/08" in late
    refused = desk.post(url_of(made, "record_silence"))
    assert refused.status_code == 409
    assert "Chưa đôn đốc" in text_of(refused)

    desk.post(url_of(made, "remind"), {"note": "Gấp"})
    assert "Coi như đồng ý" in text_of(desk.get(url_of(made, "record_silence")))
    done = desk.post(url_of(made, "record_silence"), follow=True)

    words = text_of(done)
    assert "Không trả lời, ghi nhận 09:00 26/08" in words
    assert "Văn phòng HĐND và UBND 2 ngày chậm 1 ngày" in words


def test_calling_off_asks_first_and_needs_a_reason(world):
    code = at_step(world, 3)
    (made,) = asked(world, code)
    desk = desk_of(world.lan)
    assert "không hoàn tác được" in text_of(desk.get(url_of(made, "cancel")))

    assert desk.post(url_of(made, "cancel"), {"reason": ""}).status_code == 422
    desk.post(url_of(made, "cancel"), {"reason": "Đã rõ"})

    assert coordination.request_card(made).state is State.CANCELLED
    assert "Yêu cầu gửi" in text_of(desk.get(url_of(made, "cancel")))


def test_a_leg_is_started_and_holds_the_dossier(world):
    with_leg()
    code = at_step(world, 3)
    desk = desk_of(world.lan)
    page = text_of(desk.get(f"{dossier_url(code)}lien-thong/"))
    assert "Thuế cơ sở 3 · 2 ngày làm việc" in page

    desk.post(f"{dossier_url(code)}lien-thong/", {"legs": ["L1"], "in_turn": "1"})

    seen = text_of(desk.get(dossier_url(code)))
    assert "Hồ sơ đang chờ Thuế cơ sở 3 trả kết quả liên thông" in seen
    assert "không còn phần liên thông" in text_of(desk.get(f"{dossier_url(code)}lien-thong/"))


def test_a_leg_without_a_limit_asks_for_one(world):
    with_leg(allotted=None)
    code = at_step(world, 3)
    desk, url = desk_of(world.lan), f"{dossier_url(code)}lien-thong/"

    refused = desk.post(url, {"legs": ["L1"], "in_turn": "0"})
    assert refused.status_code == 422
    assert "không ghi thời hạn" in text_of(refused)
    desk.post(url, {"legs": ["L1"], "in_turn": "0", "days_L1": "2"})

    assert coordination.requests_of(code)[0].limit.label == "2 ngày làm việc"


def test_the_slip_names_each_agency_with_content_and_time(world):
    """NĐ 61/2018/NĐ-CP, Điều 19.6."""
    code = at_step(world, 3)
    made = asked(world, code, world.secretariat, world.one_stop)

    slip = text_of(desk_of(world.lan).get(f"{url_of(made[0])}phieu/"))

    for words in (
        "Phiếu chuyển xử lý",
        code,
        "Cơ quan chủ trì UBND phường An Thịnh",
        "Văn phòng HĐND và UBND",
        "Trung tâm Phục vụ hành chính công phường An Thịnh",
        "Xác nhận nơi ở",
        "1 ngày làm việc",
    ):
        assert words in slip


def test_strangers_see_no_request_and_colleagues_no_deeds(world):
    code = at_step(world, 3)
    (made,) = asked(world, code)

    for path in (url_of(made), f"{url_of(made)}phieu/", url_of(made, "answer")):
        assert desk_of(world.la).get(path).status_code == 404
    page = desk_of(world.hieu).get(url_of(made)).content.decode()
    assert "/viec/" not in page
    assert desk_of(world.hieu).post(url_of(made, "answer")).status_code == 403
    assert desk_of(world.hieu).get(url_of(made, "nonsense")).status_code == 404
    assert desk_of(world.hieu).get(f"{BOX}{10**30}/").status_code == 404


@pytest.mark.parametrize("query", ["ro=x", "sau=x", "ro=sent&sau=_", "sau=%00", "ro=ended&sau=²"])
def test_a_strange_address_is_no_accident(world, query):
    assert desk_of(world.lan).get(f"{BOX}?{query}").status_code == 200


def test_every_box_says_when_it_is_empty(world):
    for box in coordination.Box:
        assert desk_of(world.son).get(f"{BOX}?ro={box.value}").status_code == 200


def queries_of(desk, url):
    desk.get(url)
    with CaptureQueriesContext(connection) as counted:
        assert desk.get(url).status_code == 200
    return len(counted.captured_queries)


def test_no_page_asks_more_than_it_may(world):
    with_leg()
    code = at_step(world, 3)
    (made,) = asked(world, code)
    services.start_legs(code, by=world.lan, at=MORNING)
    lan, thu = desk_of(world.lan), desk_of(world.thu)

    counts = {
        "box": queries_of(thu, BOX),
        "request": queries_of(thu, url_of(made)),
        "deed": queries_of(thu, url_of(made, "answer")),
        "slip": queries_of(lan, f"{url_of(made)}phieu/"),
        "consult": queries_of(lan, f"{dossier_url(code)}hoi-y-kien/"),
        "legs": queries_of(lan, f"{dossier_url(code)}lien-thong/"),
        "dossier": queries_of(lan, dossier_url(code)),
    }

    assert {page: count for page, count in counts.items() if count > 10} == {}, counts


def test_a_longer_box_asks_no_more(world):
    code = at_step(world, 3)
    asked(world, code)
    desk = desk_of(world.thu)
    one = queries_of(desk, BOX)
    for _ in range(4):
        asked(world, at_step(world, 3))

    assert queries_of(desk, BOX) == one


def test_the_asked_office_of_another_agency_opens_the_whole_dossier(world):
    code = at_step(world, 3)
    desk = desk_of(world.la)
    assert desk.get(dossier_url(code)).status_code == 404

    asked(world, code, world.other_one_stop)

    assert "Xác nhận nơi ở" in text_of(desk.get(dossier_url(code)))
