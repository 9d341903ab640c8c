"""Tables of decisions as they are printed, made into steps."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.deadlines.rules import LimitUnit
from motcua.people.rules import Role, UnitKind
from motcua.process import rules
from motcua.process.rules import Action, Draft
from motcua.process.rules.printed import time_from, who_from
from motcua.process.rules.tables import Verdict, table_from


HEADING = [
    "Thứ tự công việc",
    "Nội dung công việc",
    "Trách nhiệm thực hiện",
    "Thời gian thực hiện",
]
PRINTED = [
    ["QUY TRÌNH NỘI BỘ", "", "", ""],
    HEADING,
    ["Bước 1", "Tiếp nhận hồ sơ", "Trung tâm Phục vụ hành chính công xã", "0,25 ngày làm việc"],
    ["Bước 2", "Phân công xử lý", "Lãnh đạo Phòng Văn hóa – Xã hội", "0,25 ngày làm việc"],
    ["Bước 3", "Thẩm định hồ sơ", "Công chức Phòng Văn hóa – Xã hội", "02 ngày làm việc"],
    ["", "Dự thảo kết quả", "", ""],
    ["Bước 4", "Ký duyệt kết quả", "Lãnh đạo UBND xã", "04 giờ"],
    ["Bước 5", "Vào sổ, đóng dấu", "Văn thư", "01 ngày làm việc"],
    ["Bước 6", "Trả kết quả", "Bộ phận Một cửa", "Không tính thời gian"],
    ["Tổng thời gian giải quyết", "", "", "04 ngày làm việc"],
]
MERGED = {(5, 0), (5, 2), (5, 3), (9, 1), (9, 2)}


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [
        ("0,25 ngày làm việc", "0.25", "working_day"),
        ("0.5 ngày làm việc", "0.5", "working_day"),
        ("1/2 ngày làm việc", "0.5", "working_day"),
        ("½ ngày làm việc", "0.5", "working_day"),
        ("01 buổi", "0.5", "working_day"),
        ("02 (hai) ngày làm việc", "2", "working_day"),
        ("04 giờ", "4", "working_hour"),
        ("04 giờ làm việc", "4", "working_hour"),
        ("30 phút", "0.5", "working_hour"),
        ("Không quá 03 ngày làm việc", "3", "working_day"),
        ("10 NGÀY LÀM VIỆC", "10", "working_day"),
        ("01 tháng", "1", "month"),
    ],
)
def test_times_that_are_printed(text, amount, unit):
    read = time_from(text, "QĐ ví dụ")

    assert (read.limit.amount, read.limit.unit) == (Decimal(amount), LimitUnit(unit))
    assert read.counts
    assert read.doubt == ""


@pytest.mark.parametrize("text", ["", "trong ngày", "theo quy định", "1/0 ngày", "1,5 tháng"])
def test_what_says_no_time_is_doubted_and_never_guessed(text):
    read = time_from(text, "")

    assert read.limit is None
    assert read.counts
    assert read.doubt


def test_days_that_are_not_called_working_days_are_said_to_be_taken_so():
    assert "ngày làm việc" in time_from("03 ngày", "").doubt


def test_a_time_that_is_not_counted():
    read = time_from("Không tính thời gian", "")

    assert (read.limit, read.counts, read.doubt) == (None, False, "")


@pytest.mark.parametrize(
    ("text", "role", "office"),
    [
        ("Trung tâm Phục vụ hành chính công xã", Role.COUNTER, "one_stop"),
        ("Công chức Bộ phận Một cửa", Role.COUNTER, "one_stop"),
        ("Lãnh đạo Phòng Kinh tế", Role.UNIT_HEAD, "department:economy"),
        ("Trưởng phòng Văn hóa - Xã hội", Role.UNIT_HEAD, "department:culture_society"),
        ("Chuyên viên Phòng Tư pháp", Role.SPECIALIST, "department:justice"),
        ("Chủ tịch UBND xã", Role.LEADER, "agency"),
        ("Lãnh đạo UBND", Role.LEADER, "agency"),
        ("Văn thư UBND xã", Role.CLERK, "office_clerk"),
        ("Công an xã", Role.SPECIALIST, "vertical:police"),
    ],
)
def test_who_is_printed(text, role, office):
    read = who_from(text, "")

    assert (read.role, str(read.office), read.doubt) == (role, office, "")


def test_an_office_that_is_not_known_is_said():
    assert "chưa nhận ra" in who_from("Tổ công tác 12", "").doubt
    assert "chưa ghi ai" in who_from(" ", "").doubt


def test_a_printed_table_is_a_process_that_can_be_approved():
    table = table_from(PRINTED, MERGED, source="QĐ ví dụ")
    draft = Draft(
        procedure="1.001193",
        title="Đăng ký khai sinh",
        level=UnitKind.COMMUNE,
        since=date(2026, 1, 1),
        steps=table.steps,
        limit=table.limit,
    )

    assert [s.name for s in table.steps][2:4] == ["Thẩm định hồ sơ", "Dự thảo kết quả"]
    assert table.limit.amount == 4
    assert rules.faults(rules.made_runnable(draft)) == ()
    assert table.steps[4].leads(Action.SEND_BACK).to == 4
    assert table.steps[-1].leads(Action.RETURN_RESULT)


def test_each_row_is_reported():
    lines = table_from(PRINTED, MERGED).lines

    assert [line.row for line in lines] == [3, 4, 5, 6, 7, 8, 9, 10]
    assert [line.verdict for line in lines] == [
        *[Verdict.STEP] * 3,
        Verdict.DOUBT,
        *[Verdict.STEP] * 3,
        Verdict.TOTAL,
    ]
    assert lines[3].notes == ("thời gian gộp ở dòng trên",)


def test_a_merged_cell_says_the_same_for_all_its_rows():
    """Who stands once for two rows; a cell that is only empty says nothing."""
    merged = table_from(PRINTED, MERGED).steps[3]
    empty = table_from(PRINTED).steps[3]

    assert merged.unit == "Công chức Phòng Văn hóa – Xã hội"
    assert not merged.counts
    assert empty.unit == ""
    assert empty.counts  # and has no time: a fault, until somebody writes one


def test_a_line_between_the_steps_is_skipped_and_said():
    rows = [*PRINTED[:4], ["II", "", "", ""], *PRINTED[4:]]

    lines = table_from(rows, set()).lines

    assert lines[2].verdict is Verdict.SKIPPED
    assert lines[2].text == "II"


def test_a_sheet_without_such_a_table():
    assert not table_from([["a", "b"], ["c"]]).has_heading
    assert table_from([HEADING]).steps == ()


cells = st.lists(st.lists(st.text(max_size=12), max_size=6), max_size=8)


@given(cells)
def test_no_sheet_breaks_the_reading(rows):
    table = table_from([HEADING, *rows], {(1, 0), (2, 3)})

    assert [s.order for s in table.steps] == list(range(1, len(table.steps) + 1))
    assert rules.made_runnable(
        replace(
            Draft(
                procedure="", title="t", level=UnitKind.COMMUNE, since=date(2026, 1, 1), steps=()
            ),
            steps=table.steps,
        )
    )
