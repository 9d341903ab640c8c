"""SC11: the chairman opens the board, goes to what is overdue, signs a report."""

import re
from datetime import UTC, date, datetime

import pytest
from django.db import transaction

from motcua.ledger import queries as ledger
from motcua.ledger.models import Tally
from motcua.ledger.rules import Cell, Period
from tests.e2e.conftest import NOW, actor, committed, filed, press


pytestmark = [pytest.mark.browser, pytest.mark.django_db]

IN_OCTOBER = datetime(2026, 10, 5, 2, 0, tzinfo=UTC)
YEAR = Period(NOW.date().replace(month=1, day=1), NOW.date())
FORM = "?mau=by_field&ky=2026-10"


@pytest.fixture
def late(place, db):
    """The codes of all that is late today, one of them the longest."""
    committed(lambda: filed("1.001776", "Đoàn Văn Muộn", at=IN_OCTOBER, hands=[("anh", "lan")]))
    return {case.code for case in ledger.cases(YEAR, Cell.OPEN_LATE).items}


def test_the_board_leads_to_exactly_what_is_overdue(people, late):
    """Steps 1 and 2: satisfaction first; each overdue dossier with its unit and reason."""
    page = people("vinh")
    page.goto("/dieu-hanh/")
    assert page.inner_text("main .stat h2 >> nth=0") == "Hài lòng"
    stat = page.locator(".stat", has_text="Đang quá hạn").first
    assert int(stat.locator("b").inner_text()) == len(late)
    assert set(page.locator("#qua-han .stacked .code").all_inner_texts()) == late
    for row in page.locator("#qua-han .stacked tbody tr").all():
        assert "Xuân Trường" in row.inner_text()
        assert re.search("Thiếu giải trình|Đã chấp nhận|Chờ lãnh đạo|trả lại", row.inner_text())

    with page.expect_navigation():
        page.locator("#qua-han .panel-head a").first.click()

    assert set(re.findall(r"H42\.105-\d{6}-\d{4}", page.inner_text("main"))) == late


def test_a_report_that_does_not_add_up_is_not_signed(people, place):
    """Step 7: refused while a sum fails, with the sum; signed when it comes out."""
    page = people("vinh")
    page.goto(f"/dieu-hanh/bao-cao/{FORM}")
    sign = page.locator("a[href*='/bao-cao/chot/']").first.get_attribute("href")
    row = committed(spoil)
    page.goto(sign)
    press(page, "Chốt báo cáo")
    words = page.inner_text("main")
    committed(lambda: mend(row))

    assert "Chưa chốt được" in words
    assert "khớp" in words
    page.goto(sign)
    press(page, "Chốt báo cáo")
    assert "/bao-cao/da-chot/" in page.url


def spoil():
    """One bucket of the sums says one dossier more."""
    row = (
        Tally.objects.filter(grain=1, start=date(2026, 10, 1), unit=actor("vinh").agency_id)
        .order_by("pk")
        .first()
    )
    with transaction.atomic():
        Tally.objects.filter(pk=row.pk).update(received_direct=row.received_direct + 1)
    return row


def mend(row):
    Tally.objects.filter(pk=row.pk).update(received_direct=row.received_direct)
