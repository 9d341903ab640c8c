"""The work list, the search and the page of one dossier."""

import re
from http import HTTPStatus

import pytest
from django.test import Client

from motcua.dossiers import services
from motcua.dossiers.queries import Box
from motcua.dossiers.rules import Channel
from motcua.people.rules import Role, UnitKind
from tests import factories
from tests.factories import MORNING, at_step, finished, later, received, submitted
from tests.web.desk.conftest import act_url, desk_of, dossier_url, text_of


pytestmark = pytest.mark.django_db

INBOX = "/can-bo/"
SEARCH = "/can-bo/tim/"
HTMX = {"HX-Request": "true"}


def codes_in(response):
    """The dossiers of a list, in its order."""
    return re.findall(r'class="code" href="/can-bo/ho-so/([^"/]+)/"', response.content.decode())


def test_the_list_has_what_this_person_may_do_next(world):
    mine = at_step(world, 3)
    services.reassign(mine, to_user=world.lan.user_id, by=world.anh, at=MORNING)
    sons = at_step(world, 3)
    services.reassign(sons, to_user=world.son.user_id, by=world.anh, at=MORNING)
    nobodys = at_step(world, 3)
    elsewhere = at_step(world, 5)

    desk = desk_of(world.lan)

    assert codes_in(desk.get(INBOX)) == [mine, nobodys]
    assert codes_in(desk.get(INBOX, {"ro": "pool"})) == [nobodys]
    assert codes_in(desk.get(INBOX, {"ro": "unit"})) == [mine, sons, nobodys]
    assert codes_in(desk_of(world.chu).get(INBOX)) == [elsewhere]
    assert len(codes_in(desk_of(world.chu).get(INBOX, {"ro": "agency"}))) == 4


def test_the_most_urgent_stands_first_under_a_heading(world):
    in_time = received(world)
    late = received(world, at=later(days=-10))
    today = received(world, at=later(days=-4))

    page = desk_of(world.hieu).get(INBOX)

    assert codes_in(page) == [late, today, in_time]
    words = text_of(page)
    table = words[words.index("xếp theo hạn") :]
    headings = [table.index(word) for word in ("Quá hạn", "Đến hạn hôm nay", "Còn hạn")]
    assert headings == sorted(headings)


def test_the_pills_count_and_choose(world):
    late = received(world, at=later(days=-10))
    received(world)
    desk = desk_of(world.hieu)

    page = desk.get(INBOX, {"tt": "late"})

    assert codes_in(page) == [late]
    words = text_of(page)
    assert "Tất cả 2" in words
    assert "Quá hạn 1" in words
    assert "Còn hạn 1" in words


def test_the_bar_filters_by_channel_and_field(world):
    online = submitted(world, channel=Channel.ONLINE)
    services.accept(online, by=world.hieu, at=MORNING)
    received(world)
    desk = desk_of(world.hieu)

    assert codes_in(desk.get(INBOX, {"kn": "online"})) == [online]
    assert len(codes_in(desk.get(INBOX, {"lv": "Hộ tịch"}))) == 2
    assert codes_in(desk.get(INBOX, {"lv": "Đất đai"})) == []


@pytest.mark.parametrize(
    "query", ["ro=nowhere", "tt=x", "kn=pigeon", "sau=abc", "sau=9_x", "sau=_"]
)
def test_a_filter_that_is_none_shows_the_list(world, query):
    code = received(world)

    page = desk_of(world.hieu).get(f"{INBOX}?{query}")

    assert page.status_code == HTTPStatus.OK
    assert codes_in(page) == [code]


def test_the_fragment_is_the_same_as_in_the_whole_page(world):
    received(world)
    desk = desk_of(world.hieu)

    page = desk.get(INBOX).content.decode()
    fragment = desk.get(INBOX, headers=HTMX).content.decode()

    assert fragment.strip() in page
    assert "<html" not in fragment


def test_who_has_nothing_to_do_is_told_so(world):
    assert "Ông/bà đã xử lý xong việc đang có." in text_of(desk_of(world.lan).get(INBOX))


def test_every_box_opens_and_a_long_one_has_a_next_page(world):
    codes = [received(world) for _ in range(3)]
    desk = desk_of(world.hieu)
    for box in Box:
        assert desk.get(INBOX, {"ro": box.value}).status_code == HTTPStatus.OK, box

    dossier = factories.services.intake.Dossier.objects.get(code=codes[0])
    moment = int(dossier.due_at.timestamp() * 1_000_000)
    rest = desk.get(INBOX, {"sau": f"{moment}_{dossier.pk}"})

    assert codes_in(rest) == codes[1:]
    assert "Về đầu danh sách" in text_of(rest)


def test_the_counter_sees_what_came_online_and_takes_it_in(world):
    code = submitted(world)
    desk = desk_of(world.hieu)
    assert codes_in(desk.get(INBOX, {"ro": "intake"})) == [code]

    desk.post(act_url(code, "accept"))

    assert codes_in(desk.get(INBOX, {"ro": "intake"})) == []
    assert codes_in(desk.get(INBOX)) == [code]


def test_results_wait_at_the_counter_only(world):
    code = finished(world)

    assert codes_in(desk_of(world.khue).get("/can-bo/tra-ket-qua/")) == [code]
    assert desk_of(world.lan).get("/can-bo/tra-ket-qua/").status_code == HTTPStatus.FORBIDDEN


def test_results_that_came_late_stand_among_the_results_as_they_are_counted(world):
    code = at_step(world, 6, at=later(days=-21))
    services.conclude(code, result_number="214/2026", by=world.at_step(6), at=MORNING)
    finished(world)

    words = text_of(desk_of(world.hieu).get("/can-bo/tra-ket-qua/"))

    assert "Quá hạn 0" in words
    assert "Quá hạn ·" not in words
    assert "Đã có kết quả · 2" in words
    assert "Quá hạn, 24/08" in words


@pytest.mark.parametrize(
    "scanned",
    [
        pytest.param("https://motcua.example/tra-cuu/{code}/", id="the QR code of the receipt"),
        pytest.param("{code}", id="the code"),
        pytest.param("  {lower} ", id="small letters, spaces around"),
    ],
)
def test_a_scanned_or_typed_code_opens_the_dossier(world, scanned):
    code = received(world)

    answer = desk_of(world.hieu).get(SEARCH, {"q": scanned.format(code=code, lower=code.lower())})

    assert answer.status_code == HTTPStatus.FOUND
    assert answer["Location"] == dossier_url(code)


@pytest.mark.parametrize(
    "typed",
    ["Quyên", "dang ngoc quyen", "NGỌC", "036198001234", "0912345318", "H40.12.05-2608"],
)
def test_a_name_or_a_number_finds_the_dossier(world, typed):
    code = received(world)

    assert codes_in(desk_of(world.khue).get(SEARCH, {"q": typed})) == [code]


@pytest.mark.parametrize("typed", ["", " ", "a", "Không có ai", "%", "_", "\\", "'; --"])
def test_what_finds_nothing_says_so(world, typed):
    received(world)

    page = desk_of(world.hieu).get(SEARCH, {"q": typed})

    assert page.status_code == HTTPStatus.OK
    assert codes_in(page) == []
    assert "Không tìm thấy hồ sơ nào của cơ quan." in text_of(page)


def test_nobody_finds_the_dossiers_of_another_agency(world):
    code = received(world)
    stranger = desk_of(world.la)

    assert codes_in(stranger.get(SEARCH, {"q": "Quyên"})) == []
    assert stranger.get(dossier_url(code)).status_code == HTTPStatus.NOT_FOUND
    for box in Box:
        assert codes_in(stranger.get(INBOX, {"ro": box.value})) == [], box


def test_the_page_of_a_dossier_says_what_is_so(world):
    code = at_step(world, 3)

    words = text_of(desk_of(world.lan).get(dossier_url(code)))

    for fact in (
        code,
        "Đăng ký khai sinh",
        "Đang giải quyết · Thụ lý",
        "Đặng Ngọc Quyên",
        "Trực tiếp",
        "17:00, 27/08/2026",
        "Tờ khai",
        "Giấy chứng sinh",
        "Còn 2 giấy tờ chưa số hóa",
        "Vì sao hẹn ngày 27/08",
        "Yêu cầu bổ sung",
        "Chuyển bước tiếp theo",
    ):
        assert fact in words, fact


def test_an_action_that_is_not_mine_stays_with_its_reason(world):
    code = at_step(world, 3)

    page = desk_of(world.hieu).get(dossier_url(code)).content.decode()

    assert 'aria-disabled="true" role="link">Chuyển bước tiếp theo' in page
    assert "Hồ sơ đang ở đơn vị khác." in page
    assert f'action="{act_url(code, "forward")}"' not in page


def test_what_a_person_wrote_is_text_and_nothing_else(world):
    code = received(world)
    note = "<script>alert(1)</script> {{ 7|add:7 }} {% now 'Y' %}"
    desk_of(world.hieu).post(act_url(code, "forward"), {"note": note})

    page = desk_of(world.anh).get(dossier_url(code)).content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7|add:7 }} {% now &#x27;Y&#x27; %}" in page


def test_no_page_of_the_desk_is_kept_by_a_browser_or_a_proxy(world):
    code = received(world)
    desk = desk_of(world.hieu)

    for url in (INBOX, dossier_url(code), SEARCH + "?q=quyen", act_url(code, "forward")):
        assert "no-store" in desk.get(url)["Cache-Control"], url
        assert "private" in desk.get(url)["Cache-Control"], url


def test_a_police_office_sees_only_its_own(world):
    """An office of another agency at the same place."""
    police = factories.unit(
        "H40.12.05.09", "Công an phường An Thịnh", UnitKind.VERTICAL, world.commune
    )
    officer = factories.person("cong", "Lý Công", police, "Cán bộ", Role.SPECIALIST)
    code = received(world)

    assert desk_of(officer).get(dossier_url(code)).status_code == HTTPStatus.NOT_FOUND


def test_a_visitor_is_asked_to_sign_in_and_brought_back(world):
    code = received(world)

    answer = Client().get(dossier_url(code))

    assert answer.status_code == HTTPStatus.FOUND
    assert answer["Location"] == f"/dang-nhap/?next={dossier_url(code)}"


def test_the_filter_names_the_channels(world):
    page = desk_of(world.hieu).get("/can-bo/?ro=intake").content.decode()

    assert all(
        re.search(rf'<option\s+value="{channel}"', page)
        for channel in ("direct", "online", "postal")
    )
