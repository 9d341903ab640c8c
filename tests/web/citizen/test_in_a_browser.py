"""The citizen's site as a person meets it: small screen, dark, large letters, keyboard alone."""

import gzip

import pytest

from tests.web.citizen.conftest import take_in_the_catalog
from tests.web.conftest import DESK, PHONE, follow, follow_key, new_page, overflow, violations


PAGES = [
    "/",
    "/thu-tuc/",
    "/thu-tuc/?q=khai+sinh",
    "/thu-tuc/?q=zzzzqq",
    "/thu-tuc/1.001193/",
    "/thu-tuc/1.001193/in/",
    "/thu-tuc/1.001193/to-khai/",
    "/viec/birth/",
    "/tra-cuu/",
    "/tra-cuu/H40.12.05-261121-9999/",
    "/khong-co/",
]

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def pages_have_content(transactional_db):
    take_in_the_catalog()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_stands_in_the_way_of_anyone(browser, live_server, scheme):
    for page in new_page(browser, live_server, viewport=PHONE, color_scheme=scheme):
        for address in PAGES:
            page.goto(address)
            page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")

            assert violations(page) == [], address


@pytest.mark.parametrize(
    ("viewport", "size"),
    [
        pytest.param({"width": 320, "height": 640}, "vua", id="the smallest telephone"),
        pytest.param({"width": 320, "height": 640}, "rat-lon", id="and the largest letters"),
        pytest.param({"width": 683, "height": 384}, "vua", id="a desk at 200 per cent"),
        pytest.param(DESK, "lon", id="a desk with larger letters"),
    ],
)
def test_no_page_scrolls_sideways(browser, live_server, viewport, size):
    for page in new_page(browser, live_server, viewport=viewport):
        page.goto(f"/hien-thi/?co={size}")
        for address in PAGES:
            page.goto(address)

            assert overflow(page) <= 0, address


def test_the_keyboard_alone_finds_a_procedure(page):
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Đến nội dung chính"

    page.focus("#q")
    page.keyboard.type("khai sinh")
    follow_key(page, "Enter")
    assert page.url.endswith("/thu-tuc/?q=khai+sinh")
    page.focus(".links a")
    follow_key(page, "Enter")

    assert page.inner_text("h1") == "Đăng ký khai sinh"


def test_letters_grow_and_stay_large(page):
    page.goto("/thu-tuc/")
    before = page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
    follow(page, "text=A+")

    assert page.url.endswith("/thu-tuc/")
    assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") > before * 1.15


def test_the_first_page_is_light(browser, live_server):
    """What goes over the wire with an empty cache: HTML, style sheets, fonts, icon."""
    received = {}
    for page in new_page(browser, live_server, viewport=PHONE):
        page.on("response", lambda answer: received.update({answer.url: answer}))
        page.goto("/", wait_until="networkidle")
        weights = {url: wire_weight(answer) for url, answer in received.items()}

    assert sum(weights.values()) <= 60_000, weights
    assert sum(weights.values()) <= 42_000, "heavier than it was: look what came in"


def test_further_pages_are_light(client):
    for address in PAGES[1:]:
        answer = client.get(address)

        assert len(gzip.compress(answer.content)) <= 12_000, address


def wire_weight(answer):
    """In production style sheets and icons are compressed beforehand; fonts are by nature."""
    body = answer.body()
    return len(body) if answer.url.endswith(".woff2") else len(gzip.compress(body))


def test_the_checks_themselves_can_fail(page):
    page.goto("/tra-cuu/")
    page.evaluate("document.querySelector('main').innerHTML += '<img src=x><input>'")
    page.evaluate("document.body.append(document.createElement('pre'))")
    page.evaluate("document.querySelector('pre').textContent = 'dài'.repeat(300)")

    assert {line.split(":")[0] for line in violations(page)} >= {"image-alt", "label"}
    assert overflow(page) > 0
