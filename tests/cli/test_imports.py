import json
from argparse import Namespace
from datetime import date

import pytest
import xlsxwriter

from motcua.catalog.rules import read_row
from motcua.cli import imports, sheets
from motcua.cli.errors import FileUnreadable
from motcua.cli.procedure_sheets import HEADINGS, procedure_row


MARRIAGE = {
    "Mã thủ tục": 1.00894,
    "Tên thủ tục": "Đăng ký kết hôn",
    "Lĩnh vực": "Hộ tịch",
    "Cấp thực hiện": "Cấp xã",
    "Cơ quan thực hiện": "Ủy ban nhân dân cấp xã",
    "Thời hạn": "3 ngày làm việc",
    "Phí, lệ phí": "Miễn phí",
    "Thành phần hồ sơ": "- Tờ khai đăng ký kết hôn\n- Giấy xác nhận tình trạng hôn nhân",
    "Căn cứ pháp lý": "Luật Hộ tịch 2014",
    "Ngành dọc": "Không",
    "Số bộ hồ sơ": 1,
    "Hiệu lực từ": date(2025, 7, 1),
}


@pytest.fixture
def sheet(tmp_path):
    """Write the rows under their headings, as a person would in a spreadsheet."""

    def write(*rows):
        file = tmp_path / "thu-tuc.xlsx"
        with xlsxwriter.Workbook(str(file), {"default_date_format": "dd/mm/yyyy"}) as book:
            page = book.add_worksheet()
            page.write_row(0, 0, list(rows[0]))
            for number, row in enumerate(rows, 1):
                page.write_row(number, 0, list(row.values()))
        return file

    return write


def test_a_line_of_a_sheet_is_a_procedure(sheet):
    rows = sheets.read(sheet(MARRIAGE), HEADINGS)

    row, problems = read_row(procedure_row(rows.rows[0]))

    assert problems == []
    assert (row.code, row.since) == ("1.008940", date(2025, 7, 1))
    assert [component.name for component in row.content.components] == [
        "Tờ khai đăng ký kết hôn",
        "Giấy xác nhận tình trạng hôn nhân",
    ]
    assert {terms.limit.label for terms in row.content.by_channel} == {"3 ngày làm việc"}
    assert {terms.limit.source for terms in row.content.by_channel} == {"Luật Hộ tịch 2014"}
    assert {terms.charge.amount for terms in row.content.by_channel} == {0}


def test_a_limit_that_can_not_be_read_is_not_guessed(sheet):
    rows = sheets.read(sheet(MARRIAGE | {"Thời hạn": "3 đến 5 ngày"}), HEADINGS)

    row, problems = read_row(procedure_row(rows.rows[0]))

    assert problems == []
    assert row.content.unknown_because
    assert {terms.limit for terms in row.content.by_channel} == {None}


def test_a_heading_nobody_knows_is_named(sheet):
    rows = sheets.read(sheet(MARRIAGE | {"Màu sắc": "xanh"}), HEADINGS)

    _, problems = read_row(procedure_row(rows.rows[0]))

    assert [(p.column, p.message) for p in problems] == [("Màu sắc", "Không có cột này trong mẫu.")]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        pytest.param("a.json", b"{", "không phải JSON", id="half a file"),
        pytest.param("a.json", b"[1]", "danh sách các dòng", id="not rows"),
        pytest.param("a.json", b'"text"', "danh sách các dòng", id="not a list"),
        pytest.param("a.json", b"\xff\xfe", "UTF-8", id="another encoding"),
        pytest.param("a.json", b"[" * 100_000, "không phải JSON", id="nested without end"),
        pytest.param("a.xlsx", b"PK\x03\x04", "bảng tính", id="not a spreadsheet"),
        pytest.param("a.xlsx", b"", "bảng tính", id="empty"),
    ],
)
def test_a_file_that_can_not_be_read(tmp_path, name, content, reason):
    (tmp_path / name).write_bytes(content)

    with pytest.raises(FileUnreadable, match=reason):
        sheets.read(tmp_path / name, HEADINGS)


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(FileUnreadable, match="không có tệp"):
        sheets.read(tmp_path / "a.json", HEADINGS)


@pytest.mark.django_db
def test_all_or_nothing_unless_partial(sheet, capsys):
    wrong = MARRIAGE | {"Mã thủ tục": "hai"}
    file = str(sheet(MARRIAGE, wrong))

    assert imports.import_catalog(Namespace(file=file, partial=False)) == 1
    told = capsys.readouterr()
    assert "Dòng 3 (hai), cột Mã thủ tục: Mã thủ tục có dạng 1.001193." in told.err
    assert "Chưa nhập gì" in told.err

    assert imports.import_catalog(Namespace(file=file, partial=True)) == 0
    assert "1 thủ tục mới, 0 thay đổi, 0 giữ nguyên, 1 dòng bị từ chối." in capsys.readouterr().out


@pytest.mark.django_db
def test_units_come_in_whole_or_not_at_all(tmp_path, capsys):
    commune = {
        "code": "H40.12",
        "name": "Ủy ban nhân dân xã Mỹ Lộc",
        "short_name": "Mỹ Lộc",
        "kind": "commune",
        "since": "2025-07-01",
    }
    file = tmp_path / "units.json"
    file.write_text(json.dumps([commune, commune | {"kind": "moon"}]), "utf-8")

    assert imports.import_units(Namespace(file=str(file))) == 1
    assert "Dòng 2 (H40.12): Loại đơn vị “moon”" in capsys.readouterr().err
