"""The waiting room and the rating as a person meets them on a telephone."""

import pytest
from django.core.cache import cache

from motcua.surveys import services as surveys
from motcua.surveys.models import Survey
from motcua.tickets import services as tickets
from tests import factories
from tests.factories import MORNING
from tests.tickets.conftest import lay_out_counters
from tests.web.board.test_queue import BOARD, MACHINE, rated
from tests.web.conftest import follow, overflow, violations
from tests.web.desk.conftest import morning, one_office


__all__ = ["morning", "one_office"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_on_a_telephone(page, time_machine):
    cache.clear()
    house = lay_out_counters(factories.office())
    tickets.sit_at(2, by=house.hieu, at=MORNING)
    token = surveys.invite(rated(house), at=MORNING)
    page.goto(MACHINE)
    assert (violations(page), overflow(page)) == ([], 0)
    follow(page, "text=Hộ tịch")
    assert page.url.endswith("/A001/")
    assert (violations(page), overflow(page)) == ([], 0)
    tickets.call_next(by=house.hieu, at=MORNING)
    page.goto(BOARD)
    assert "A001" in page.inner_text(".now")
    assert (violations(page), overflow(page)) == ([], 0)
    page.goto(f"/danh-gia/{token}/")
    assert (violations(page), overflow(page)) == ([], 0)
    page.click("text=Rất hài lòng >> nth=0")
    follow(page, "text=Gửi đánh giá")
    assert "Cảm ơn ông/bà" in page.inner_text("main")
    assert Survey.objects.get().overall == 5
