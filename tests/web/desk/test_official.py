"""Official papers of real dossiers: which there are, and what they say of it."""

import re
from datetime import date
from html import unescape

import pytest

from motcua.dossiers import services
from tests.factories import MORNING, at_step, finished, later, received, submitted
from tests.printing import reading
from tests.web.desk.conftest import desk_of, dossier_url, text_of


pytestmark = pytest.mark.django_db


def paper(world, code, kind):
    """The words of the PDF and of the screen."""
    desk = desk_of(world.hieu)
    pdf = desk.get(f"{dossier_url(code)}giay/{kind}.pdf")
    screen = desk.get(f"{dossier_url(code)}giay/{kind}/")
    assert (pdf.status_code, screen.status_code) == (200, 200)
    article = re.search(r"<article.*</article>", screen.content.decode(), re.S)[0]
    return reading.text(pdf.content), words_of(article)


def words_of(html):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def withdrawn(world):
    code = at_step(world, 3)
    services.withdraw(code, reason="Không còn nhu cầu", by=world.hieu, at=later(hours=2))
    return code


def reappointed(world):
    code = at_step(world, 3)
    services.extend(
        code, new_due_on=date(2026, 9, 4), reason="Chờ xác minh", by=world.anh, at=later(hours=1)
    )
    return code


def returned(world):
    code = finished(world)
    services.return_result(code, handed_to="Đặng Ngọc Quyên", by=world.hieu, at=later(hours=3))
    return code


def refused(world):
    code = at_step(world, 5)
    services.refuse(code, reason="Thu nhập vượt mức", by=world.chu, at=later(hours=1))
    services.conclude(code, result_number="62/TB-UBND", by=world.thu, at=later(hours=2))
    return code


def test_a_receipt_has_the_number_of_the_register(world):
    received(world)
    code = received(world)

    for words in paper(world, code, "tiep-nhan"):
        assert "Số: 2/TTPVHCC" in words
        assert "Quyển số: 2026. Số thứ tự: 2." in words


def test_a_supplement_has_a_number_of_its_own_and_a_last_day(world):
    received(world)
    code = at_step(world, 3)
    services.ask_supplement(
        code, items=["Giấy chứng sinh"], reason="Mờ", by=world.lan, at=later(hours=1)
    )

    for words in paper(world, code, "yeu-cau-bo-sung"):
        assert "Số: 1/HDHS" in words
        assert "Thời hạn hoàn thiện hồ sơ: ngày 17 tháng 9 năm 2026." in words


def test_an_apology_speaks_for_the_agency_and_says_both_days(world):
    for words in paper(world, reappointed(world), "xin-loi"):
        assert "Số: 1/PXL" in words
        assert "ngày 27 tháng 8 năm 2026" in words
        assert "Ngày trả kết quả mới: 17 giờ 00 phút, ngày 04 tháng 9 năm 2026." in words
        assert "Lý do: Chờ xác minh" in words
        assert "THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ" in words
        assert "TRUNG TÂM PHỤC VỤ" not in words
        assert "đến nay" not in words  # it is not late yet


def test_a_stop_notice_says_how_far_it_came(world):
    for words in paper(world, withdrawn(world), "dung"):
        assert "Giai đoạn giải quyết khi dừng: Thụ lý." in words
        assert "Thời gian đề nghị dừng: 11 giờ 00 phút, ngày 24 tháng 8 năm 2026." in words
        assert "Giấy tờ trả lại người nộp hồ sơ:" in words
        assert "Chưa thu, không phải hoàn" in words


def test_who_is_not_eligible_gets_a_letter_of_the_agency(world):
    for words in paper(world, refused(world), "khong-du-dieu-kien"):
        assert "PHIẾU TỪ CHỐI GIẢI QUYẾT HỒ SƠ" in words
        assert "Số: 62/TB-UBND" in words
        assert "UBND phường An Thịnh thông báo hồ sơ không đủ điều kiện" in words
        assert "Thu nhập vượt mức" in words
        assert "THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ" in words
        assert "TRUNG TÂM PHỤC VỤ" not in words


def test_the_control_slip_has_every_hand_over_until_the_applicant(world):
    for words in paper(world, returned(world), "kiem-soat"):
        assert words.count("1. Giao:") == 7
        assert "Người giao: Nguyễn Văn Hiếu Người nhận: Trần Mai Anh" in words
        assert "2. Nhận: Đặng Ngọc Quyên" in words
        assert "Hồ sơ: trước hạn" in words
        assert "Quá hạn" not in words.replace("Đúng hạn / Quá hạn", "")


def test_a_late_step_is_late_on_the_slip_although_the_dossier_is_not(world):
    code = received(world)
    services.forward(code, by=world.hieu, at=later(hours=26))  # a quarter of a day was allotted

    for words in paper(world, code, "kiem-soat"):
        assert "Quá hạn" in words.replace("Đúng hạn / Quá hạn", "")


def test_only_papers_that_exist_are_offered(world):
    desk = desk_of(world.hieu)
    kinds = (
        "tiep-nhan",
        "yeu-cau-bo-sung",
        "tu-choi",
        "khong-du-dieu-kien",
        "xin-loi",
        "dung",
        "kiem-soat",
    )
    there = {
        submitted: set(),
        received: {"tiep-nhan", "kiem-soat"},
        reappointed: {"tiep-nhan", "xin-loi", "kiem-soat"},
        withdrawn: {"tiep-nhan", "dung", "kiem-soat"},
        finished: {"tiep-nhan", "kiem-soat"},
        refused: {"tiep-nhan", "khong-du-dieu-kien", "kiem-soat"},
    }
    for situation, expected in there.items():
        url = dossier_url(situation(world))
        page = desk.get(url).content.decode()
        for kind in kinds:
            offered = f"{url}giay/{kind}.pdf" in page
            assert offered is (kind in expected), (situation, kind)
            status = desk.get(f"{url}giay/{kind}/").status_code
            assert status == (200 if kind in expected else 409), (situation, kind)


def test_a_receipt_is_not_pressed_on_who_was_served_at_once(world):
    code = finished(world)
    services.return_result(code, handed_to="Đặng Ngọc Quyên", by=world.hieu, at=MORNING)

    page = text_of(desk_of(world.hieu).get(dossier_url(code)))

    assert "chỉ in khi người nộp yêu cầu" in page
    assert "chỉ in khi người nộp yêu cầu" not in text_of(
        desk_of(world.hieu).get(dossier_url(received(world)))
    )


def test_a_place_that_keeps_the_older_set_prints_it(world, settings):
    settings.PAPER_EDITIONS = "H40.12=2018:2026-12-31"
    code = withdrawn(world)

    receipt, _ = paper(world, code, "tiep-nhan")
    stop, _ = paper(world, code, "dung")

    assert "Mẫu số 01, Thông tư số 01/2018/TT-VPCP" in receipt
    assert "Mẫu số 05, Thông tư số 03/2025/TT-VPCP" in stop


def test_a_paper_on_the_screen_takes_few_queries(world, django_assert_max_num_queries):
    code = returned(world)
    desk = desk_of(world.hieu)
    desk.get(f"{dossier_url(code)}giay/kiem-soat/")

    with django_assert_max_num_queries(10):
        desk.get(f"{dossier_url(code)}giay/kiem-soat/")
