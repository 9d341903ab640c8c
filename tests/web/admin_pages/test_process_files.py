"""Processes that come from sheets and go away as files."""

from io import BytesIO
from xml.etree import ElementTree as ET

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.process import queries
from motcua.process.models import ProcessVersion
from motcua.process.rules import State
from motcua.web.admin_pages import sheets
from tests.process.test_tables import MERGED, PRINTED
from tests.web.admin_pages.conftest import words


HEAD = {
    "procedure": "1.000656",
    "level": "commune",
    "title": "Đăng ký khai tử",
    "since": "01/09/2026",
    "source": "QĐ 12/QĐ-UBND",
}


def xlsx(rows=PRINTED, merges=("A5:A6", "C5:C6", "D5:D6")):
    target = BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    sheet = book.add_worksheet()
    for cells in merges:
        sheet.merge_range(cells, "")
    for n, row in enumerate(rows):
        for column, text in enumerate(row):
            if text:
                sheet.write_string(n, column, text)
    book.close()
    return target.getvalue()


def upload(content, name="quy-trinh.xlsx"):
    return SimpleUploadedFile(name, content)


def approved():
    return ProcessVersion.objects.get(state=State.APPROVED.value)


def test_merged_cells_are_known():
    read = sheets.printed(xlsx())

    assert {(5, 0), (5, 2), (5, 3)} == set(read.merged) == MERGED - {(9, 1), (9, 2)}
    assert read.cells[2][1] == "Tiếp nhận hồ sơ"


def test_rows_above_the_table_are_counted_as_the_sheet_counts_them():
    read = sheets.printed(xlsx([[""] * 4] * 3 + PRINTED, merges=("A8:A9",)))

    assert read.above == 3
    assert set(read.merged) == {(5, 0)}


def test_a_trial_says_what_became_of_each_row_and_keeps_nothing(quan):
    page = quan.post("process_import", **HEAD, file=upload(xlsx()))

    assert page.status_code == 200
    assert 'Đọc được <span class="num">7</span> bước' in words(page)
    assert "thời gian gộp ở dòng trên" in words(page)
    assert "Tổng thời gian 4 ngày làm việc" in words(page)
    assert not ProcessVersion.objects.filter(procedure="1.000656").exists()


def test_what_was_tried_is_taken_into_a_draft(quan):
    page = quan.post("process_import", **HEAD, file=upload(xlsx()))

    answer = quan.post("process_import", **HEAD, parcel=page.context["parcel"])

    made = queries.process(ProcessVersion.objects.get(procedure="1.000656").pk)
    assert answer.status_code == 302
    assert made.state is State.DRAFT
    assert len(made.steps) == 7
    assert made.source == "QĐ 12/QĐ-UBND"
    assert queries.findings_of(made) == ()


def test_a_parcel_is_nobody_elses(quan):
    page = quan.post("process_import", **HEAD, file=upload(xlsx()))

    answer = quan.post("process_import", **HEAD, parcel=page.context["parcel"] + "x")
    wrong = quan.post("process_import", **{**HEAD, "title": ""}, parcel=page.context["parcel"])

    assert answer.status_code == 409
    assert wrong.status_code == 422
    assert not ProcessVersion.objects.filter(procedure="1.000656").exists()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"PK\x03\x04 no sheet", "Tệp hỏng"),
        (b"%PDF-1.7", "Chỉ nhận bảng tính .xlsx"),
        (xlsx([["a", "b"]], merges=()), "không có dòng tên cột"),
        (xlsx([PRINTED[1], *[PRINTED[2]] * 61], merges=()), "nhiều nhất 60 bước"),
        (b"", "Tệp này trống"),
    ],
)
def test_a_file_that_is_no_such_table(quan, content, told):
    answer = quan.post("process_import", **HEAD, file=upload(content))

    assert answer.status_code == 422
    assert told in words(answer)


def test_a_sheet_that_went_away_comes_back(quan):
    """What is exported, imported: the same steps, people, times and total."""
    before = queries.process(approved().pk)

    content = quan.get("process_sheet", before.id).content
    page = quan.post("process_import", **HEAD, file=upload(content))
    quan.post("process_import", **HEAD, parcel=page.context["parcel"])

    after = queries.process(ProcessVersion.objects.get(procedure="1.000656").pk)
    assert [s.name for s in after.steps] == [s.name for s in before.steps]
    assert [s.counts for s in after.steps] == [s.counts for s in before.steps]
    assert [times(s) for s in after.steps] == [times(s) for s in before.steps]
    assert after.limit.amount == before.limit.amount


def times(step):
    return (step.allotted.amount, step.allotted.unit) if step.allotted else None


def test_the_picture_goes_away_as_svg_that_stands_alone(quan):
    answer = quan.get("process_picture", approved().pk)

    root = ET.fromstring(answer.content)
    assert answer["Content-Type"] == "image/svg+xml"
    assert "attachment" in answer["Content-Disposition"]
    names = [element.tag.rpartition("}")[2] for element in root]
    assert names[:3] == ["style", "title", "desc"]
    assert "Bước 4 Duyệt: chuyển đến bước 5" in root[2].text
    ids = {element.get("id") for element in root.iter()}
    assert set(root.get("aria-labelledby").split()) <= ids


def test_bpmn_goes_away_as_a_file(quan):
    answer = quan.get("process_bpmn", approved().pk)

    assert answer["Content-Disposition"].endswith('.bpmn"')
    assert ET.fromstring(answer.content).tag.endswith("definitions")


def test_a_draft_without_steps_has_a_picture_and_no_bpmn(quan):
    version = approved()
    version.steps.all().delete()

    assert quan.get("process_picture", version.pk).status_code == 200
    assert quan.get("process_sheet", version.pk).status_code == 200
    assert quan.get("process_bpmn", version.pk).status_code == 404
