"""The pages of Index 766 in a real browser: no fault, no overflow, light and dark."""

import re

import pytest

from tests.factories import PASSWORD, office
from tests.scorecards.conftest import month
from tests.web.conftest import DESK, PHONE, overflow, violations


pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CARD = "/dieu-hanh/chi-so/766/?ky=2026-08"
PAGES = (
    CARD,
    "/dieu-hanh/chi-so/766/xep-hang/?ky=2026-08",
    "/dieu-hanh/chi-so/766/ho-so/?ky=2026-08&chi-so=2.1",
    "/dieu-hanh/chi-so/766/ho-so/?ky=2026-08&chi-so=3.1",
)


def test_the_pages_stand_in_nobodys_way(desk_page):
    world = office()
    month(world.commune)
    month(world.other_commune, start=50)
    page = desk_page
    page.goto(f"/dang-nhap/?next={CARD}")
    page.fill("[name=username]", "chu")
    page.fill("[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"://[^/]+/dieu-hanh/chi-so/766/"))
    for path in PAGES:
        page.goto(path)
        for scheme in ("dark", "light"):
            page.emulate_media(color_scheme=scheme)
            assert violations(page) == [], (path, scheme)
        page.set_viewport_size(PHONE)
        assert overflow(page) <= 0, path
        page.set_viewport_size(DESK)
