"""The pages that check figures in a real browser: no fault, no overflow, light and dark."""

import re

import pytest

from tests.factories import PASSWORD, office
from tests.figures.test_paragraph import XUAN_TRUONG
from tests.web.conftest import DESK, PHONE, follow, overflow, violations


pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGE = "/dieu-hanh/kiem-so-lieu/"


def test_the_pages_stand_in_nobodys_way(desk_page):
    office()
    page = desk_page
    page.goto(f"/dang-nhap/?next={PAGE}")
    page.fill("[name=username]", "chu")
    page.fill("[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(rf"://[^/]+{PAGE}"))
    page.fill("[name=text]", XUAN_TRUONG)
    follow(page, "button:has-text('Kiểm đoạn này')")
    looked_at(page)
    page.goto(f"{PAGE}bang/")
    page.fill("[name=received]", "1.674")
    page.fill("[name=online]", "1389")
    follow(page, "button:has-text('Kiểm bảng này')")
    looked_at(page)


def looked_at(page):
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)
        assert violations(page) == [], scheme
    page.set_viewport_size(PHONE)
    assert overflow(page) <= 0
    page.set_viewport_size(DESK)
