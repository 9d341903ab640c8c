"""SC18: a leader assigns online targets by level to offices and wards, as Bắc Kạn did."""

import re
from datetime import UTC, datetime

import pytest

from motcua.dossiers import services as dossiers
from motcua.dossiers.rules import Applicant, ApplicantKind, Channel, Intake
from motcua.people import queries as people_queries
from motcua.targets import services as targets
from motcua.targets.models import Target
from tests.e2e.conftest import NOW, actor, committed, press, said
from tests.web.conftest import follow, violations


pytestmark = [pytest.mark.browser, pytest.mark.django_db]

LIST = "/dieu-hanh/chi-tieu/"
ONLINE = "Hồ sơ trực tuyến mức độ {level} năm 2026"
LEVELS = {"4": "whole", "3": "partial"}
# Offices of the commune with what each is to reach at level 4 and at level 3: invented numbers.
UNITS = {"H42.105": ("", "2", "5000"), "H42.105.02": ("Hộ tịch", "1000", "2000")}
IN_THE_LAST_WEEKS = datetime(2026, 12, 21, 1, 0, tzinfo=UTC)


@pytest.fixture
def unit_ids(place, django_db_blocker):
    with django_db_blocker.unblock():
        return {code: people_queries.unit_by_code(code, NOW.date()).id for code in UNITS}


@pytest.fixture
def came_online(place, db):
    """Two dossiers of this month by the line, of what can be done wholly online."""

    def lay_out():
        hieu = actor("hieu")
        return [file_online(hieu, number) for number in (1, 2)]

    return committed(lay_out)


def file_online(hieu, number):
    intake = Intake(
        procedure="1.001776",
        channel=Channel.ONLINE,
        receiving_unit_id=hieu.unit_id,
        applicant=Applicant(
            kind=ApplicantKind.CITIZEN,
            name=f"Phan Văn Mạng {'I' * number}",
            id_number="036190000777",
            phone="0900000888",
            address="Xóm 5, xã Xuân Trường",
        ),
    )
    code = dossiers.submit(intake, by=None, at=NOW)
    dossiers.accept(code, by=hieu, at=NOW)
    return code


def test_targets_by_level_are_assigned_followed_and_reminded_of(people, unit_ids, came_online):
    leader = people("vinh")
    for level in LEVELS:
        assigns(leader, level, unit_ids)
    sees_actual_and_target(leader)
    follows_a_month(leader, came_online)
    committed(targets.remind, at=IN_THE_LAST_WEEKS)
    is_reminded(people("dung"))
    reads_only(people("hoa"))


def assigns(page, level, unit_ids):
    """Step 1: per office and ward, for the year, each level apart."""
    page.goto(LIST)
    follow(page, "a.button:has-text('Giao chỉ tiêu')")
    page.fill("[name=name]", ONLINE.format(level=level))
    page.select_option("[name=service_level]", LEVELS[level])
    page.fill("[name=number]", f"0{level}/QĐ-UBND")
    for code, (field, at_four, at_three) in UNITS.items():
        if field:
            page.fill(f"[name='lv-{unit_ids[code]}']", field)
        page.fill(f"[name='so-{unit_ids[code]}']", at_four if level == "4" else at_three)
    assert violations(page) == []
    press(page, "Giao chỉ tiêu")
    assert "Đã giao chỉ tiêu cho 2 đơn vị." in said(page)


def sees_actual_and_target(page):
    """Targets are per unit and per level: two of them, with their own numbers."""
    page.goto(LIST)
    words = page.inner_text("main")
    for level in LEVELS:
        assert ONLINE.format(level=level) in words
    assert "mức độ 4" in words
    assert "trên 2 đơn vị" in words
    assert violations(page) == []


def follows_a_month(page, codes):
    """Step 2: actual and target, the rank with the size of the field, the dossiers behind."""
    page.goto(LIST)
    follow(page, f"a:has-text('{ONLINE.format(level='4')}')")
    follow(page, "nav[aria-label='Tháng'] a:has-text('11/2026')")
    rows = page.locator("section table.rows tbody tr")
    first = rows.first.inner_text()
    assert "1/2" in first
    assert "Xã Xuân Trường" in first
    assert "ít nhất 2 hồ sơ" in first
    assert "Đạt" in first
    office = rows.nth(1).inner_text()
    assert "2/2" in office
    assert re.search(r"còn thiếu [\d.]+ hồ sơ", office), office
    assert violations(page) == []
    with page.expect_navigation():
        rows.first.locator("a[href*='/ho-so/']").click()
    shown = page.locator("table.rows .code").all_inner_texts()
    assert set(codes) <= set(shown)


def is_reminded(page):
    """Step 3: who leads the unit that is behind."""
    page.goto("/can-bo/nhac-viec/")
    words = page.inner_text("main")
    assert ONLINE.format(level="4") in words
    assert "Còn không quá hai tuần, Văn phòng HĐND và UBND chậm chỉ tiêu" in words
    target = Target.objects.get(name=ONLINE.format(level="4"))
    page.goto(f"{LIST}{target.pk}/")
    assert "giao" in page.inner_text("main").lower()


def reads_only(page):
    """An official of that unit sees its number and rank, and no button."""
    page.goto(f"{LIST}cua-don-vi/")
    words = page.inner_text("main")
    assert "ít nhất 1.000 hồ sơ" in words
    assert "2/2" in words
    assert violations(page) == []
    follow(page, f"a:has-text('{ONLINE.format(level='4')}')")
    assert "Sửa số giao" not in page.inner_text("main")
