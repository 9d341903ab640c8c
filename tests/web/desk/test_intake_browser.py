"""The intake in a real browser: by the keyboard alone, and without a fault for any reader."""

import re

import pytest

from motcua.dossiers.models import Dossier
from tests import factories
from tests.web.conftest import follow_key, overflow, violations
from tests.web.desk.intake import CARD, START


pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TALL = {"width": 1366, "height": 4000}  # so that the bar at the foot hides nothing from the check
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def morning():
    """The browser's clock is the real one."""


@pytest.fixture
def desk(desk_page):
    factories.office()
    return desk_page


def sign_in(page):
    page.goto(f"/dang-nhap/?next={START}")
    page.fill("[name=username]", "hieu")
    page.fill("[name=password]", factories.PASSWORD)
    follow_key(page, "Enter")
    assert page.locator("#quet").count()


def type_at(page, selector, text):
    """Type into the box in which the page puts the cursor by itself."""
    page.wait_for_function("s => document.activeElement.matches(s)", arg=selector)
    page.keyboard.type(text)


def tab_to(page, selector, key):
    for _ in range(60):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{selector} can't be reached by {key}")


def checked(page, url):
    """The page is there, and axe finds nothing, on a telephone either."""
    page.wait_for_url(re.compile(f"{url}/?(#.*)?$"))
    size = page.viewport_size
    page.set_viewport_size(TALL)
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)
        assert violations(page) == [], scheme
    page.set_viewport_size(PHONE)
    assert overflow(page) <= 0
    page.set_viewport_size(size)
    page.reload()
    page.wait_for_load_state()


def test_the_whole_flow_by_the_keyboard_alone(desk):
    sign_in(desk)
    checked(desk, "tiep-nhan")

    type_at(desk, "#quet", CARD)  # the hand scanner, into the box that has the cursor
    desk.keyboard.press("Enter")
    checked(desk, "nguoi-nop")
    type_at(desk, "#id_phone", "0912345678")
    desk.keyboard.press("Enter")

    checked(desk, "thu-tuc")
    type_at(desk, "#tim", "khai sinh")
    desk.wait_for_selector("#ket-qua b")
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Enter")

    checked(desk, "to-khai")
    desk.keyboard.press("F4")

    checked(desk, "giay-to")
    desk.wait_for_function("() => document.activeElement.name === 'mark-c0'")
    desk.keyboard.press("1")
    desk.keyboard.press("2")
    assert desk.inner_text("[data-missing-names]") == "Giấy chứng sinh"
    assert desk.is_visible("[data-ask]")
    tab_to(desk, "input[name='mark-c1']", "Shift+Tab")
    desk.keyboard.press("1")
    assert desk.is_hidden("[data-missing]")
    assert desk.get_attribute("[data-accept]", "aria-disabled") is None
    desk.keyboard.press("Control+Enter")

    checked(desk, "phi")
    desk.keyboard.press("F9")

    checked(desk, "xong")
    assert "Đã tiếp nhận" in desk.inner_text("h1")
    assert Dossier.objects.get().applicant_name == "Lê Minh Khuê"
    desk.keyboard.press("F2")
    desk.wait_for_url(f"**{START}")


def test_missing_papers_and_faults_in_a_browser(desk):
    sign_in(desk)
    follow_key(desk, "Control+Enter")
    assert desk.locator(".summary").count()
    assert violations(desk) == []

    desk.fill("#id_name", "Trần Thị Bé")
    desk.keyboard.press("F8")
    desk.wait_for_url("**/nguoi-nop/")
    assert "Đã lưu nháp" in desk.inner_text("#messages")
    desk.keyboard.press("Control+Enter")
    desk.wait_for_url("**/thu-tuc/")
    type_at(desk, "#tim", "1.001193")
    desk.wait_for_selector("[data-choices] button")
    desk.keyboard.press("Enter")
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/to-khai/")
    desk.keyboard.press("F4")
    desk.wait_for_url("**/giay-to/")
    follow_key(desk, "F9")
    assert "Còn 2 giấy tờ chưa kiểm." in desk.inner_text("[role=alert]")
    tab_to(desk, "input[name='mark-c0']", "Tab")
    desk.keyboard.press("1")
    desk.keyboard.press("2")
    desk.keyboard.press("F10")
    checked(desk, "xong")
    assert "Đã lập yêu cầu bổ sung" in desk.inner_text("h1")


def test_what_is_typed_while_a_question_comes_is_not_lost(desk):
    sign_in(desk)
    desk.fill("#id_name", "Trần Thị Bé")
    desk.keyboard.press("Control+Enter")
    desk.wait_for_url("**/thu-tuc/")
    type_at(desk, "#tim", "1.001193")
    desk.wait_for_selector("[data-choices] button")
    desk.keyboard.press("Enter")
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/to-khai/")

    desk.route("**/to-khai/", lambda route: (desk.wait_for_timeout(300), route.continue_()))
    desk.check("input[name='copies.wanted'][value='Có']")
    desk.fill("[name=relation]", "Con đẻ")
    desk.wait_for_selector("[name='copies.quantity']")

    assert desk.input_value("[name=relation]") == "Con đẻ"
    assert desk.is_checked("input[name='copies.wanted'][value='Có']")


def test_a_scanner_without_enter_is_read_too(desk):
    sign_in(desk)

    type_at(desk, "#quet", CARD)
    desk.wait_for_url("**/nguoi-nop/")

    assert desk.input_value("#id_name") == "Lê Minh Khuê"


def test_a_card_read_before_the_script_came_is_not_lost(desk):
    sign_in(desk)
    held = []
    desk.route("**/intake*.js", lambda route: held.append(route), times=1)
    desk.goto(START, wait_until="commit")
    type_at(desk, "#quet", CARD)

    desk.wait_for_timeout(500)
    assert desk.input_value("#quet") == CARD
    (script,) = held
    script.continue_()
    desk.wait_for_url("**/nguoi-nop/")

    assert desk.input_value("#id_name") == "Lê Minh Khuê"
