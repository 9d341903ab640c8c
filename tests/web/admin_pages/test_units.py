import json
from io import BytesIO

import pytest
import xlsxwriter

from motcua.people.models import Unit
from tests.web.admin_pages.conftest import words


NEW = {
    "parent_code": "H40.12.05",
    "kind": "department",
    "code": "H40.12.05.09",
    "name": "Phòng Kinh tế",
    "since": "24/08/2026",
}
ROW = {
    "code": "H40.12.05.09",
    "name": "Phòng Kinh tế",
    "kind": "department",
    "parent_code": "H40.12.05",
    "since": "2026-08-24",
}


def test_the_tree_shows_the_own_agency_alone(quan):
    page = words(quan.get("units"))

    assert "Phòng Văn hóa - Xã hội" in page
    assert "UBND xã Bình Minh" not in page
    assert "UBND tỉnh Đông Giang" not in page


def test_the_tree_of_a_day_before_the_agency_is_empty(quan):
    assert "chưa có đơn vị nào" in words(quan.get("units", ngay="31/12/2023"))


def test_a_unit_is_created_shown_and_told_of(quan, world):
    answer = quan.post("unit_create", **NEW)
    made = Unit.objects.get(code="H40.12.05.09")
    page = words(quan.get("unit", made.pk))

    assert answer.status_code == 302
    assert made.agency_id == world.commune.pk
    assert "Đã tạo đơn vị Phòng Kinh tế." in page
    assert "Tạo đơn vị: Phòng Kinh tế" in page


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        pytest.param({"code": "h40 x"}, "không đúng dạng", id="a code of no agency"),
        pytest.param({"code": "H40.12.05.02"}, "đã dùng cho đơn vị khác", id="a code in use"),
        pytest.param({"name": ""}, "Ghi tên đơn vị.", id="no name"),
        pytest.param({"name": "x\0y"}, "ký tự không đọc được", id="NUL"),
        pytest.param({"since": "31/11/2026"}, "không có trong lịch", id="no such day"),
        pytest.param({"kind": "planet"}, "planet", id="no such kind"),
        pytest.param({"kind": "province"}, "không thể trực thuộc", id="a province under a commune"),
        pytest.param({"parent_code": "H40.13.01"}, "H40.13.01", id="under a stranger"),
    ],
)
def test_a_refused_unit_keeps_what_was_typed(quan, typed, told):
    answer = quan.post("unit_create", **{**NEW, "address": "Số 7 phố Mới", **typed})

    page = words(answer)
    assert answer.status_code == 422
    assert "<title> Lỗi: Thêm đơn vị" in page
    assert told in page
    assert 'value="Số 7 phố Mới"' in page
    assert not Unit.objects.filter(code="H40.12.05.09").exists()


def test_a_unit_is_changed_and_moved(quan, world):
    place = world.secretariat
    quan.post(
        "unit_change",
        place.pk,
        name="Văn phòng",
        short_name="VP",
        parent_code=world.culture.code,
        phone="0218 1",
    )

    place.refresh_from_db()
    assert (place.name, place.short_name, place.phone) == ("Văn phòng", "VP", "0218 1")
    assert place.parent_id == world.culture.pk


def test_the_own_agency_is_not_moved_or_closed_by_its_administrator(quan, world):
    assert "parent_code" not in words(quan.get("unit_change", world.commune.pk))
    assert 'aria-disabled="true"' in words(quan.get("unit", world.commune.pk))


def test_a_unit_that_is_still_used_is_not_closed(quan, world):
    answer = quan.post("unit_close", world.culture.pk, until="24/08/2026")

    assert answer.status_code == 422
    assert "3 vị trí công tác" in words(answer)
    assert Unit.objects.get(pk=world.culture.pk).until is None


def test_an_empty_unit_is_closed(quan):
    quan.post("unit_create", **NEW)
    made = Unit.objects.get(code="H40.12.05.09")

    quan.post("unit_close", made.pk, until="31/08/2026")

    assert f"{Unit.objects.get(pk=made.pk).until}" == "2026-08-31"


@pytest.mark.parametrize("name", ["unit", "unit_change", "unit_close"])
def test_a_unit_of_another_agency_is_not_for_this_administrator(quan, world, name):
    assert quan.get(name, world.other_commune.pk).status_code == 403


def test_a_unit_that_is_not_there(quan):
    assert quan.get("unit", 10**30).status_code == 404


def file_of(rows):
    return named(json.dumps(rows).encode(), "don-vi.json")


def named(content, name):
    file = BytesIO(content)
    file.name = name
    return file


def sheet_of(titles, *lines):
    target = BytesIO()
    with xlsxwriter.Workbook(target) as book:
        sheet = book.add_worksheet()
        for number, line in enumerate([titles, *lines]):
            sheet.write_row(number, 0, line)
    return named(target.getvalue(), "don-vi.xlsx")


def parcel_of(answer):
    return answer.context["parcel"]


def test_units_are_tried_then_imported(quan):
    tried = quan.post("unit_import", file=file_of([ROW]))
    before = Unit.objects.filter(code=ROW["code"]).exists()
    done = quan.post("unit_import", parcel=parcel_of(tried))

    assert "Tệp đúng, chưa nhập gì" in words(tried)
    assert not before
    assert done.status_code == 302
    assert Unit.objects.filter(code=ROW["code"]).exists()


def test_a_sheet_of_units_is_read_by_its_headings(quan):
    titles = ["Mã", "Tên đơn vị", "LOẠI", "Mã đơn vị cấp trên", "Từ ngày"]
    line = ["H40.12.05.09", "Phòng Kinh tế", "department", "H40.12.05", "2026-08-24"]

    assert quan.post("unit_import", file=sheet_of(titles, line)).context["outcome"].created == 1


def test_one_wrong_unit_and_none_is_imported(quan):
    answer = quan.post("unit_import", file=file_of([ROW, {**ROW, "code": "x"}]))

    page = words(answer)
    assert "1 dòng cần sửa" in page
    assert "không dòng nào được nhập" in page
    assert 'name="parcel"' not in page
    assert not Unit.objects.filter(code=ROW["code"]).exists()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        pytest.param(b"", "Tệp này trống", id="empty"),
        pytest.param(b"\xff\xfe\x00", "Chỉ nhận bảng tính", id="noise"),
        pytest.param(b"[" * 100_000, "Chỉ nhận bảng tính", id="too deep"),
        pytest.param(b'{"a": 1}', "danh sách", id="no rows"),
        pytest.param(b"[1, 2]", "danh sách", id="rows that are none"),
        pytest.param(b"PK\x03\x04 not a zip", "Tệp hỏng", id="half a sheet"),
        pytest.param(b" " * (5 * 1024 * 1024 + 1), "Tệp nặng 6 MB, quá mức 5 MB", id="too heavy"),
    ],
)
def test_a_file_that_cannot_be_read_is_told(quan, content, told):
    answer = quan.post("unit_import", file=named(content, "don-vi.json"))

    assert answer.status_code == 422
    assert told in words(answer)


def test_what_was_tried_cannot_be_exchanged(quan, world):
    parcel = parcel_of(quan.post("unit_import", file=file_of([ROW])))

    answer = quan.post("unit_import", parcel=parcel[:-4] + "AAAA")

    assert answer.status_code == 409
    assert not Unit.objects.filter(code=ROW["code"]).exists()
