"""The statutory forms: columns, sums, what stands over them by the date of law."""

from dataclasses import replace
from datetime import date

import pytest

from motcua.ledger.rules import Cell, Counts, Period
from motcua.reports.errors import NoHeading
from motcua.reports.rules.figures import Row as Figures
from motcua.reports.rules.forms import (
    HEADINGS,
    About,
    ByLevel,
    Cause,
    Group,
    Key,
    Kind,
    LateField,
    Line,
    Offered,
    RowKind,
    as_data,
    by_field,
    by_unit,
    causes,
    changes,
    digest,
    from_data,
    heading,
    issued,
    one_stop,
)


MAY = Period(date(2024, 1, 1), date(2024, 5, 31))


def about(period=MAY, **options):
    words = "Từ ngày 01/01/2024 đến ngày 31/05/2024"
    agency = ("UBND HUYỆN XUÂN TRƯỜNG",)
    return About(1, False, period, words, agency, "Xuân Trường", period.last, **options)


def figures(**cells):
    return Figures("", "", Counts({Cell(name): count for name, count in cells.items()}))


def line(name, **cells):
    return Line(name, Key.FIELD, name, figures(**cells))


# Xuân Trường, five months of 2024 at the district: 1.674 = 1.547 + 86 + 27 + 14.
XUAN_TRUONG = {
    "received_online": 1389,
    "received_direct": 285,
    "granted_early": 1068,
    "granted_on_time": 479,
    "refused_early": 14,
    "open_in_time": 86,
    "awaiting_supplement": 27,
}


def of_fields(*lines, **whole):
    return by_field(
        about(), [Group("district", "Cấp huyện", figures(**whole), lines)], figures(**whole)
    )


def test_the_thirteen_columns_stand_under_titles_of_three_rows():
    form = of_fields(line("Hộ tịch", **XUAN_TRUONG), **XUAN_TRUONG)

    assert len(form.columns) == 13
    assert form.numbers == tuple(f"({n})" for n in range(1, 14))
    width = {number: sum(cell.columns for cell in row) for number, row in enumerate(form.head)}
    assert width[0] == 13
    covered = sum(cell.columns * cell.rows for row in form.head for cell in row)
    assert covered == 13 * 3  # no hole and nothing twice


def test_the_columns_are_sums_of_the_figures():
    form = of_fields(line("Hộ tịch", **XUAN_TRUONG), **XUAN_TRUONG)

    (row,) = form.lines
    assert row.cells == ("Hộ tịch", 1674, 1389, 285, 0, 1561, 1082, 479, 0, 113, 113, 0)
    _, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13 = row.cells
    assert c3 == c4 + c5 + c6 == c7 + c11
    assert c7 == c8 + c9 + c10
    assert c11 == c12 + c13


def test_fields_stand_under_their_level_and_the_total_is_last():
    form = of_fields(line("Hộ tịch", received_direct=3), line("Đất đai"), received_direct=3)

    assert [row.kind for row in form.rows] == [
        RowKind.GROUP,
        RowKind.LINE,
        RowKind.LINE,
        RowKind.TOTAL,
    ]
    assert [row.number for row in form.rows] == ["I", "1", "2", ""]
    assert form.total.name == "Tổng cộng"


def test_units_are_numbered_and_the_total_is_last():
    lines = [Line(f"Xã {n}", Key.UNIT, str(n), figures(received_direct=n)) for n in (4, 5)]

    form = by_unit(about(), lines, figures(received_direct=9))

    assert [(row.number, row.name, row.cells[1]) for row in form.rows] == [
        ("1", "Xã 4", 4),
        ("2", "Xã 5", 5),
        ("", "Tổng cộng", 9),
    ]


@pytest.mark.parametrize(
    ("last", "first_line", "act"),
    [
        (date(2019, 6, 14), "Biểu số II.06a", False),
        (date(2020, 10, 20), "Biểu số II.06a", False),
        (date(2020, 10, 21), "Biểu số II.06a/VPCP/KSTT", True),
        (date(2025, 12, 31), "Biểu số II.06a/VPCP/KSTT", True),
        (date(2026, 1, 1), "Biểu số II.06a/BTP", True),
    ],
)
def test_the_heading_is_that_of_the_last_day(last, first_line, act):
    number, by = issued(Kind.BY_FIELD, last)

    assert number == first_line
    assert by.startswith("Ban hành theo Thông tư số 01/2020") is act


def test_a_place_may_keep_a_heading():
    assert heading(date(2026, 6, 14), kept="vpcp").suffix == "/VPCP/KSTT"
    with pytest.raises(NoHeading, match="hanoi"):
        heading(date(2026, 6, 14), kept="hanoi")


def test_headings_follow_each_other_without_a_hole():
    for earlier, later in zip(HEADINGS, HEADINGS[1:], strict=False):
        assert (later.since - earlier.until).days == 1
    assert all(one.source for one in HEADINGS)


def test_causes_are_counted_by_field_the_most_frequent_first():
    late = LateField(
        "Đất đai",
        resolved=4,
        open=3,
        causes=(Cause("", 2), Cause("Thiếu người.", 1), Cause("Chờ ý kiến", 4, "Phòng Kinh tế")),
    )

    form = causes(about(), [late])

    (row,) = form.lines
    assert row.cells[:4] == ("Đất đai", 7, 4, 3)
    assert row.cells[4] == "a) Chờ ý kiến (Phòng Kinh tế): 4 hồ sơ; b) Thiếu người: 1 hồ sơ"
    assert row.cells[6] == "2 hồ sơ chưa có giải trình được chấp nhận"
    assert form.total.cells[1:4] == (7, 4, 3)


def offered(name="Xã A"):
    two = ByLevel(3, {"province": 1, "district": 1, "commune": 2})
    return Offered(name, two, two, two, linked=1)


@pytest.mark.parametrize(
    ("last", "columns", "has_districts"),
    [(date(2025, 6, 30), 14, True), (date(2025, 7, 1), 11, False)],
)
def test_ii07b_has_no_districts_from_july_2025(last, columns, has_districts):
    form = one_stop(about(Period(date(2025, 1, 1), last)), [offered()])

    assert form.numbers[0] == ""
    assert form.numbers[-1] == f"({columns})"
    assert ("Cấp huyện" in [cell.title for cell in form.head[1]]) is has_districts
    assert len(form.rows[0].cells) == columns


@pytest.mark.parametrize(
    "form",
    [
        of_fields(line("Hộ tịch", **XUAN_TRUONG), **XUAN_TRUONG),
        causes(about(), [LateField("Đất đai", 1, 0, (Cause("Chờ", 1),))]),
        one_stop(about(), [offered()]),
    ],
)
def test_a_kept_form_is_read_as_it_was(form):
    data = as_data(form)

    assert from_data(data) == form
    assert digest(data) == digest(as_data(from_data(data)))
    assert digest(as_data(replace(form, place="Khác"))) != digest(data)


def test_two_forms_are_compared_cell_by_cell():
    then = of_fields(line("Hộ tịch", open_in_time=3), line("Đất đai", open_late=1))
    now = of_fields(line("Hộ tịch", open_in_time=5), line("Thuế", open_late=1))

    found = {
        (c.row.name, c.column.title): (c.then, c.now, c.difference) for c in changes(then, now)
    }

    assert changes(then, then) == ()
    assert found["Hộ tịch", "Trong hạn"] == (3, 5, 2)
    assert found["Đất đai", "Tổng số"] == (1, None, -1)
    assert found["Thuế", "Tổng số"] == (None, 1, 1)
