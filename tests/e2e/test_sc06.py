"""SC06: a specialist in an office. What is due first, an office that stays silent, a late step."""

import re
from datetime import UTC, datetime

import pytest

from motcua.coordination import queries as coordination
from motcua.dossiers import queries as dossiers
from motcua.dossiers import services
from motcua.dossiers.rules import Outcome, Status
from motcua.journal import queries as journal
from motcua.lateness import queries as lateness
from motcua.lateness import services as lateness_services
from motcua.lateness.rules import State
from tests.e2e.conftest import (
    NOW,
    PDF,
    act_on,
    actor,
    clock_at,
    committed,
    filed,
    open_dossier,
    pdf_file,
    pdf_of,
    press,
    said,
)
from tests.printing import reading
from tests.web.conftest import follow


pytestmark = [pytest.mark.browser, pytest.mark.django_db]

# In Hanoi. The 24th is a holiday.
TWELFTH = datetime(2026, 11, 12, 8, 30, tzinfo=UTC)  # 15:30: the specialist's step ends on the 23rd
WEDNESDAY = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)  # 10:00
NEXT_MONDAY = datetime(2026, 11, 30, 3, 0, tzinfo=UTC)
ALLOWANCE = "1.001776"
TO_LAN = {"hands": [("anh", "lan")]}
OFFICE = "Phòng Văn hóa - Xã hội xã Xuân Trường"
ASKED = "Phòng Kinh tế xã Xuân Trường"


@pytest.fixture
def asked(place, db):
    """On the specialist's desk, with a scan."""

    def lay_out():
        code = filed(ALLOWANCE, "Mai Thị Hỏi", at=NOW, **TO_LAN)
        services.add_scan(code, 1, content=PDF, name="to-khai.pdf", by=actor("lan"), at=NOW)
        return code

    return committed(lay_out)


@pytest.fixture
def late(place, db):
    """Near the end of the specialist's step."""
    return committed(filed, ALLOWANCE, "Vũ Đình Chậm", at=TWELFTH, **TO_LAN)


@pytest.fixture
def groundless(place, db):
    return committed(filed, ALLOWANCE, "Đinh Văn Thôi", at=NOW, **TO_LAN)


def test_a_specialist(people, asked, late):
    """Steps 1 to 5."""
    lan = people("lan")
    sees_what_is_due_first(lan, {asked, late})
    opens_it_with_its_scans(lan, asked)
    asks_another_office(lan, asked)
    with clock_at(WEDNESDAY):
        lan = people("lan")
        records_silence(lan, asked)
        asks_for_more_once(lan, people("hieu"), asked)
        drafts_and_submits(people, lan, asked)


def test_what_passes_its_time(people, late):
    """Step 6."""
    with clock_at(WEDNESDAY):
        sees_the_late_step(people, people("lan"), late)
    with clock_at(NEXT_MONDAY):
        explains(people("anh"), late)
        hears_of_it(people(), late)


def test_who_is_not_eligible(people, groundless):
    """Step 7."""
    is_refused(people, people("lan"), groundless)


def sees_what_is_due_first(page, codes):
    """Step 1."""
    page.goto("/can-bo/?ro=mine")
    shown = page.locator("tbody a.code").all_inner_texts()
    dues = [dossiers.glance(code, actor("lan")).due_at for code in shown]

    assert codes <= set(shown)
    assert dues == sorted(dues)


def opens_it_with_its_scans(page, code):
    """Step 2."""
    open_dossier(page, code)
    scan = page.locator("main a", has_text="to-khai.pdf").first
    answer = page.request.get(scan.get_attribute("href"))

    assert answer.status == 200
    assert answer.body() == PDF


def asks_another_office(page, code):
    """Step 3: with a due time."""
    follow(page, "a:has-text('Lấy ý kiến đơn vị khác')")
    page.get_by_label(ASKED).check()
    page.fill("[name=content]", "Xác nhận hộ có đất sản xuất hay không")
    page.fill("[name=days]", "0.25")
    page.fill("[name=if_silent]", "Coi như đồng ý")
    press(page, "Gửi yêu cầu")

    assert "Đã gửi yêu cầu đến 1 nơi." in said(page)
    words = page.inner_text("section[aria-labelledby=phoi-hop]")
    assert ASKED in words
    assert re.search(r"Hạn 07:\d\d 25/11", words)


def records_silence(page, code):
    """No answer, a reminder, the silence: the time is that office's."""
    page.goto("/can-bo/phoi-hop/?ro=sent")
    row = page.locator("tr", has_text=code)
    assert "Quá hạn" in row.inner_text()
    with page.expect_navigation():
        row.locator("a.code").click()
    press(page, "Đôn đốc")
    press(page, "Đôn đốc")
    assert f"Đã đôn đốc {ASKED}." in said(page)
    follow(page, "section[aria-labelledby=phoi-hop] a:has-text('Ghi nhận không trả lời')")
    assert "Coi như đồng ý" in page.inner_text("main")
    press(page, "Ghi nhận không trả lời")

    assert f"Đã ghi nhận {ASKED} không trả lời." in said(page)
    words = page.inner_text("section[aria-labelledby=phoi-hop]")
    assert "Coi như đồng ý" in words
    assert re.search(rf"{ASKED} 4 giờ.*chậm 2 giờ", words)
    (request,) = coordination.requests_of(code)
    (course,) = coordination.courses([code])[code]
    assert request.reminders == 1
    assert course.unit == ASKED
    assert course.silent_at > course.due_at


def asks_for_more_once(page, counter, code):
    """Step 4: a second time is refused."""
    act_on(page, code, "Yêu cầu bổ sung", items="Giấy xác nhận khuyết tật", reason="Chưa có")
    assert "Đã lập yêu cầu bổ sung" in said(page)
    assert "Đang chờ người nộp bổ sung" in page.inner_text("main")
    assert "Giấy xác nhận khuyết tật" in reading.text(pdf_of(page, "Phiếu yêu cầu bổ sung"))
    open_dossier(counter, code)
    press(counter, "Nhận giấy tờ bổ sung")

    page.goto(f"/can-bo/ho-so/{code}/viec/ask_supplement/")
    assert "Không làm được." in page.inner_text("main")
    assert page.locator("main form [name=items]").count() == 0
    assert dossiers.whereabouts(code).supplements_asked == 1


def drafts_and_submits(people, page, code):
    """Step 5: the specialist's draft, the head of the office, the leader, the clerk."""
    open_dossier(page, code)
    page.set_input_files("#trinh-ky", pdf_file("du-thao.pdf"))
    press(page, "Đặt tệp trình ký")
    assert "Đã đặt tệp kết quả để trình ký." in said(page)
    draft = "Dự thảo Quyết định hưởng trợ cấp từ tháng 12/2026."
    page.goto(f"/can-bo/ho-so/{code}/viec/forward/")
    page.fill("[name=note]", draft)
    press(page, "Chuyển bước tiếp theo")
    head = people("anh")
    open_dossier(head, code)
    assert draft in head.inner_text("main")
    assert "du-thao.pdf" in head.inner_text("main")
    press(head, "Chuyển bước tiếp theo")
    leader = people("vinh")
    leader.goto("/dieu-hanh/")
    follow(leader, f"a[href*='{code}/viec/approve']")
    press(leader, "Ký duyệt kết quả")
    clerk = people("thu")
    act_on(clerk, code, "Vào sổ, phát hành kết quả", result_number="61/QĐ-UBND")
    with clerk.expect_navigation():
        clerk.locator("a[href$='/giay-to/0/']").click()
    clerk.set_input_files("#tep-moi", pdf_file("quyet-dinh.pdf"))
    press(clerk, "Tải lên")
    assert "Đã lưu bản quét." in said(clerk)
    open_dossier(clerk, code)

    assert "quyet-dinh.pdf" in clerk.inner_text("main")
    assert dossiers.whereabouts(code).status is Status.FINISHED


def sees_the_late_step(people, page, code):
    """Step 6: the system names stage and office; the leader promises a new day."""
    committed(lateness_services.warn, at=WEDNESDAY)
    head = people("anh")
    head.goto("/can-bo/nhac-viec/")
    told = head.locator("tr", has_text=code).first.inner_text()
    assert "đã quá hạn từ" in told
    assert "Phạm Thu Lan đang giữ" in told
    open_dossier(page, code)
    words = page.inner_text("section[aria-labelledby=tre]")
    assert "Bước trễ, cả hồ sơ còn hạn" in words
    assert "Thẩm định" in words
    assert OFFICE in words

    leader = people("vinh")
    act_on(
        leader,
        code,
        "Xin gia hạn, hẹn lại ngày trả",
        new_due_on="2026-12-02",
        reason="Chờ xác minh nơi cư trú cũ",
    )
    assert "In văn bản xin lỗi" in said(leader)
    assert "Vũ Đình Chậm" in reading.text(pdf_of(leader, "Văn bản xin lỗi, hẹn lại"))


def is_refused(people, page, code):
    """Step 7: not eligible; the letter says why."""
    page.goto(f"/can-bo/ho-so/{code}/viec/forward/")
    page.fill("[name=note]", "Không đủ điều kiện: thu nhập vượt mức.")
    press(page, "Chuyển bước tiếp theo")
    head = people("anh")
    open_dossier(head, code)
    press(head, "Chuyển bước tiếp theo")
    why = "Thu nhập của hộ vượt mức quy định tại Nghị định 20/2021/NĐ-CP."
    leader = people("vinh")
    act_on(leader, code, "Từ chối giải quyết", reason=why)
    act_on(people("thu"), code, "Vào sổ, phát hành kết quả", result_number="62/TB-UBND")

    open_dossier(leader, code)
    words = leader.inner_text("main")
    assert "từ chối giải quyết" in words.lower()
    assert why in words
    letter = reading.text(pdf_of(leader, "Phiếu từ chối giải quyết"))
    for part in ("PHIẾU TỪ CHỐI", "62/TB-UBND", "Đinh Văn Thôi", "không đủ điều kiện", "Thu nhập"):
        assert part in letter, part
    concluded = next(e for e in journal.history(code) if e.kind == "dossier.concluded")
    assert concluded.facts["outcome"] == Outcome.REFUSED


def explains(page, code):
    """Step 6, the promised day has passed: an explanation with the reason and the way forward."""
    committed(lateness_services.warn, at=NEXT_MONDAY)
    page.goto("/can-bo/nhac-viec/")
    demand = page.locator("tr", has_text=code).filter(has_text="Cần giải trình").inner_text()
    assert "cần văn bản giải trình lý do và hướng giải quyết" in demand
    assert f"Trễ ở bước Thẩm định, {OFFICE}" in demand
    page.goto("/can-bo/qua-han/")
    row = page.locator("tr", has_text=code)
    assert OFFICE in row.inner_text()
    with page.expect_navigation():
        row.locator("a", has_text="Thiếu giải trình").click()
    page.fill("[name=number]", "14/GTr-VHXH")
    page.fill("[name=reason]", "Nơi cư trú cũ trả lời chậm.")
    press(page, "Gửi văn bản giải trình")
    assert "Ghi hướng giải quyết." in page.inner_text(".summary")
    page.fill("[name=way_forward]", "Đồng chí Lan trình trong ngày 01/12.")
    press(page, "Gửi văn bản giải trình")

    assert f"Đã gửi văn bản giải trình của {code}." in said(page)
    assert lateness.last_states([code]) == {code: State.SUBMITTED}


def hears_of_it(page, code):
    """The citizen: an apology and the new day."""
    page.goto(f"/tra-cuu/{code}/")
    words = page.inner_text("main").replace("\xa0", " ")

    assert "Chúng tôi xin lỗi ông/bà." in words
    assert "Ngày hẹn mới" in words
    assert "02/12/2026" in words
    assert "Vũ Đình Chậm" not in page.content()
