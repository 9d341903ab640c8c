"""Other ways to work: the keyboard alone, no JavaScript, a telephone."""

import pytest

from motcua.dossiers import queries as dossiers
from tests.e2e.conftest import code_on, press
from tests.web.conftest import PHONE, follow_key, overflow


pytestmark = [pytest.mark.browser, pytest.mark.django_db]

TEXT_OF_FOCUS = "document.activeElement.textContent.trim().replace(/\\s+/g, ' ')"


def test_the_keyboard_alone_leads_from_the_list_to_the_next_step(people):
    page = people()
    page.goto("/can-bo/")
    page.keyboard.press("Tab")
    assert page.evaluate(TEXT_OF_FOCUS) == "Đến nội dung chính"
    page.focus("[name=username]")
    page.keyboard.type("lan")
    page.keyboard.press("Tab")
    page.keyboard.type("motcua-2026")
    follow_key(page, "Enter")

    page.keyboard.press("ArrowDown")  # the first row, as in a table of files
    code = page.evaluate(TEXT_OF_FOCUS)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    assert page.evaluate(TEXT_OF_FOCUS) == code
    follow_key(page, "Enter")
    assert code_on(page) == code
    before = dossiers.whereabouts(code).step_entered_at

    with page.expect_navigation():
        page.keyboard.press("Control+Enter")

    assert f"Đã chuyển {code} sang bước sau." in page.inner_text("#messages")
    assert dossiers.whereabouts(code).step_entered_at != before


def test_every_way_of_the_desk_can_be_reached_by_tab_and_seen(people):
    page = people("hieu")
    page.goto("/can-bo/tra-ket-qua/")
    with page.expect_navigation():
        page.locator("a.code").first.click()
    seen = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        seen.add(page.evaluate(TEXT_OF_FOCUS)[:40])
        assert page.evaluate(
            "getComputedStyle(document.activeElement).outlineStyle != 'none'"
            " || document.activeElement == document.body"
        ), page.evaluate("document.activeElement.outerHTML")[:200]

    assert {"Hồ sơ", "Trả kết quả", "Giấy tiếp nhận và hẹn trả (PDF)"} <= seen


def test_without_javascript_a_dossier_is_received_and_sent_on(people):
    page = people("hieu", java_script_enabled=False)
    page.goto("/can-bo/tiep-nhan/")
    page.fill("#id_name", "Bùi Thị Mùa")
    page.fill("#id_phone", "0900000123")
    press(page, "Chọn thủ tục")
    page.fill("#tim", "khai sinh")
    press(page, "Tìm")
    press(page, "Đăng ký khai sinh")
    press(page, "Đã có tờ khai giấy")
    for line in page.query_selector_all("tr[data-line]"):
        name = line.get_attribute("data-line")
        needed = name in ("Tờ khai đăng ký khai sinh", "Giấy chứng sinh")
        line.query_selector(f"label:has([value={'present' if needed else 'not_needed'}])").click()
    press(page, "Phí, cách nhận")
    press(page, "Tiếp nhận")

    assert page.inner_text("h1") == "Đã tiếp nhận"
    code = code_on(page)
    press(page, "Chuyển ngay bước tiếp theo")
    assert f"Đã chuyển {code} sang bước sau." in page.inner_text("#messages")
    assert page.inner_text(".slip h1") == "Đăng ký khai sinh"


def test_without_javascript_the_list_is_filtered(people):
    page = people("hieu", java_script_enabled=False)
    page.goto("/can-bo/?ro=unit")
    page.select_option("#kn", "online")
    press(page, "Lọc")

    assert "kn=online" in page.url
    assert page.locator("tbody a.code").count() > 0


@pytest.mark.parametrize("width", [320, 390])
def test_a_telephone_never_scrolls_sideways(people, online, width):
    page = people(viewport={**PHONE, "width": width})
    for address in (
        "/",
        "/thu-tuc/",
        "/thu-tuc/?q=dat+dai",
        "/thu-tuc/1.001193/",
        "/thu-tuc/1.012796/",
        "/thu-tuc/1.001193/in/",
        "/viec/birth/",
        "/tra-cuu/",
        f"/tra-cuu/{online}/",
        "/dang-nhap/",
    ):
        page.goto(address)
        assert overflow(page) <= 0, address
