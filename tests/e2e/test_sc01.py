"""SC01: a citizen at the counter. From «khai sinh» without accents to the paper in the hand."""

import re

import pytest
import segno

from motcua.dossiers import queries as dossiers
from motcua.journal import queries as journal
from motcua.papers import queries as papers
from motcua.people import queries as people_queries
from motcua.surveys import queries as surveys
from motcua.tickets import queries as tickets
from motcua.tickets.rules import State as TicketState
from tests.e2e.conftest import NOW, check_papers, code_on, open_dossier, pdf_of, press, send_file
from tests.printing import reading
from tests.web.conftest import PHONE, follow, follow_key


pytestmark = [pytest.mark.browser, pytest.mark.django_db]

CENTRE = "Trung tâm Phục vụ hành chính công xã Xuân Trường"
PERSONAL = ("Đặng Thị Ngọc", "036198000123", "0900000318", "Xóm 4")


def test_a_citizen_at_the_counter(people):
    visitor = people(viewport=PHONE)
    reads_the_procedure(visitor)
    number = takes_a_number(visitor)
    counter = people("hieu")
    is_called(counter, visitor, number)
    slip = is_missing_a_paper(counter)
    code = is_received(counter, slip)
    is_scanned(counter, code)
    follows(people(viewport=PHONE), code, state="Hẹn trả kết quả", unit=CENTRE)
    press(counter, "Chuyển bước tiếp theo")
    is_handled(people, code)
    follows(people(viewport=PHONE), code, state="Có kết quả từ", unit=CENTRE)
    is_returned(counter, code)
    follows(visitor, code, state="Đã trả kết quả", unit="")
    assert tickets.ticket_of_dossier(code).code == number
    assert tickets.ticket_of_dossier(code).state is TicketState.DONE
    is_satisfied(counter, visitor, code)


def reads_the_procedure(page):
    """Step 1: steps, papers, time, forms, fee."""
    page.goto("/")
    page.fill("#q", "khai sinh")
    page.focus("#q")
    follow_key(page, "Enter")
    follow(page, "a:has-text('Đăng ký khai sinh') >> nth=0")

    assert page.inner_text("h1").replace("\xa0", " ") == "Đăng ký khai sinh"
    words = page.inner_text("main")
    for part in ("Giấy chứng sinh", "Tờ khai đăng ký khai sinh", "Không thu", "trong ngày"):
        assert part.lower() in words.lower(), part


def takes_a_number(page):
    """Step 2: a number for a field, with the time and the people ahead."""
    page.goto("/lay-so/H42.105.01/")
    press(page, "Hộ tịch, chứng thực")
    number = page.inner_text("h1 b")
    words = page.inner_text("main")

    assert re.fullmatch(r"A\d{3}", number)
    for part in ("Hộ tịch, chứng thực", "23/11/2026", "Đang chờ"):
        assert part in words, part
    assert re.search(r"Trước ông/bà\s+[1-9]\d* người", words)
    return number


def is_called(page, visitor, number):
    """Step 3: numbers are called in their order, and shown on the wall."""
    page.goto("/can-bo/goi-so/")
    waiting = page.locator("aside table b").all_inner_texts()
    called = []
    while not called or called[-1] != number:
        press(page, "ọi số tiếp")
        called.append(page.inner_text(".called .n"))
    visitor.goto("/bang-so/H42.105.01/")

    assert called[: len(waiting)] == waiting[: len(called)]
    own_line = [one for one in called if one[0] == number[0]]
    assert own_line == sorted(own_line)
    assert f"Mời số\n{number}" in visitor.inner_text("main")
    assert "đến quầy 2" in visitor.inner_text("main")
    assert "Đặng Thị Ngọc" not in visitor.content()


def is_missing_a_paper(page):
    """Step 4: one paper is missing; a slip names all that is missing, at once."""
    assert "Cán bộ tiếp nhận, quầy 2" in page.inner_text("header")
    press(page, "Tiếp nhận hồ sơ")
    page.wait_for_url("**/nguoi-nop/")
    page.fill("#id_name", "Đặng Thị Ngọc")
    page.fill("#id_id_number", "036198000123")
    page.fill("#id_phone", "0900000318")
    page.fill("#id_address", "Xóm 4, xã Xuân Trường, tỉnh Ninh Bình")
    press(page, "Chọn thủ tục")
    page.fill("#tim", "khai sinh")
    press(page, "Đăng ký khai sinh")
    press(page, "Đã có tờ khai giấy")
    check_papers(page, missing="Giấy chứng sinh")
    press(page, "In phiếu yêu cầu bổ sung")

    assert "Đã lập yêu cầu bổ sung" in page.inner_text("h1")
    code = code_on(page)
    slip = reading.text(pdf_of(page, "In phiếu yêu cầu bổ sung"))
    for part in (code, "Giấy chứng sinh", "Đặng Thị Ngọc"):
        assert part in slip, part
    return code


def is_received(page, code):
    """Step 5: the citizen comes back with it; a receipt with number, QR, due date and fee."""
    open_dossier(page, code)
    assert "Đang chờ người nộp bổ sung" in page.inner_text("main")
    press(page, "Nhận giấy tờ bổ sung")
    press(page, "Tiếp nhận hồ sơ")
    assert f"Đã tiếp nhận {code}." in page.inner_text("#messages")

    pdf = pdf_of(page, "Giấy tiếp nhận và hẹn trả")
    receipt = reading.text(pdf)
    for part in (code, "Đặng Thị Ngọc", "Đăng ký khai sinh", "Giấy chứng sinh", "Không thu"):
        assert part in receipt, part
    assert re.search(r"25/11/2026|25 tháng 11 năm 2026", receipt)
    address = f"{page.url.partition('/can-bo/')[0]}/tra-cuu/{code}/"
    modules = [list(row) for row in segno.make_qr(address, error="m").matrix]
    assert reading.qr_modules(pdf, side=len(modules)) == modules
    assert dossiers.whereabouts(code).supplements_asked == 1
    return code


def is_scanned(page, code):
    for position in (1, 2):
        send_file(page, position)
    assert "Đã số hóa đủ" in page.inner_text("main")
    assert "Trực tiếp" in page.inner_text("main")
    assert all(not paper.is_to_scan for paper in papers.papers_of(code))


def follows(page, code, *, state, unit):
    """Step 6: state and unit are visible, nobody's data."""
    page.goto("/")
    page.fill("#ma", code.lower())
    page.press("#ma", "Enter")
    page.wait_for_url(f"**/tra-cuu/{code}/")
    words = page.inner_text("main")

    assert state in words
    assert not unit or f"Đang ở {unit}" in words
    for secret in PERSONAL:
        assert secret not in page.content()


def is_handled(people, code):
    """The offices: the civil-status official, the chairman, the clerk, each at their own desk."""
    specialist = people("hoa")
    open_dossier(specialist, code)
    press(specialist, "Chuyển bước tiếp theo")

    leader = people("vinh")
    leader.goto("/dieu-hanh/")
    follow(leader, f"a[href*='{code}/viec/approve']")
    press(leader, "Ký duyệt kết quả")

    clerk = people("thu")
    open_dossier(clerk, code)
    press(clerk, "Vào sổ, phát hành kết quả")
    clerk.fill("[name=result_number]", "512/2026")
    press(clerk, "Vào sổ, phát hành kết quả")
    assert f"Đã phát hành kết quả {code}." in clerk.inner_text("#messages")


def is_returned(page, code):
    """Step 7: the result is ready before the day; who takes it is written down."""
    page.goto("/can-bo/tra-ket-qua/")
    follow(page, f"a.code:has-text('{code}')")
    assert "Trước hạn" in page.inner_text("main")
    press(page, "Trả kết quả")
    page.fill("[name=handed_to]", "Đặng Thị Ngọc")
    press(page, "Trả kết quả")

    words = page.inner_text("main")
    assert "Đã trả kết quả" in words
    assert re.search(r"Đặng Thị Ngọc nhận", words)
    events = journal.history(code)
    concluded = next(event for event in events if event.kind == "dossier.concluded")
    assert concluded.facts["timeliness"] == "early"
    assert events[-1].kind == "dossier.returned"
    assert all(event.at >= NOW for event in events)
    assert journal.verify().broken == ()


def is_satisfied(counter, page, code):
    """Step 8: the QR code of the return; one answer, counted where the dossier was."""
    counter.goto(f"/can-bo/ho-so/{code}/danh-gia/")
    if counter.locator("button", has_text="Tạo mã ngay").count():
        press(counter, "Tạo mã ngay")
    assert counter.locator(".rate-qr svg").is_visible()
    token = surveys.invitation(code)
    unit = people_queries.unit_by_code("H42.105.01", NOW.date()).id
    before = surveys.satisfaction([unit], NOW.date(), NOW.date())
    page.goto(f"/danh-gia/{token}/")
    page.locator(".faces label", has_text="Rất hài lòng").click()
    press(page, "Gửi đánh giá")
    assert "Cảm ơn ông/bà" in page.inner_text("h1")
    page.reload()
    assert page.locator("form [name=overall]").count() == 0

    assert surveys.survey(token).answered_at is not None
    after = surveys.satisfaction([unit], NOW.date(), NOW.date())
    assert after.numerator == before.numerator + 1
    assert after.denominator == before.denominator + 1
