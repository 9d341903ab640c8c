import io
import json
import random
import zipfile
from contextlib import suppress
from datetime import date

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from motcua.catalog import queries, services
from motcua.catalog.errors import FileNotRead, FileTooLarge
from motcua.catalog.models import ProcedureVersion
from motcua.catalog.services.cells import HEADER

from .conftest import NOW, delivered, row_of


TODAY = date(2026, 11, 21)
HEAD = [
    "Mã thủ tục",
    "Tên thủ tục",
    "Lĩnh vực",
    "Cấp thực hiện",
    "Cơ quan thực hiện",
    "Thời hạn (trực tiếp)",
    "Nguồn thời hạn (trực tiếp)",
    "Phí, lệ phí (trực tiếp)",
]
LINE = [
    "1.009999",
    "Xác nhận việc thử",
    "Việc thử",
    "Cấp xã",
    "Cấp xã: Ủy ban nhân dân cấp xã",
    "3 ngày làm việc",
    "QĐ 1/QĐ-UBND",
    "8.000 đồng/bản",
]


def sheet(*lines, change=None):
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        page = book.add_worksheet()
        for number, line in enumerate(lines):
            page.write_row(number, 0, line)
        if change:
            change(book, page)
    return target.getvalue()


def line(**cells):
    return [cells.get(title, value) for title, value in zip(HEAD, LINE, strict=True)]


def repacked(data, replace):
    """The zip with some parts changed; `replace` maps a name to bytes, or adds a part."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", 8) as new:
        for name in old.namelist():
            new.writestr(name, replace.pop(name, None) or old.read(name))
        for name, content in replace.items():
            new.writestr(name, content)
    return target.getvalue()


def take_in(data, name="thu-tuc.xlsx", **options):
    return services.import_file(name, data, by=None, at=NOW, **options)


@pytest.mark.django_db
def test_a_sheet_is_taken_in():
    report = take_in(sheet(HEAD, LINE, [], line(**{"Mã thủ tục": "1.009998"})))

    assert report.created == ("1.009998", "1.009999")
    procedure = queries.procedure("1.009999", on=TODAY)
    terms = procedure.terms("direct")
    assert (terms.limit.label, terms.fee_label) == ("3 ngày làm việc", "8.000 đồng/bản")
    assert (procedure.authority, procedure.since) == ("Ủy ban nhân dân cấp xã", TODAY)


@pytest.mark.django_db
def test_what_is_exported_is_taken_in_again_without_a_change():
    services.import_procedures(delivered(), by=None, at=NOW)
    before = list(ProcedureVersion.objects.order_by("pk").values())

    report = take_in(services.export_xlsx(on=TODAY))

    assert (report.problems, report.created, report.changed) == ((), (), ())
    assert len(report.unchanged) == 157
    assert list(ProcedureVersion.objects.order_by("pk").values()) == before


@pytest.mark.django_db
def test_nothing_in_an_export_is_ever_computed():
    names = ["=1+1", "+84", "-1", "@SUM(A1)", '=HYPERLINK("http://x.vn")', "http://x.vn"]
    rows = [
        row_of("1.001193") | {"code": f"1.00999{n}", "name": name} for n, name in enumerate(names)
    ]
    services.import_procedures(rows, by=None, at=NOW)

    data = services.export_xlsx(on=TODAY)

    with zipfile.ZipFile(io.BytesIO(data)) as package:
        xml = package.read("xl/worksheets/sheet1.xml")
    assert b"<f" not in xml
    assert b"hyperlink" not in xml
    lines = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    assert lines[0] == HEADER
    assert sorted(one[1] for one in lines[1:]) == sorted(names)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("cells", "column", "message"),
    [
        ({"Cấp thực hiện": "Cấp thôn"}, "Cấp thực hiện", "Chỉ ghi"),
        ({"Cơ quan thực hiện": "UBND"}, "Cơ quan thực hiện", "mỗi cấp một dòng"),
        ({"Phí, lệ phí (trực tiếp)": "nhiều"}, "Phí, lệ phí (trực tiếp)", "mức phí"),
        ({"Nguồn thời hạn (trực tiếp)": ""}, "Thời hạn", "Thiếu văn bản"),
        ({"Thời hạn (trực tiếp)": ""}, "Thời hạn", "ít nhất một cách nộp"),
        ({"Tên thủ tục": ""}, "Tên thủ tục", "để trống"),
        ({"Mã thủ tục": 1.5}, "Mã thủ tục", "1.001193"),
    ],
)
def test_a_wrong_cell_is_named_by_row_and_column(cells, column, message):
    report = take_in(sheet(HEAD, LINE, [], line(**cells)))

    assert not report.is_done
    assert {(p.row, p.column) for p in report.problems} == {(4, column)}
    assert any(message in p.message for p in report.problems)
    assert not ProcedureVersion.objects.exists()


@pytest.mark.django_db
def test_a_limit_that_is_not_clear_is_taken_in_and_told():
    report = take_in(sheet(HEAD, line(**{"Thời hạn (trực tiếp)": "3-5 ngày"})))

    assert report.cannot_be_filed == ("1.009999",)
    assert "khoảng" in queries.procedure("1.009999", on=TODAY).unknown_because


def with_password():
    return b"\xd0\xcf\x11\xe0" + b"\0" * 600


def far_cell(data):
    cell = b'<row r="1"><c r="XFD1048576"><v>1</v></c></row>'
    xml = b"<worksheet><sheetData>" + cell + b"</sheetData></worksheet>"
    return repacked(data, {"xl/worksheets/sheet1.xml": xml})


def bomb(data):
    return repacked(data, {"xl/media/image1.png": b"\0" * (70 * 1024 * 1024)})


GOOD = sheet(HEAD, LINE)


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        pytest.param("a.csv", b"x", "Chỉ nhận tệp", id="type"),
        pytest.param("a.xlsx", b"", "hỏng", id="empty"),
        pytest.param("a.xlsx", b"not a zip", "hỏng", id="not-a-zip"),
        pytest.param("a.xlsx", GOOD[:-200], "hỏng", id="cut-off"),
        pytest.param("a.xlsx", with_password(), "mật khẩu", id="password-or-old"),
        pytest.param("a.xlsx", repacked(GOOD, {"xl/vbaProject.bin": b"x"}), "macro", id="macro"),
        pytest.param("a.xlsx", far_cell(GOOD), "quá lớn", id="far-cell"),
        pytest.param("a.xlsx", bomb(GOOD), "bung ra", id="bomb"),
        pytest.param(
            "a.xlsx",
            repacked(GOOD, {f"xl/media/{n}": b"x" for n in range(400)}),
            "thành phần",
            id="many-parts",
        ),
        pytest.param(
            "a.xlsx",
            repacked(GOOD, {"xl/sharedStrings.xml": b"<!DOCTYPE x [<!ENTITY a 'b'>]><x/>"}),
            "khai báo XML",
            id="entities",
        ),
        pytest.param(
            "a.xlsx",
            sheet(HEAD, LINE, change=lambda book, page: page.write_formula("A9", "=1+1")),
            "công thức",
            id="formula",
        ),
        pytest.param(
            "a.xlsx",
            sheet(HEAD, LINE, change=lambda book, page: page.merge_range("A1:B1", "x")),
            "ô gộp",
            id="merged",
        ),
        pytest.param("a.xlsx", sheet(), "không có dòng nào", id="no-lines"),
        pytest.param("a.xlsx", sheet(LINE), "Dòng đầu thiếu cột", id="no-header"),
        pytest.param("a.xlsx", sheet([*HEAD, "Cột lạ"], LINE), "Cột lạ", id="strange-column"),
        pytest.param("a.xlsx", sheet([*HEAD, HEAD[0]], LINE), "cùng tên", id="column-twice"),
        pytest.param("a.xlsx", sheet(*([["x"]] * 20_003)), "quá lớn", id="many-lines"),
        pytest.param("a.xlsx", sheet(["x"] * 61), "quá lớn", id="many-columns"),
        pytest.param("a.json", b"\xff\xfe", "UTF-8", id="not-utf-8"),
        pytest.param("a.json", b"{", "JSON", id="not-json"),
        pytest.param("a.json", b"[" * 100_000, "JSON", id="deep-json"),
        pytest.param("a.json", b"[" + b"1" * 5000 + b"]", "JSON", id="huge-number"),
        pytest.param("a.json", b"[NaN]", "JSON", id="nan"),
        pytest.param("a.json", b"{}", "danh sách", id="not-a-list"),
        pytest.param("a.json", b"[1]", "danh sách", id="not-rows"),
    ],
)
def test_a_file_that_is_dangerous_or_wrong_is_refused(name, data, message):
    with pytest.raises(FileNotRead, match=message):
        services.read_file(name, data)


def test_a_file_that_is_too_large_is_refused():
    with pytest.raises(FileTooLarge, match="10 MB"):
        services.read_file("a.json", b" " * (10 * 1024 * 1024 + 1))


def test_a_json_file_with_a_mark_of_its_encoding_is_read():
    data = json.dumps([row_of("1.001193")]).encode("utf-8-sig")

    assert [number for number, _ in services.read_file("a.JSON", data).rows] == [1]


def test_a_damaged_sheet_is_read_or_refused():
    chance = random.Random(11)
    with zipfile.ZipFile(io.BytesIO(GOOD)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    for _ in range(300):
        name = chance.choice([n for n in parts if "sheet1" in n or "shared" in n or "book" in n])
        content = bytearray(parts[name])
        for _ in range(chance.randint(1, 6)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        with suppress(FileNotRead):
            services.read_file("a.xlsx", repacked(GOOD, {name: bytes(content)}))
