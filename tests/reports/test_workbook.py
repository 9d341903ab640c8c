"""Spreadsheets of reports: number cells, merged titles, print layout, nothing that runs."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from pypdfium2 import PdfDocument
from python_calamine import CalamineWorkbook

from motcua.reports.providers import workbook
from motcua.reports.providers.pdf import Signed, pdf
from tests.reports.test_forms import XUAN_TRUONG, line, of_fields
from tests.web.strange import STRANGE


def sheet_of(content):
    return CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0)


def xml_of(content):
    return ZipFile(BytesIO(content)).read("xl/worksheets/sheet1.xml").decode()


def table(*rows):
    head = ((workbook.HeadCell("Tên"), workbook.HeadCell("Số")),)
    return workbook.Table("Biểu", ("Đơn vị",), head, rows)


FORM = of_fields(line("Hộ tịch", **XUAN_TRUONG), **XUAN_TRUONG)


def test_numbers_are_numbers():
    rows = sheet_of(workbook.write([workbook.table_of(FORM)])).to_python()

    row = next(row for row in rows if row[1] == "Hộ tịch")
    assert row[0] == "1"
    assert row[2:] == [1674, 1389, 285, 0, 1561, 1082, 479, 0, 113, 113, 0]
    assert all(isinstance(cell, int | float) for cell in row[2:])
    assert next(row for row in rows if row[0] == "(1)")[12] == "(13)"


def test_it_prints_on_a4_on_its_side_with_the_titles_on_each_page():
    content = workbook.write([workbook.table_of(FORM)])

    xml = xml_of(content)
    assert re.search(r'<pageSetup paperSize="9" [^>]*orientation="landscape"', xml)
    assert "fitToPage" in xml
    book = ZipFile(BytesIO(content)).read("xl/workbook.xml").decode()
    assert "Print_Titles" in book
    assert "$7:$10" in book


def test_titles_are_merged_as_the_form_prints_them():
    content = workbook.write([workbook.table_of(FORM)])

    merged = sheet_of(content).merged_cell_ranges
    assert len(merged) == 5 + 10  # TT, the field, three groups; «Trong kỳ» and nine tall titles


@pytest.mark.parametrize("text", ["=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "-2+3", "http://a.vn"])
def test_what_looks_like_a_formula_is_text(text):
    content = workbook.write([table((text, 1))])

    assert sheet_of(content).to_python()[-1][0] == text
    assert "<f>" not in xml_of(content)
    assert "hyperlink" not in xml_of(content)


@pytest.mark.parametrize("text", STRANGE.values(), ids=STRANGE)
def test_strange_text_makes_a_file_that_opens(text):
    content = workbook.write([workbook.Table(text, (text,), (), ((text, 1),))])

    assert sheet_of(content).to_python()


def pages_of(content):
    """The words of each page."""
    with PdfDocument(content) as document:
        return [page.get_textpage().get_text_range() for page in document]


def test_the_paper_shows_the_same_numbers():
    (words,) = pages_of(pdf(FORM, Signed("3/2024", "Vũ Đình Chu", "Chủ tịch")))

    for shown in ("1.674", "1.389", "1.561", "(13)", "II.06a/VPCP/KSTT", "Vũ Đình Chu", "3/2024"):
        assert shown in words, shown


def test_a_draft_says_so():
    assert "Bản chưa chốt" in pages_of(pdf(FORM))[0]
    assert pdf(FORM) == pdf(FORM)


def test_a_form_of_many_rows_repeats_its_titles():
    lines = [line(f"Lĩnh vực {n}", received_direct=1) for n in range(90)]
    pages = pages_of(pdf(of_fields(*lines, received_direct=90)))

    assert len(pages) > 2
    assert all("(13)" in words for words in pages[:-1])
