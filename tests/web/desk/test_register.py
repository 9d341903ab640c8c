"""Sổ theo dõi hồ sơ: on the page, as PDF and as a spreadsheet; what there must not be."""

import re
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from motcua.dossiers import services
from motcua.dossiers.queries.register import register_has_more, register_lines, register_page
from motcua.web.desk import register
from tests.factories import MORNING, Applicant, ApplicantKind, at_step, filing, later, received
from tests.printing import reading
from tests.web.desk.conftest import desk_of, text_of


pytestmark = pytest.mark.django_db

PAGE = "/can-bo/so-theo-doi/"
AUGUST = (date(2026, 8, 1), date(2026, 8, 31))


def rows_of(world, since=AUGUST[0], until=AUGUST[1]):
    return list(register_lines(world.one_stop.pk, since, until))


def test_numbers_run_on_from_day_to_day_and_others_have_their_own(world):
    first, second = received(world), received(world, at=later(days=1))

    assert [(line.code, line.year, line.number) for line in rows_of(world)] == [
        (first, 2026, 1),
        (second, 2026, 2),
    ]
    assert list(register_lines(world.other_one_stop.pk, *AUGUST)) == []


def test_what_was_never_accepted_has_no_line(world):
    services.submit(filing(world), by=world.hieu.user_id, at=MORNING)

    assert rows_of(world) == []


def test_a_line_tells_the_way_of_its_dossier(world):
    code = at_step(world, 2)
    services.extend(
        code, new_due_on=date(2026, 9, 4), reason="Chờ xác minh", by=world.anh, at=later(hours=1)
    )

    [line] = rows_of(world)

    assert (line.applicant_name, line.agency) == ("Đặng Ngọc Quyên", "UBND phường An Thịnh")
    assert line.sent_at == MORNING
    assert (line.finished_at, line.returned_at, line.handed_to) == (None, None, "")
    assert line.note == "Hẹn lại 04/09/2026"


def test_the_days_of_a_period_are_days_of_vietnam(world):
    received(world, at=MORNING)  # 24 August, 09:00

    assert rows_of(world, date(2026, 8, 24), date(2026, 8, 24)) != []
    assert rows_of(world, date(2026, 8, 25), date(2026, 8, 31)) == []
    assert rows_of(world, date(2026, 8, 1), date(2026, 8, 23)) == []


def test_pages_follow_each_other_without_a_gap(world, django_assert_num_queries):
    codes = [received(world) for _ in range(5)]
    unit = world.one_stop.pk

    with django_assert_num_queries(3):
        first = register_page(unit, *AUGUST, limit=3)
    rest = register_page(unit, *AUGUST, limit=3, cursor=first.next_cursor)

    assert [line.code for line in (*first.lines, *rest.lines)] == codes
    assert rest.next_cursor == ""
    assert register_page(unit, *AUGUST, cursor="x-²").lines[0].code == codes[0]


def test_counting_stops_where_it_is_enough(world):
    for _ in range(3):
        received(world)

    assert register_has_more(world.one_stop.pk, *AUGUST, than=2)
    assert not register_has_more(world.one_stop.pk, *AUGUST, than=3)


def test_the_page_shows_the_month_in_few_queries(world, django_assert_max_num_queries):
    code = received(world)
    desk = desk_of(world.hieu)
    desk.get(PAGE)

    with django_assert_max_num_queries(10):
        page = desk.get(PAGE)

    assert code in text_of(page)
    assert "Chuyển hồ sơ đến cơ quan giải quyết" in text_of(page)
    assert f"{PAGE}so.xlsx" in page.content.decode()


def test_the_page_is_searched_by_name_without_marks(world):
    code = received(world)
    desk = desk_of(world.hieu)

    assert code in text_of(desk.get(PAGE, {"q": "ngoc quyen"}))
    assert "Không có hồ sơ nào khớp" in text_of(desk.get(PAGE, {"q": "tran van"}))


def test_an_empty_month_says_so(world):
    assert "Chưa có hồ sơ nào vào sổ" in text_of(desk_of(world.hieu).get(PAGE))


@pytest.mark.parametrize(
    ("period", "words"),
    [
        pytest.param({"tu": "2026-08-31", "den": "2026-08-01"}, "từ ngày bắt đầu", id="turned"),
        pytest.param({"tu": "1900-01-01"}, "Sổ có từ năm 2018", id="before there were books"),
        pytest.param({"tu": "2018-01-01"}, "nhiều nhất ba năm", id="eight years"),
        pytest.param({"den": "9999-12-31"}, "nhiều nhất ba năm", id="end of time"),
        pytest.param({"tu": "hôm qua"}, "Ghi ngày như", id="no day"),
        pytest.param({"tu": ""}, "Ghi ngày như", id="nothing"),
    ],
)
def test_an_absurd_period_is_refused_in_words(world, period, words):
    received(world)
    desk = desk_of(world.hieu)

    page = desk.get(PAGE, period)

    assert page.status_code == 422
    assert words in text_of(page)
    assert desk.get(PAGE, {**period, "sau": "2026-1"}).status_code == 422
    assert {desk.get(f"{PAGE}so.{kind}", period).status_code for kind in ("pdf", "xlsx")} == {422}


def test_a_leader_opens_every_book_of_the_agency_and_no_other(world):
    code = received(world)

    mine = desk_of(world.chu).get(PAGE)
    stranger = desk_of(world.la).get(PAGE, {"quay": world.one_stop.pk})

    assert code in text_of(mine)
    assert code not in text_of(stranger)


def test_the_book_is_printed_on_a4_with_all_its_columns(world):
    code = received(world)

    answer = desk_of(world.hieu).get(f"{PAGE}so.pdf")

    assert answer["Content-Type"] == "application/pdf"
    assert reading.size_mm(answer.content) == (297.0, 210.0)
    assert reading.conformance(answer.content) == "2B"
    text = reading.text(answer.content)
    assert "SỔ THEO DÕI HỒ SƠ" in text
    assert code in text
    assert "Mẫu số 07, Thông tư số 03/2025/TT-VPCP" in text


def test_a_book_too_thick_for_one_file_is_refused(world, monkeypatch):
    received(world)
    received(world)
    monkeypatch.setattr(register.rules, "MOST_PRINTED", 1)

    answer = desk_of(world.hieu).get(f"{PAGE}so.pdf")

    assert answer.status_code == 422
    assert "hoặc tải bảng tính" in text_of(answer)


def test_cells_are_numbers_days_and_text_that_is_never_computed(world):
    intake = filing(world)
    trap = Applicant(ApplicantKind.CITIZEN, '=HYPERLINK("http://x")', address="+84", phone="")
    services.receive(
        intake.__class__(**{**fields(intake), "applicant": trap}), by=world.hieu, at=MORNING
    )

    answer = desk_of(world.hieu).get(f"{PAGE}so.xlsx")
    content = answer.content
    *_, row = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()

    assert row[0] == 1.0
    assert row[4] == '=HYPERLINK("http://x")'
    assert row[7] == date(2026, 8, 24)
    assert not re.search(rb"<f>", unzipped(content))


def fields(value):
    return {name: getattr(value, name) for name in value.__dataclass_fields__}


def unzipped(content):
    with ZipFile(BytesIO(content)) as book:
        return book.read("xl/worksheets/sheet1.xml")
