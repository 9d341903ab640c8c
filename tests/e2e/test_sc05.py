"""SC05: a counter officer: signs in, sees the own counter, takes in what came online."""

import pytest

from motcua.dossiers import queries as dossiers
from motcua.dossiers.rules import Status
from motcua.journal import queries as journal
from tests.e2e.conftest import open_dossier, press


pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def test_a_dossier_that_came_online_goes_all_the_way(people, online):
    counter = people("hieu")
    assert "Nguyễn Văn Hiếu" in counter.inner_text("header")
    assert "Cán bộ tiếp nhận, quầy 2" in counter.inner_text("header")
    counter.click("nav.rail a:has-text('Chờ tiếp nhận')")
    row = counter.locator("tr", has_text=online)
    assert "Trực tuyến" in row.inner_text()
    with counter.expect_navigation():
        row.locator("a.code").click()

    press(counter, "Tiếp nhận hồ sơ")
    press(counter, "Chuyển bước tiếp theo")

    head = people("dung")
    open_dossier(head, online)
    head.select_option("select[name=to_user]", label="Vũ Thị Hòa · Công chức tư pháp - hộ tịch")
    press(head, "Chuyển bước tiếp theo")
    specialist = people("hoa")
    assert online in specialist.inner_text("main")
    open_dossier(specialist, online)
    press(specialist, "Chuyển bước tiếp theo")
    leader = people("vinh")
    open_dossier(leader, online)
    press(leader, "Ký duyệt kết quả")
    press(leader, "Ký duyệt kết quả")
    clerk = people("thu")
    open_dossier(clerk, online)
    press(clerk, "Vào sổ, phát hành kết quả")
    clerk.fill("[name=result_number]", "77/2026")
    press(clerk, "Vào sổ, phát hành kết quả")

    assert dossiers.whereabouts(online).status is Status.FINISHED
    concluded = journal.history(online)[-1]
    assert concluded.facts["timeliness"] == "early"
    counter.goto("/can-bo/tra-ket-qua/")
    assert online in counter.inner_text("main")
