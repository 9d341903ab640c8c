"""The pages of administration in a browser: a screen reader, a telephone, no script of ours."""

import pytest
from django.urls import reverse

from tests import factories
from tests.web.admin_pages.test_pages import PAGES, first_process, some_draft
from tests.web.conftest import follow, overflow, violations


pytestmark = pytest.mark.browser


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_stands_in_the_way_of_who_designs_a_process(transactional_db, desk_page, theme):
    """The other pages are looked at where every route is (tests/e2e/test_access.py)."""
    factories.office()
    sign_in(desk_page, "quan")
    desk_page.emulate_media(color_scheme=theme)
    desk_page.goto(reverse("admin_pages:process_change", args=[some_draft()]))

    assert desk_page.locator("[id^='buoc-'][role='group']").count()
    assert violations(desk_page) == []


def test_a_draft_is_edited_without_a_script_of_ours(transactional_db, desk_page):
    factories.office()
    sign_in(desk_page, "quan")
    desk_page.goto(reverse("admin_pages:process_copy", args=[first_process()]))
    follow(desk_page, "main button.main")
    follow(desk_page, "button[value='after-1']")

    assert desk_page.url.endswith("#buoc-3")
    assert desk_page.locator("[id^='buoc-'][role='group']").count() == 8
    assert violations(desk_page) == []
    follow(desk_page, "button:has-text('Lưu dự thảo')")
    assert "#" not in desk_page.url  # the page stands at its summary, not at a step
    assert desk_page.locator(".summary a").first.inner_text() == "Bước 3: Ghi tên bước."
    assert violations(desk_page) == []


def test_a_telephone_shows_it_without_scrolling_sideways(transactional_db, page):
    factories.office()
    sign_in(page, "quan")

    wide = {}
    for name in PAGES:
        page.goto(reverse(f"admin_pages:{name}", args=PAGES[name]))
        wide[name] = overflow(page)

    assert {name: pixels for name, pixels in wide.items() if pixels} == {}


def sign_in(page, username):
    page.goto("/dang-nhap/?next=/quan-tri/")
    page.fill("#id_username", username)
    page.fill("#id_password", factories.PASSWORD)
    follow(page, "button.main")
