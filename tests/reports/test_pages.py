"""Pages of reports: choosing, reading, the dossiers behind a number, files, signing, comparing."""

import re
from html import unescape
from http import HTTPStatus
from io import BytesIO

import pytest
from django.db import connection
from django.urls import reverse
from pypdfium2 import PdfDocument
from python_calamine import CalamineWorkbook

from motcua.people.rules import Role
from motcua.reports.models import FinalReport
from motcua.reports.rules.forms import Kind
from tests.factories import finished, later, person, received
from tests.reports.august import august, ended, filed, lay_out
from tests.web.desk.conftest import desk_of, morning, one_office, text_of
from tests.web.desk.conftest import world as bare_world
from tests.web.strange import STRANGE


__all__ = ["bare_world", "morning", "one_office"]

pytestmark = pytest.mark.django_db

URL = "/dieu-hanh/bao-cao/"
HALF = "2026-08-01..2026-08-15"


@pytest.fixture
def world(bare_world):
    lay_out(bare_world)
    return bare_world


@pytest.fixture
def tinh(world):
    return person("tinh", "Lê Tỉnh", world.province, "Chủ tịch", Role.LEADER)


def asked(kind=Kind.BY_FIELD, period=HALF, **more):
    return {"mau": kind.value, "ky": period, **more}


def links_of(page):
    """The address behind each number of the table, by what a reader hears."""
    found = re.findall(
        r'<a\s+href="([^"]+ho-so/[^"]+)"\s+aria-label="([^"]+)"', page.content.decode()
    )
    return {unescape(label): unescape(url) for url, label in found}


def number_in(label):
    return int(re.search(r": (\d+), ", label)[1])


def sign(actor, **more):
    return desk_of(actor).post(f"{URL}chot/", asked(**more))


# Reading


def test_the_form_stands_on_the_page_with_its_numbers(world):
    page = desk_of(world.chu).get(URL, asked())

    words = text_of(page)
    assert page.status_code == HTTPStatus.OK
    assert "Biểu số II.06a/BTP" in words
    assert "từ ngày 1/8/2026 đến ngày 15/8/2026" in words
    assert "(1) (2) (3) (4) (5) (6) (7) (8) (9) (10) (11) (12) (13)" in words
    assert "Tổng cộng 7 2 4 1 4 1 1 2 3 2 1" in words
    assert "Số liệu chưa khớp" not in words
    assert "UBND phường An Thịnh tiếp nhận 7 hồ sơ" in words


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("period", ["2026-Q3", "2026-H1", "2026", "2026-08", "2024-01..2024-05"])
def test_every_form_of_every_period_can_be_read(tinh, kind, period):
    desk = desk_of(tinh)

    for ending in ("", "pdf/", "xlsx/"):
        page = desk.get(f"{URL}{ending}", asked(kind, period, duoi="1"))
        assert page.status_code == HTTPStatus.OK, ending


def test_the_first_visit_shows_the_quarter_and_all_that_lies_below(tinh):
    page = desk_of(tinh).get(URL)

    words = text_of(page)
    assert "quý III/2026, đến ngày 24/8/2026 (15/6/2026–24/8/2026)" in words
    assert "Cấp tỉnh" in words
    assert "Cấp xã" in words
    assert "Kỳ này chưa hết" in words


def test_two_days_become_a_period(world):
    page = desk_of(world.chu).get(URL, asked(tu="01/08/2026", den="15/08/2026", period="2026-Q1"))

    assert "Tổng cộng 7 2 4 1" in text_of(page)
    assert f'value="{HALF}" selected' in page.content.decode()


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"tu": "01/08/2026"}, "Ghi cả hai ngày"),
        ({"tu": "15/08/2026", "den": "01/08/2026"}, "trước ngày đầu kỳ"),
        ({"tu": "31/02/2026", "den": "01/08/2026"}, "không có trong lịch"),
        ({"tu": "01/01/1926", "den": "01/08/2026"}, "nằm ngoài"),
        ({"period": "2027-Q1"}, "chưa đến"),
        ({"period": "mai"}, "Chọn một kỳ"),
        ({"dv": "0"}, "Chọn một đơn vị"),
        ({"dv": "9" * 40}, "Chọn một đơn vị"),
    ],
)
def test_what_cannot_be_asked_is_refused_at_its_box(world, more, words):
    page = desk_of(world.chu).get(URL, asked(**more))

    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert words in text_of(page)
    assert "Lỗi:" in page.content.decode()


def test_an_agency_that_does_not_lie_below_is_not_offered(world):
    stranger = str(world.other_commune.pk)
    desk = desk_of(world.chu)

    assert stranger not in re.findall(r'value="(\d+)"', desk.get(URL).content.decode())
    for ending in ("", "pdf/", "xlsx/", "ho-so/", "chot/"):
        page = desk.get(f"{URL}{ending}", asked(dv=stranger, so="received"))
        assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY, ending


def test_a_period_without_dossiers_says_so(world):
    desk = desk_of(world.chu)
    words = text_of(desk.get(URL, asked(Kind.BY_FIELD, "2024-01..2024-05")))

    assert "Không có hồ sơ nào trong kỳ này." in words
    assert "không tiếp nhận hồ sơ nào" in words
    causes = text_of(desk.get(URL, asked(Kind.CAUSES, "2024-01..2024-05")))
    assert "Không có hồ sơ quá hạn trong kỳ này." in causes


@pytest.mark.parametrize("name", ["mau", "dv", "ky", "tu", "so", "cua", "cap", "theo", "sau"])
def test_strange_addresses_are_refused_clearly(world, name):
    desk = desk_of(world.chu)
    passed_on = [t for t in STRANGE.values() if len(t) < 5000 and "\ud800" not in t]

    for text in passed_on:
        page = desk.get(f"{URL}ho-so/", asked(so="received") | {name: text})
        assert page.status_code in (200, 400, 404, 422), text
    assert desk.get(URL, asked() | {name: "a\x00b"}).status_code in (200, 422)
    assert desk.get(f"{URL}da-chot/", {name: "a\x00b"}).status_code in (200, 422)


# The dossiers behind a number


def test_every_number_leads_to_just_so_many_dossiers(world):
    desk = desk_of(world.chu)
    page = desk.get(URL, asked())
    links = links_of(page)

    assert len(links) == 11 + 11 + 7 + 9  # as many numbers as are not zero
    for label, url in links.items():
        count = number_in(label)
        codes = desk.get(url).content.decode().count('class="code"')
        assert codes == count, label


def test_numbers_of_units_and_levels_lead_to_theirs(tinh):
    desk = desk_of(tinh)
    for kind in (Kind.BY_UNIT, Kind.BY_FIELD, Kind.CAUSES):
        links = links_of(desk.get(URL, asked(kind, duoi="1")))
        assert links or kind is Kind.CAUSES
        for label, url in links.items():
            codes = desk.get(url).content.decode().count('class="code"')
            assert codes == number_in(label), (kind, label)


def test_names_are_for_the_agency_of_the_dossier_alone(world, tinh):
    code = finished(world)
    name = "Đặng Ngọc Quyên"
    query = asked(period="2026-08", so="received", dv=str(world.commune.pk))

    own = desk_of(world.chu).get(f"{URL}ho-so/", query).content.decode()
    above = desk_of(tinh).get(f"{URL}ho-so/", query).content.decode()
    admin = desk_of(world.quan).get(f"{URL}ho-so/", query).content.decode()

    assert code in own
    assert name in own
    assert f"/can-bo/ho-so/{code}/" in own
    for page in (above, admin):
        assert code in page
        assert name not in page
        assert f"/can-bo/ho-so/{code}/" not in page


def test_a_long_list_comes_in_pages(world):
    for n in range(60):
        filed(f"Z{n}", world.commune, on=august(10), due=august(20))
    desk = desk_of(world.chu)
    first = desk.get(f"{URL}ho-so/", asked(so="received_direct"))
    rest = unescape(re.search(r'href="([^"]+)" rel="next"', first.content.decode())[1])

    second = desk.get(f"{URL}ho-so/{rest}")

    assert "64 hồ sơ" in text_of(first)
    pages = [re.findall(r'class="code"[^>]*>([^<]+)<', p.content.decode()) for p in (first, second)]
    assert [len(codes) for codes in pages] == [50, 14]
    assert len({*pages[0], *pages[1]}) == 64
    assert "Về đầu danh sách" in text_of(second)


def test_a_figure_that_is_none_is_not_found(world):
    page = desk_of(world.chu).get(f"{URL}ho-so/", asked(so="fame"))

    assert page.status_code == HTTPStatus.NOT_FOUND


# Files


def test_the_files_show_what_the_page_shows(world):
    desk = desk_of(world.chu)
    xlsx = desk.get(f"{URL}xlsx/", asked())
    pdf = desk.get(f"{URL}pdf/", asked())

    name = "bieu-ii.06a-ubnd-phuong-an-thinh-20260801-20260815"
    assert f'filename="{name}.xlsx"' in xlsx["Content-Disposition"]
    assert f'filename="{name}.pdf"' in pdf["Content-Disposition"]
    rows = CalamineWorkbook.from_filelike(BytesIO(xlsx.content)).get_sheet_by_index(0).to_python()
    total = next(row for row in rows if row[1] == "Tổng cộng")
    assert total[2:] == [7, 2, 4, 1, 4, 1, 1, 2, 3, 2, 1]
    with PdfDocument(pdf.content) as document:
        words = document[0].get_textpage().get_text_range()
    assert "Bản chưa chốt" in words
    assert "Hộ tịch" in words


# Signing, the list, comparing


def test_a_leader_signs_after_reading(world):
    desk = desk_of(world.chu)
    page = desk.get(URL, asked())
    assert "Chốt báo cáo" in text_of(page)
    before = desk.get(f"{URL}chot/", asked())
    assert "không sửa được" in text_of(before)
    assert not FinalReport.objects.exists()

    done = desk.post(f"{URL}chot/", asked(), follow=True)

    words = text_of(done)
    assert "Đã chốt báo cáo" in words
    assert "Vũ Đình Chu, Chủ tịch" in words
    assert "Tổng cộng 7 2 4 1" in words
    assert "II.06a" in text_of(desk.get(f"{URL}da-chot/"))
    assert "Đã chốt, số 1/2026" in text_of(desk.get(URL, asked()))


def test_pressed_twice_it_is_signed_once_and_opened(world):
    """A double click, or a page left open while somebody else signed."""
    desk = desk_of(world.chu)
    first, second = (desk.post(f"{URL}chot/", asked(), follow=True) for _ in range(2))

    assert FinalReport.objects.count() == 1
    assert second.status_code == HTTPStatus.OK
    assert second.redirect_chain[-1] == first.redirect_chain[-1]
    assert "Đã chốt báo cáo" in text_of(first)
    assert "Báo cáo này đã chốt, số 1/2026; không chốt lần nữa." in text_of(second)


def break_a_sum(world):
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE ledger_tally SET granted_late = granted_late + 1 WHERE granted_late > 0 "
            "AND unit_id = %s",
            [world.commune.pk],
        )


def test_figures_that_disagree_are_not_signed_and_the_dossiers_are_listed(world):
    break_a_sum(world)

    page = sign(world.chu)

    words = text_of(page)
    assert page.status_code == HTTPStatus.CONFLICT
    assert "Chưa chốt được báo cáo: số liệu không khớp" in words
    assert re.search(r"Đất đai: .* là 2, đếm lại từng hồ sơ là 1, lệch 1 hồ sơ", words)
    assert not FinalReport.objects.exists()
    links = re.findall(r'<a href="([^"]+)">Xem hồ sơ', page.content.decode())
    listed = [unescape(url) for url in links if "granted_late" in url and "theo=field" in url]
    assert "A3" in text_of(desk_of(world.chu).get(listed[0]))


@pytest.mark.parametrize("who", ["anh", "quan"])
def test_who_reads_does_not_sign(world, who):
    assert desk_of(getattr(world, who)).get(URL, asked()).status_code == HTTPStatus.OK
    assert sign(getattr(world, who)).status_code == HTTPStatus.FORBIDDEN


def test_a_correction_names_its_reason_and_both_stay(world):
    sign(world.chu)
    old = FinalReport.objects.get()
    desk = desk_of(world.chu)
    page = desk.get(f"{URL}da-chot/{old.pk}/")
    link = unescape(re.search(r'href="([^"]+thay=[^"]+)"', page.content.decode())[1])
    assert desk.get(link).status_code == HTTPStatus.OK

    bare = desk.post(f"{URL}chot/", asked(thay=str(old.pk), ly_do=" "))
    assert bare.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    done = desk.post(f"{URL}chot/", asked(thay=str(old.pk), ly_do="Sai kỳ."), follow=True)

    assert "Sai kỳ." in text_of(done)
    assert "Đã được thay" in text_of(desk.get(f"{URL}da-chot/{old.pk}/"))
    assert desk.get(f"{URL}da-chot/{old.pk}/pdf/").status_code == HTTPStatus.OK


def test_a_past_period_is_still_what_was_signed(world):
    sign(world.chu)
    report = FinalReport.objects.get()
    desk = desk_of(world.chu)
    ended(filed("A5", world.commune, on=august(18)), august(20))

    assert "Không ô nào khác" in text_of(desk.get(f"{URL}da-chot/{report.pk}/so-sanh/"))


def test_what_changed_since_is_red_with_its_dossiers(world):
    sign(world.chu)
    report = FinalReport.objects.get()
    break_a_sum(world)

    words = text_of(desk_of(world.chu).get(f"{URL}da-chot/{report.pk}/so-sanh/"))

    assert "Số liệu nay khác báo cáo đã chốt" in words
    assert "Đất đai Số hồ sơ đã giải quyết quá hạn 1 2 +1 Xem hồ sơ" in words


def test_a_report_is_compared_with_the_period_before(world):
    sign(world.chu)
    report = FinalReport.objects.get()

    words = text_of(desk_of(world.chu).get(f"{URL}da-chot/{report.pk}/so-sanh/?voi=truoc"))

    assert "So với kỳ trước" in words
    assert "Tổng cộng Số hồ sơ tiếp nhận 1 7 +6" in words


def test_the_files_of_a_final_report_name_who_signed(world):
    sign(world.chu)
    report = FinalReport.objects.get()
    desk = desk_of(world.chu)

    with PdfDocument(desk.get(f"{URL}da-chot/{report.pk}/pdf/").content) as document:
        words = document[0].get_textpage().get_text_range()
    assert "Vũ Đình Chu" in words
    assert "1/2026" in words
    assert desk.get(f"{URL}da-chot/{report.pk}/xlsx/").status_code == HTTPStatus.OK


def test_strangers_find_nothing(world):
    sign(world.chu)
    report = FinalReport.objects.get()
    stranger = person("binh", "Đỗ Bình", world.other_commune, "Chủ tịch", Role.LEADER)

    for ending in ("", "pdf/", "xlsx/", "so-sanh/"):
        page = desk_of(stranger).get(f"{URL}da-chot/{report.pk}/{ending}")
        assert page.status_code == HTTPStatus.NOT_FOUND
    assert "Chưa có báo cáo nào" in text_of(desk_of(stranger).get(f"{URL}da-chot/"))


# What it costs


def test_ten_queries_at_most(world, tinh, django_assert_max_num_queries):
    for n in range(5):
        received(world, at=later(days=-5, minutes=n))
    desk = desk_of(tinh)
    desk.post(f"{URL}chot/", asked(duoi="1"))
    report = FinalReport.objects.get()
    addresses = [
        *((URL, asked(kind, duoi="1")) for kind in Kind),
        (f"{URL}ho-so/", asked(so="received", duoi="1", theo="level", cap="commune")),
        (f"{URL}chot/", asked(duoi="1")),
        (f"{URL}da-chot/", {}),
        (f"{URL}da-chot/{report.pk}/", {}),
        (f"{URL}da-chot/{report.pk}/so-sanh/", {}),
        (f"{URL}da-chot/{report.pk}/so-sanh/", {"voi": "truoc"}),
    ]
    desk.get(URL)
    for address, query in addresses:
        with django_assert_max_num_queries(10):
            assert desk.get(address, query).status_code == HTTPStatus.OK, address


def test_the_addresses_are_those_that_others_link_to():
    assert reverse("lead:reports") == URL
    assert reverse("lead:report_cases") == f"{URL}ho-so/"
