"""The pages of the yearly classification."""

from datetime import UTC, datetime
from http import HTTPStatus

import pytest

from motcua.staff.models import Grading
from motcua.staff.rules import Grade, State
from motcua.staff.services import propose_grade, sign_grades
from tests.factories import MORNING, finished
from tests.web.desk.conftest import desk_of, morning, one_office, text_of, world
from tests.web.strange import STRANGE


__all__ = ["morning", "one_office", "world"]

pytestmark = pytest.mark.django_db

LIST = "/dieu-hanh/xep-loai/"
SIGN = f"{LIST}ky/"
IN_MARCH = datetime(2025, 3, 3, 2, 0, tzinfo=UTC)
QUERIES = 10


def person_url(actor, year=2025):
    return f"{LIST}{year}/{actor.post_id}/"


def proposed(world, who="lan", *, by="anh"):
    return propose_grade(
        getattr(world, who).post_id,
        2025,
        grade=Grade.GOOD,
        comment="Làm chắc chắn",
        by=getattr(world, by),
        at=MORNING,
    )


def test_a_head_sees_their_people_and_not_themselves_to_grade(world):
    words = text_of(desk_of(world.anh).get(LIST))

    assert "Xếp loại năm 2025" in words  # in August the last year is due
    assert "Phạm Thu Lan" in words
    assert "Đỗ Hoàng Sơn" in words
    assert "Nguyễn Văn Hiếu" not in words  # another unit
    assert "2 ông/bà chưa đề nghị" in words
    page = desk_of(world.anh).get(LIST).content.decode()
    assert person_url(world.lan) in page
    assert person_url(world.anh) not in page


def test_the_evidence_stands_beside_the_proposal_and_leads_to_its_dossiers(world):
    code = finished(world, at=IN_MARCH)
    browser = desk_of(world.anh)

    page = browser.get(person_url(world.lan))

    words = text_of(page)
    assert "1 hồ sơ có kết quả trong năm 2025" in words
    assert "Tổng điểm đo được 8,0 trên 8" in words
    assert "10,0 trên 10 : Hoàn thành 100 % nhiệm vụ" in words
    assert "Chỉ số 7 không đo" in words
    drill = f"{person_url(world.lan)}ho-so/?cs=1&amp;diem=2"
    assert drill in page.content.decode()
    assert code in text_of(browser.get(drill.replace("&amp;", "&")))
    assert code not in text_of(browser.get(f"{person_url(world.lan)}ho-so/?cs=1&diem=0"))


def test_a_proposal_goes_to_the_leader(world):
    browser = desk_of(world.anh)

    answer = browser.post(person_url(world.lan), {"grade": "good", "comment": "Làm tốt"})

    assert answer.status_code == HTTPStatus.FOUND
    assert answer["Location"] == f"{LIST}?nam=2025"
    made = Grading.objects.get()
    assert (made.grade, made.comment, made.state) == ("good", "Làm tốt", "proposed")
    words = text_of(desk_of(world.chu).get(LIST))
    assert "1 chờ ông/bà ký" in words


@pytest.mark.parametrize(
    "given", [{}, {"grade": "superb", "comment": "a"}, {"grade": "good", "comment": " "}]
)
def test_a_proposal_without_grade_or_words_is_refused(world, given):
    answer = desk_of(world.anh).post(person_url(world.lan), given)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert not Grading.objects.exists()


def test_the_leader_signs_one_or_all_that_were_on_the_page(world):
    first, second = proposed(world), proposed(world, "son")
    browser = desk_of(world.chu)

    one = text_of(browser.get(f"{SIGN}?nam=2025&chon={first}"))
    assert "Phạm Thu Lan" in one
    assert "Đỗ Hoàng Sơn" not in one
    asked = browser.get(f"{SIGN}?nam=2025").content.decode()
    assert asked.count('name="chon"') == 2
    assert Grading.objects.filter(state="signed").count() == 0  # asking signs nothing

    browser.post(SIGN, {"chon": [first, second]})

    assert Grading.objects.filter(state="signed", signed_by=world.chu.user_id).count() == 2
    words = text_of(browser.get(f"{LIST}in/?nam=2025"))
    assert "Phạm Thu Lan" in words
    assert "Hoàn thành tốt nhiệm vụ 2" in words


def test_nothing_chosen_is_not_all(world):
    proposed(world)

    answer = desk_of(world.chu).post(SIGN, {})

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert Grading.objects.get().state == State.PROPOSED


def test_a_proposal_is_returned_with_words(world):
    made = proposed(world)
    there = f"{LIST}de-nghi/{made}/tra-lai/"
    browser = desk_of(world.chu)

    refused = browser.post(there, {"reason": ""})
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    browser.post(there, {"reason": "Nêu rõ hơn"})

    assert Grading.objects.get().returned_reason == "Nêu rõ hơn"
    assert "Nêu rõ hơn" in text_of(desk_of(world.anh).get(person_url(world.lan)))


def test_a_person_sees_their_own_and_nobody_elses(world):
    code = finished(world, at=IN_MARCH)
    made, other = proposed(world), proposed(world, "son")
    browser = desk_of(world.lan)

    words = text_of(browser.get(f"{LIST}cua-toi/"))
    assert "Hoàn thành tốt nhiệm vụ" in words
    assert "Làm chắc chắn" in words
    own = browser.get(f"{LIST}de-nghi/{made}/")
    assert own.status_code == HTTPStatus.OK
    assert "Trả lại đề nghị" not in text_of(own)
    assert code in text_of(browser.get(f"{LIST}de-nghi/{made}/ho-so/?cs=1&diem=2"))
    for address in ("", "ho-so/"):
        found = browser.get(f"{LIST}de-nghi/{other}/{address}")
        assert found.status_code == HTTPStatus.NOT_FOUND


def test_a_signed_one_is_replaced_with_a_reason(world):
    sign_grades([proposed(world)], by=world.chu, at=MORNING)
    browser = desk_of(world.anh)
    given = {"grade": "done", "comment": "Sau kiểm tra"}

    assert browser.post(person_url(world.lan), given).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    browser.post(person_url(world.lan), {**given, "replaces_reason": "Kết luận kiểm tra"})

    newest = Grading.objects.latest("pk")
    assert (newest.grade, newest.replaces_reason) == ("done", "Kết luận kiểm tra")


def test_a_year_that_is_not_open_has_no_form(world):
    page = desk_of(world.anh).get(person_url(world.lan, 2026))

    assert "Năm 2026 được xếp loại từ ngày 01/11/2026." in text_of(page)
    assert "<textarea" not in page.content.decode()


@pytest.mark.parametrize("year", [0, 2017, 2027, 99999, 10**30])
def test_a_year_that_is_none(world, year):
    for address in (f"{LIST}{year}/{world.lan.post_id}/", f"{LIST}?nam={year}"):
        answer = desk_of(world.anh).get(address)
        assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY


@pytest.mark.parametrize("name", STRANGE)
def test_strange_words_are_kept_or_refused(world, name):
    text = STRANGE[name].encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    browser = desk_of(world.anh)

    answer = browser.post(person_url(world.lan), {"grade": "good", "comment": text})

    assert answer.status_code in (HTTPStatus.FOUND, HTTPStatus.UNPROCESSABLE_ENTITY)
    assert Grading.objects.exists() == (answer.status_code == HTTPStatus.FOUND)


@pytest.mark.parametrize("who", ["anh", "chu"])
def test_pages_ask_few_queries_however_many(world, who, django_assert_max_num_queries):
    for hour in range(3):
        finished(world, at=IN_MARCH.replace(hour=hour + 1))
    made = proposed(world)
    proposed(world, "son")
    browser = desk_of(getattr(world, who))
    pages = [
        LIST,
        f"{LIST}in/",
        f"{LIST}cua-toi/",
        person_url(world.lan),
        f"{person_url(world.lan)}ho-so/?cs=1&diem=2",
        f"{LIST}de-nghi/{made}/",
        f"{LIST}de-nghi/{made}/ho-so/",
        *([SIGN] if who == "chu" else []),
    ]
    for page in pages:
        with django_assert_max_num_queries(QUERIES):
            assert browser.get(page).status_code == HTTPStatus.OK
