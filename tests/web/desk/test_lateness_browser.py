"""Late lists, explanations and the board in a real browser: no fault, no overflow."""

import re

import pytest
from django.utils import timezone

from motcua.lateness import services
from tests.factories import PASSWORD, at_step, later, office
from tests.web.conftest import PHONE, overflow, violations


pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TALL = {"width": 1366, "height": 3000}


@pytest.fixture
def morning():
    """The browser's clock is the real one."""


def test_the_pages_stand_in_nobodys_way(desk_page):
    world = office()
    explained, owed = at_step(world, 3), at_step(world, 3, at=later(minutes=5))
    services.explain_delay(
        explained,
        reason="Chờ xác minh",
        way_forward="Trả trong tuần",
        signer="Trần Mai Anh",
        number="12/VHXH",
        signed_on=later().date(),
        by=world.anh,
        at=timezone.now(),
    )
    page = desk_page
    for who, code in (("anh", owed), ("chu", explained)):
        page.context.clear_cookies()
        page.goto("/dang-nhap/?next=/can-bo/qua-han/")
        page.fill("[name=username]", who)
        page.fill("[name=password]", PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(r"://[^/]+/can-bo/qua-han/$"))
        for path in (
            "/can-bo/qua-han/",
            f"/can-bo/ho-so/{code}/giai-trinh/",
            f"/can-bo/ho-so/{code}/",
            "/dieu-hanh/",
            "/dieu-hanh/ton-dong/",
        ):
            page.set_viewport_size(TALL)
            page.goto(path)
            for scheme in ("dark", "light"):
                page.emulate_media(color_scheme=scheme)
                assert violations(page) == [], (path, scheme)
            page.set_viewport_size(PHONE)
            assert overflow(page) <= 0, path
