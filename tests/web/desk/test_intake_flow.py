import re
from datetime import timedelta

import pytest

from motcua.dossiers.models import Dossier, IntakeDraft
from motcua.dossiers.rules import Status
from motcua.papers import queries as papers
from motcua.papers.rules import Mark
from tests import factories
from tests.web.desk.conftest import desk_of, text_of
from tests.web.desk.intake import (
    ALL_THERE,
    ONE_MISSING,
    PERSON,
    START,
    begun,
    chosen,
    received,
)


def test_a_filing_from_the_first_box_to_the_receipt(world):
    intake = begun(world.hieu, id_number="036 198 001 234", phone="0912.345.318")
    assert "1.001193" in text_of(intake.get("thu-tuc", "?q=khai+sinh"))
    assert intake.post("thu-tuc", {"procedure": factories.BIRTH})["Location"].endswith("/to-khai/")
    assert intake.post("to-khai", {"do": "skip"})["Location"].endswith("/giay-to/")
    assert intake.post("giay-to", ALL_THERE)["Location"].endswith("/phi/")

    answer = intake.post("phi", {"delivery": "post", "address": "Số 1 Lê Lợi", "do": "accept"})

    dossier = Dossier.objects.get()
    assert answer["Location"] == intake.url("xong")
    assert (dossier.status, dossier.procedure) == (Status.ACCEPTED, factories.BIRTH)
    assert (dossier.applicant_name, dossier.applicant_phone) == ("Đặng Ngọc Quyên", "0912345318")
    assert dossier.applicant_id_number == "036198001234"
    assert (dossier.delivery, dossier.delivery_address) == ("post", "Số 1 Lê Lợi")
    assert dossier.receiving_unit_id == world.one_stop.pk
    assert dossier.resolving_unit_id == world.commune.pk
    assert [p.mark for p in papers.papers_of(dossier.code)] == [Mark.PRESENT, Mark.PRESENT]


def test_the_last_page_shows_what_was_promised(world):
    intake = chosen(world.hieu)
    dossier = received(intake)

    page = intake.get("xong")

    words = text_of(page)
    assert dossier.code in words
    assert "Hẹn trả thứ Năm, 27/08/2026" in words
    for link in (
        f"/can-bo/ho-so/{dossier.code}/giay/tiep-nhan.pdf",
        f"/can-bo/ho-so/{dossier.code}/viec/forward/",
        f"/can-bo/ho-so/{dossier.code}/",
    ):
        assert link in page.content.decode()
    assert '<svg viewBox="0 0' in page.content.decode()


def test_the_papers_of_the_last_page_can_be_printed_and_the_dossier_moved_on(world):
    intake = chosen(world.hieu)
    dossier = received(intake)

    printed = intake.client.get(f"/can-bo/ho-so/{dossier.code}/giay/tiep-nhan.pdf")
    moved = intake.client.post(
        f"/can-bo/ho-so/{dossier.code}/viec/forward/", {"version": dossier.version}
    )

    assert printed.content.startswith(b"%PDF-")
    assert moved.status_code == 302
    dossier.refresh_from_db()
    assert dossier.step_name == "Phân công"


def test_what_is_missing_is_asked_for_once_and_completely(world):
    intake = chosen(world.hieu)
    answer = intake.post("giay-to", ONE_MISSING | {"advice": "Xin ở trạm y tế", "do": "ask"})

    dossier = Dossier.objects.get()
    [asked] = dossier.supplements.all()
    assert answer["Location"] == intake.url("xong")
    assert dossier.status == Status.AWAITING_SUPPLEMENT
    assert (asked.items, asked.reason) == (["Giấy chứng sinh"], "Xin ở trạm y tế")
    page = intake.get("xong")
    assert "Cần bổ sung Giấy chứng sinh" in text_of(page)
    assert f"{dossier.code}/giay/yeu-cau-bo-sung.pdf" in page.content.decode()


@pytest.mark.parametrize(
    ("marks", "do", "why"),
    [
        pytest.param(ONE_MISSING, "accept", "Còn thiếu 1 giấy", id="accept what is missing"),
        pytest.param({}, "accept", "Còn 2 giấy tờ chưa kiểm", id="accept unseen"),
        pytest.param({"mark-c1": "missing"}, "ask", "Còn 1 giấy tờ chưa kiểm", id="ask unseen"),
        pytest.param(ALL_THERE, "ask", "Không thiếu giấy tờ nào", id="ask for nothing"),
    ],
)
@pytest.mark.parametrize("step", ["giay-to", "phi"])
def test_a_button_out_of_place_says_why(world, step, marks, do, why):
    intake = chosen(world.hieu)
    intake.post("giay-to", marks)

    answer = intake.post(step, marks | {"delivery": "counter", "do": do})

    assert answer.status_code == 422
    assert why in text_of(answer)
    assert not Dossier.objects.exists()


def test_pressed_twice_there_is_one_dossier_and_here_it_is(world):
    intake = chosen(world.hieu)
    dossier = received(intake)

    again = intake.post("giay-to", ALL_THERE | {"do": "accept"})

    assert again.status_code == 409
    assert dossier.code in text_of(again)
    assert f'href="/can-bo/ho-so/{dossier.code}/"' in again.content.decode()
    assert Dossier.objects.count() == 1


def test_every_step_is_kept_and_going_back_loses_nothing(world):
    intake = chosen(world.hieu, address="Tổ 3", email="quyen@example.vn")
    intake.post("giay-to", ONE_MISSING | {"kind-c0": "copy", "copies-c0": "2", "do": "save"})
    intake.post("phi", {"delivery": "online", "summary": "Bé Na", "do": "save"})

    first, third, last = (intake.get(s).content.decode() for s in ("nguoi-nop", "giay-to", "phi"))

    assert 'value="Tổ 3"' in first
    assert 'value="quyen@example.vn"' in first
    assert re.search(r'name="mark-c1"\s+value="missing"\s+checked', third)
    assert re.search(r'<option\s+value="copy"\s+selected\s*>', third)
    assert 'value="2"' in third
    assert 'value="online" id="id_delivery_2" aria-describedby' not in last
    assert 'value="Bé Na"' in last
    assert intake.content["way_back"]["delivery"] == "online"


def test_a_draft_is_found_again_after_the_computer_went_dark(world):
    chosen(world.hieu, name="Bùi Thị Xuân")

    page = desk_of(world.hieu).get(START)

    assert "Bùi Thị Xuân Đăng ký khai sinh" in text_of(page)


def test_nothing_typed_makes_no_draft(world):
    client = desk_of(world.hieu)

    answer = client.post(START, {"kind": "citizen", "channel": "direct", "name": ""})

    assert answer.status_code == 422
    assert "Ghi họ và tên người nộp." in text_of(answer)
    assert not IntakeDraft.objects.exists()


def test_what_was_typed_is_kept_though_it_has_faults(world):
    client = desk_of(world.hieu)

    answer = client.post(
        START,
        PERSON
        | {
            "id_number": "12345",
            "birth_date__d": "31",
            "birth_date__m": "2",
            "birth_date__y": "1990",
        },
    )

    assert answer.status_code == 422
    words = text_of(answer)
    assert "Số căn cước có 12 chữ số. Ông/bà mới nhập 5." in words
    assert "Ngày 31/2/1990 không có trong lịch. Tháng 2 chỉ có 28 ngày." in words
    assert words.startswith("Lỗi: Người nộp")
    typed = IntakeDraft.objects.get().content["applicant"]
    assert (typed["id_number"], typed["birth_date"]) == ("12345", "31/2/1990")


def test_save_says_when(world):
    intake = begun(world.hieu)

    answer = intake.client.post(intake.url("nguoi-nop"), PERSON | {"do": "save"}, follow=True)

    assert "Đã lưu nháp lúc 09:00." in text_of(answer)


def test_a_page_that_shows_an_older_state_concludes_nothing(world, morning):
    intake = chosen(world.hieu)
    intake.post("giay-to", ALL_THERE)
    seen = IntakeDraft.objects.get().updated_at.isoformat()
    morning.shift(timedelta(minutes=1))
    intake.post("thu-tuc", {"procedure": factories.BIRTH})  # in the other window

    way_back = {"delivery": "counter", "do": "accept"}
    answer = intake.post("phi", way_back | {"seen": seen})

    assert answer.status_code == 422
    assert "vừa được sửa ở cửa sổ khác" in text_of(answer)
    assert not Dossier.objects.exists()


def test_the_checklist_of_another_procedure_is_not_taken_for_this_one(world):
    intake = chosen(world.hieu)

    answer = intake.post("giay-to", ALL_THERE | {"of": "1.000894", "do": "accept"})

    assert answer["Location"] == intake.url("giay-to")
    assert not Dossier.objects.exists()


def test_an_applicant_with_faults_is_not_received(world):
    intake = chosen(world.hieu)
    intake.post("nguoi-nop", PERSON | {"phone": "12", "do": "save"})

    answer = intake.post("giay-to", ALL_THERE | {"do": "accept"})

    assert answer["Location"] == intake.url("nguoi-nop") + "?xem-lai=1"
    assert "Số điện thoại có 10 chữ số" in text_of(intake.get("nguoi-nop", "?xem-lai=1"))
    assert not Dossier.objects.exists()


def test_later_steps_wait_for_the_procedure(world):
    intake = begun(world.hieu)

    for step in ("to-khai", "giay-to", "phi"):
        assert intake.get(step)["Location"] == intake.url("thu-tuc")
    assert intake.get("xong").status_code == 404
    assert intake.get("gi-do").status_code == 404


def test_a_received_draft_leads_to_its_last_page(world):
    intake = chosen(world.hieu)
    received(intake)

    assert intake.get("nguoi-nop")["Location"] == intake.url("xong")
    assert intake.client.post(f"{START}{intake.draft_id}/huy/").status_code == 409


def test_a_draft_is_discarded_after_a_question(world):
    intake = chosen(world.hieu)
    url = f"{START}{intake.draft_id}/huy/"

    assert "Hủy lượt tiếp nhận?" in text_of(intake.client.get(url))
    assert IntakeDraft.objects.exists()
    assert intake.client.post(url)["Location"] == START
    assert not IntakeDraft.objects.exists()


def test_a_draft_belongs_to_who_began_it(world):
    intake = chosen(world.hieu)
    others = desk_of(world.khue)

    for url in (intake.url("nguoi-nop"), intake.url("giay-to"), f"{START}{intake.draft_id}/huy/"):
        assert others.get(url).status_code == 404
        assert others.post(url, ALL_THERE | {"do": "accept"}).status_code == 404
    assert others.get(f"{START}999999999/nguoi-nop/").status_code == 404


@pytest.mark.parametrize("name", ["lan", "chu", "quan"])
def test_only_the_counter_takes_in(world, name):
    client = desk_of(getattr(world, name))

    assert client.get(START).status_code == 403
    assert client.post(START, PERSON).status_code == 403
    assert not IntakeDraft.objects.exists()


@pytest.mark.parametrize("step", ["nguoi-nop", "thu-tuc", "to-khai", "giay-to", "phi", "xong"])
def test_a_page_costs_ten_queries_at_most(world, step, django_assert_max_num_queries):
    intake = chosen(world.hieu)
    if step == "xong":
        received(intake)
    intake.get(step)  # the session was renewed, the calendar is in memory

    with django_assert_max_num_queries(10):
        assert intake.get(step).status_code == 200


def test_the_first_page_and_a_search_cost_ten_queries_at_most(world, django_assert_max_num_queries):
    intake = begun(world.hieu)
    intake.get("thu-tuc")

    with django_assert_max_num_queries(10):
        intake.client.get(START)
    with django_assert_max_num_queries(10):
        intake.get("thu-tuc", "?q=dang+ky+khai+sinh")


def test_a_request_for_a_supplement_is_shown_with_ten_queries_at_most(
    world, django_assert_max_num_queries
):
    intake = chosen(world.hieu)
    received(intake, ONE_MISSING, do="ask")
    intake.get("xong")

    with django_assert_max_num_queries(10):
        assert intake.get("xong").status_code == 200
