"""The page of one dossier on a telephone, light and dark."""

import pytest
from django.core.cache import cache

from tests.factories import finished, office, received, submitted
from tests.web.conftest import PHONE, new_page, overflow, violations


pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_stands_in_nobodys_way(browser, live_server, scheme):
    cache.clear()
    world = office()
    codes = [received(world), finished(world), submitted(world)]

    for page in new_page(browser, live_server, viewport=PHONE, color_scheme=scheme):
        for code in codes:
            page.goto(f"/tra-cuu/{code}/")

            assert violations(page) == []
            assert overflow(page) <= 0
