"""SC05: a counter officer's day, from signing in to the drawer that was counted."""

import re

import pytest

from motcua.catalog import services as catalog
from motcua.dossiers import queries as dossiers
from motcua.dossiers.queries.day_end import received_on, received_rows
from motcua.dossiers.rules import Channel, Status
from motcua.dossiers.services import drafts
from motcua.journal import queries as journal
from motcua.payments.rules import DENOMINATIONS
from motcua.people import queries as people_queries
from tests.e2e.conftest import (
    NOW,
    check_papers,
    code_on,
    committed,
    open_dossier,
    press,
    said,
    send_file,
)
from tests.web.conftest import follow


pytestmark = [pytest.mark.browser, pytest.mark.django_db]

LICENCE = "1.012278"


@pytest.fixture
def of_a_ministry(place, db):
    """A procedure that neither the commune nor the province decides."""
    row = {
        "code": LICENCE,
        "name": "Cấp giấy đăng ký lưu hành thuốc",
        "field": "Y tế",
        "levels": ["ministry"],
        "authorities": {"ministry": "Bộ Y tế"},
        "limits": {"direct": {"amount": "60", "unit": "working_day", "source": "Luật Dược"}},
        "components": [{"name": "Đơn đề nghị đăng ký thuốc"}],
        "since": "2025-07-01",
    }
    report = committed(catalog.import_procedures, [row], by=None, at=NOW)
    assert report.is_done, report.problems


def test_a_dossier_that_came_online_goes_all_the_way(people, online):
    """Steps 1 and 3."""
    counter = people("hieu")
    assert "Nguyễn Văn Hiếu" in counter.inner_text("header")
    assert "Cán bộ tiếp nhận, quầy 2" in counter.inner_text("header")
    follow(counter, "nav.rail a:has-text('Chờ tiếp nhận')")
    row = counter.locator("tr", has_text=online)
    assert "Trực tuyến" in row.inner_text()
    with counter.expect_navigation():
        row.locator("a.code").click()

    press(counter, "Tiếp nhận hồ sơ")
    press(counter, "Chuyển bước tiếp theo")

    head = people("dung")
    open_dossier(head, online)
    head.select_option("select[name=to_user]", label="Vũ Thị Hòa · Công chức tư pháp - hộ tịch")
    press(head, "Chuyển bước tiếp theo")
    specialist = people("hoa")
    assert online in specialist.inner_text("main")
    open_dossier(specialist, online)
    press(specialist, "Chuyển bước tiếp theo")
    leader = people("vinh")
    open_dossier(leader, online)
    press(leader, "Ký duyệt kết quả")
    press(leader, "Ký duyệt kết quả")
    clerk = people("thu")
    open_dossier(clerk, online)
    press(clerk, "Vào sổ, phát hành kết quả")
    clerk.fill("[name=result_number]", "77/2026")
    press(clerk, "Vào sổ, phát hành kết quả")

    assert dossiers.whereabouts(online).status is Status.FINISHED
    concluded = journal.history(online)[-1]
    assert concluded.facts["timeliness"] == "early"
    counter.goto("/can-bo/tra-ket-qua/")
    assert online in counter.inner_text("main")


def test_the_next_number_is_called(people, place):
    """Step 2."""
    wall = people()
    wall.goto("/lay-so/H42.105.01/")
    press(wall, "Việc khác")
    counter = people("hieu")
    counter.goto("/can-bo/goi-so/")
    assert "Gọi số, quầy 2" in counter.inner_text("h1")
    following = counter.locator("aside table b").first.inner_text()
    press(counter, "ọi số tiếp")
    assert following in said(counter)

    wall.goto("/bang-so/H42.105.01/")
    assert f"Mời số\n{following}" in wall.inner_text("main")


def test_who_came_to_the_wrong_place(people, of_a_ministry):
    """Step 4: not taken, told where to go; the reason is kept."""
    counter = people("hieu")
    begins_with(counter, "Tạ Văn Xa")
    counter.fill("#tim", LICENCE)
    counter.press("#tim", "Enter")
    press_choice(counter, "Cấp giấy đăng ký lưu hành")
    words = counter.inner_text("main")
    assert "Bộ Y tế" in words
    assert "không thuộc thẩm quyền của UBND xã Xuân Trường" in counter.content()
    press(counter, "Đã hướng dẫn, in phiếu")

    slip = counter.inner_text("article")
    for part in ("Phiếu hướng dẫn", "Cấp giấy đăng ký lưu hành thuốc", "Đơn đề nghị", "Bộ Y tế"):
        assert part.lower() in slip.lower(), part
    assert "Tạ Văn Xa" not in counter.content()
    counter.goto("/can-bo/huong-dan/")
    row = counter.locator("section[aria-label='Từng lượt'] tr", has_text=LICENCE).inner_text()
    assert "do Bộ Y tế giải quyết, không thuộc thẩm quyền" in row
    assert "Nguyễn Văn Hiếu" in row


def test_a_fault_in_the_middle_and_the_end_of_the_day(people, monkeypatch):
    """Steps 5 and 6."""
    counter = people("hieu")
    begins_with(counter, "Cù Thị Nửa")
    press_choice(counter, "Đăng ký khai sinh")
    press(counter, "Đã có tờ khai giấy")
    check_papers(counter, missing="")
    press(counter, "Phí, cách nhận")
    address = counter.url
    fails(counter, monkeypatch)
    code = goes_on(people("hieu"), address)
    assert_taken_once(counter, address, code)
    is_digitised_or_explained(counter, code)
    open_dossier(counter, code)
    press(counter, "Chuyển bước tiếp theo")
    takes_a_fee(counter)
    hands_over(counter, code)
    counts_the_drawer(counter)


def begins_with(page, name):
    page.goto("/can-bo/tiep-nhan/")
    page.fill("#id_name", name)
    page.fill("#id_phone", "0900000901")
    press(page, "Chọn thủ tục")


def press_choice(page, name):
    choice = page.locator("#ket-qua button.pick", has_text=name).first
    with page.expect_navigation():
        choice.click()


def fails(page, monkeypatch):
    """The program gives way while the dossier is being taken in."""

    def breaks(*_args, **_kwargs):
        raise RuntimeError("the disk is full")

    with monkeypatch.context() as broken:
        broken.setattr(drafts, "receive", breaks)
        press(page, "Tiếp nhận")
    assert "Máy chủ gặp lỗi" in page.inner_text("h1")


def goes_on(page, address):
    """Signed in anew: the draft is there with all that was entered."""
    before = len(codes_of_today())
    page.goto("/can-bo/tiep-nhan/")
    follow(page, "aside a:has-text('Cù Thị Nửa')")
    assert page.input_value("#id_phone") == "0900000901"
    page.goto(address)
    assert "Đăng ký khai sinh" in page.inner_text("main")
    assert re.search(r"Đủ\s2", page.inner_text("main"))
    press(page, "Tiếp nhận")
    assert page.inner_text("h1") == "Đã tiếp nhận"
    assert len(codes_of_today()) == before + 1
    return code_on(page)


def assert_taken_once(page, address, code):
    """The first window is still open; pressing there again gives no second number."""
    numbers = codes_of_today()
    page.goto(address)

    assert code in page.inner_text("main")
    assert codes_of_today() == numbers
    assert len(set(numbers)) == len(numbers)


def codes_of_today():
    return [row.code for row in received_rows(unit_id(), NOW.date(), None)]


def unit_id():
    return people_queries.unit_by_code("H42.105.01", NOW.date()).id


def is_digitised_or_explained(page, code):
    """The list «to digitise» is empty for it: one paper scanned, one with the reason why not."""
    assert waits_to_be_digitised(page, code)
    page.goto(f"/can-bo/ho-so/{code}/")
    send_file(page, 1)
    page.goto(f"/can-bo/ho-so/{code}/giay-to/2/")
    page.click("summary:has-text('Không số hóa được')")
    page.fill("#ly-do", "Giấy ướt, rách mép; trả lại sau khi đối chiếu")
    press(page, "Ghi lý do")

    assert not waits_to_be_digitised(page, code)


def waits_to_be_digitised(page, code):
    """Whether it is on the list, which is the whole counter's and has pages."""
    page.goto("/can-bo/so-hoa/")
    while code not in page.inner_text("main"):
        following = page.locator("a:has-text('Xem tiếp')")
        if not following.count():
            return False
        with page.expect_navigation():
            following.click()
    return True


def takes_a_fee(page):
    """Certified copies, six pages, paid in cash."""
    begins_with(page, "Hà Văn Sao")
    page.fill("#tim", "chứng thực bản sao từ bản chính")
    page.press("#tim", "Enter")
    press_choice(page, "Chứng thực bản sao từ bản chính")
    press(page, "Đã có tờ khai giấy")
    check_papers(page, missing="")
    press(page, "Phí, cách nhận")
    press(page, "Tiếp nhận")
    open_dossier(page, code_on(page))
    press(page, "Thu phí, lệ phí")
    page.fill("[name=amount]", "12.000")
    press(page, "Thu và lập biên lai")
    assert "Đã thu, đã lập biên lai." in said(page)
    assert "12.000" in page.inner_text("main").replace("\xa0", " ")


def hands_over(page, code):
    """The list on paper, with a place for every signature; what came in adds up."""
    follow(page, "header nav a:has-text('Cuối ngày')")
    by_channel = page.locator("section:has(h2:has-text('Hồ sơ nhận trong ngày')) td.r")
    *counts, total = map(int, by_channel.all_inner_texts())
    received = received_on(unit_id(), NOW.date())
    assert counts == [received.by_channel[channel] for channel in Channel]
    assert total == sum(counts) == len(codes_of_today())
    follow(page, "a:has-text('Xem, in danh sách ký nhận')")

    row = page.locator("tr", has_text=code)
    assert "Cù Thị Nửa" in row.inner_text()
    office = page.locator("section", has=row)
    assert office.locator("h2").inner_text().startswith("Văn phòng HĐND và UBND xã Xuân Trường")
    for words in ("Bên giao", "Bên nhận", "(Ký, ghi rõ họ tên)"):
        assert words in office.locator(".signs").inner_text()


def counts_the_drawer(page):
    follow(page, "header nav a:has-text('Cuối ngày')")
    rest = int(page.input_value("[name=shown]"))
    assert rest >= 12_000
    for note in DENOMINATIONS:
        count, rest = divmod(rest, note)
        page.fill(f"[name=n{note}]", str(count))
    page.fill("[name=reason]", "Không có tiền lẻ" if rest else "")
    press(page, "Cộng thử")
    if not rest:
        difference = page.locator("tr", has_text="Chênh lệch").last
        assert difference.locator("td.r").inner_text() == "0"
    press(page, "Chốt sổ")

    assert "Đã chốt sổ tiền ngày 23/11/2026." in said(page)
    assert "Đã chốt" in page.locator("tr", has_text="Nguyễn Văn Hiếu").inner_text()
