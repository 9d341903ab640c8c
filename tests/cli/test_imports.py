import json
from argparse import Namespace

import pytest
import xlsxwriter

from motcua.cli import imports, sheets
from motcua.cli.errors import FileUnreadable


MARRIAGE = {
    "Mã thủ tục": "1.000894",
    "Tên thủ tục": "Đăng ký kết hôn",
    "Lĩnh vực": "Hộ tịch",
    "Cấp thực hiện": "Cấp xã",
    "Cơ quan thực hiện": "Cấp xã: Ủy ban nhân dân cấp xã",
    "Thời hạn (trực tiếp)": "3 ngày làm việc",
    "Nguồn thời hạn (trực tiếp)": "Luật Hộ tịch 2014",
    "Phí, lệ phí (trực tiếp)": "Miễn phí",
}
UNITS = imports.UNIT_HEADINGS


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
        sheets.read(tmp_path / name, UNITS)


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(FileUnreadable, match="không có tệp"):
        sheets.read(tmp_path / "a.json", UNITS)


@pytest.mark.django_db
def test_all_or_nothing_unless_partial(sheet, capsys):
    wrong = MARRIAGE | {"Mã thủ tục": "hai"}
    file = str(sheet(MARRIAGE, wrong))

    assert imports.import_catalog(Namespace(file=file, partial=False)) == 1
    told = capsys.readouterr()
    assert "Dòng 3 (hai), cột Mã thủ tục" in told.err
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
