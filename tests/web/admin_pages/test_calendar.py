from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.deadlines.models import CalendarDay, WorkHours
from motcua.deadlines.queries import overrides, work_calendar, work_hours
from motcua.deadlines.rules import DayKind
from motcua.deadlines.rules.days import DayEntry
from motcua.web.admin_pages.months import months_of
from tests.web.admin_pages.conftest import words


DAY = {
    "on": "12/10/2026",
    "kind": "swapped_off",
    "name": "Hoán đổi",
    "source": "Công văn 1/UBND",
    "reason": "Theo thông báo của tỉnh",
}
HOURS = {
    "since": "01/09/2026",
    "morning_opens": "07:00",
    "morning_closes": "11:30",
    "afternoon_opens": "13:30",
    "afternoon_closes": "17:00",
    "saturday_opens": "07:30",
    "saturday_closes": "11:00",
    "source": "QĐ 5/QĐ-UBND",
    "reason": "Giờ mùa hè",
}


def test_every_mark_has_a_letter_and_words(quan):
    page = words(quan.get("calendar_year", 2026))

    marked = page.partition('href="#n-09-02"')[2].partition("</a>")[0]
    assert 'title="nghỉ lễ, tết: Quốc khánh 2/9"' in marked
    assert '2<i aria-hidden="true">N' in marked
    assert '<span class="unseen">, làm bù:' in page
    assert page.count("<caption>Tháng") == 12


@pytest.mark.parametrize(("year", "is_told"), [(2026, False), (2027, True)])
def test_a_year_not_yet_decided_says_so(quan, year, is_told):
    assert ("còn tạm tính" in words(quan.get("calendar_year", year))) is is_told


@pytest.mark.parametrize("year", [1, 2017, 2076, 99999999999])
def test_a_year_without_a_calendar(quan, year):
    assert quan.get("calendar_year", year).status_code == 404


def test_a_day_is_written_changed_and_removed(quan):
    written = quan.post("day_add", 2026, **DAY)
    off = work_calendar("36").is_working(date(2026, 10, 12))
    day = CalendarDay.objects.get()
    quan.post("day_change", 2026, day.pk, **{**DAY, "name": "Hoán đổi mới"})
    changed = CalendarDay.objects.get(withdrawn_at=None)
    too_late = quan.get("day_remove", 2026, day.pk)
    asked = words(quan.get("day_remove", 2026, changed.pk))
    quan.post("day_remove", 2026, changed.pk, reason="Ghi nhầm")

    assert written.status_code == 302
    assert day.province_code == "36"
    assert not off
    assert changed.name == "Hoán đổi mới"
    assert too_late.status_code == 404  # somebody changed it since the page was loaded
    assert "không hoàn tác được" in asked
    assert overrides(2026, "36") == []
    assert "lý do: Ghi nhầm" in words(quan.get("calendar_journal"))


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        pytest.param({"reason": " "}, "Ghi lý do.", id="no reason"),
        pytest.param({"source": ""}, "Ghi căn cứ.", id="no source"),
        pytest.param({"kind": "makeup_work"}, "thứ Bảy hoặc Chủ nhật", id="make-up on a Monday"),
        pytest.param({"on": "30/02/2026"}, "không có trong lịch", id="no such day"),
        pytest.param({"on": "01/01/2100"}, "Lịch làm việc chỉ có từ", id="too far"),
        pytest.param({"on": "01/01/9999"}, "Năm quá xa", id="much too far"),
        pytest.param({"reason": "a\0b"}, "ký tự không đọc được", id="NUL"),
    ],
)
def test_a_refused_day_keeps_what_was_typed(quan, typed, told):
    answer = quan.post("day_add", 2026, **{**DAY, **typed})

    assert answer.status_code == 422
    assert told in words(answer)
    assert 'value="Hoán đổi"' in words(answer)
    assert not CalendarDay.objects.exists()


def test_a_day_is_written_once(quan):
    quan.post("day_add", 2026, **DAY)

    answer = quan.post("day_add", 2026, **DAY)

    assert answer.status_code == 422
    assert "đã được ghi trong lịch này" in words(answer)


def test_a_day_of_another_province_is_out_of_reach(quan):
    other = CalendarDay.objects.create(
        on=date(2026, 10, 13), province_code="01", kind="holiday", name="x", source="y"
    )

    assert quan.post("day_remove", 2026, other.pk, reason="x").status_code == 404
    assert CalendarDay.objects.exists()


def test_hours_are_written_ended_and_removed(quan):
    quan.post("hours_add", **HOURS)
    row = WorkHours.objects.get()
    page = words(quan.get("calendar"))
    quan.post("hours_end", row.pk, until="31/12/2026", reason="Hết mùa")
    ended = WorkHours.objects.get(withdrawn_at=None)
    quan.post("hours_remove", ended.pk, reason="Nhầm")

    assert row.province_code == "36"
    assert "07:00–11:30, 13:30–17:00" in page
    assert "07:30–11:00" in page
    assert ended.until == date(2026, 12, 31)
    assert work_hours("36") == []


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        pytest.param({"season_first": "16/4"}, "Ghi đủ cả hai ô", id="half a season"),
        pytest.param(
            {"season_first": "31/2", "season_last": "1/5"}, "mùa phải ghi", id="no such season"
        ),
        pytest.param({"season_first": "mùa hè"}, "Ghi ngày và tháng", id="words"),
        pytest.param({"morning_opens": "25:00"}, "Ghi giờ như 07:30.", id="no such hour"),
        pytest.param({"morning_closes": "06:00"}, "Mỗi ngày có từ một", id="backwards"),
        pytest.param({"afternoon_closes": ""}, "Ghi đủ cả hai ô", id="half an afternoon"),
        pytest.param({"until": "01/01/2026"}, "Ngày kết thúc phải từ", id="ends before"),
    ],
)
def test_refused_hours_keep_what_was_typed(quan, typed, told):
    answer = quan.post("hours_add", **{**HOURS, **typed})

    assert answer.status_code == 422
    assert told in words(answer)
    assert 'value="QĐ 5/QĐ-UBND"' in words(answer)
    assert not WorkHours.objects.exists()


def test_an_office_without_afternoon_or_saturday(quan):
    blank = dict.fromkeys(
        ("afternoon_opens", "afternoon_closes", "saturday_opens", "saturday_closes"), ""
    )

    quan.post("hours_add", **{**HOURS, **blank, "season_first": "16/4", "season_last": "15/10"})

    row = WorkHours.objects.get()
    assert row.intervals == [["07:00", "11:30"]]
    assert (row.season_first, row.season_last) == ("04-16", "10-15")


@given(st.integers(2000, 2100), st.sampled_from(DayKind), st.integers(0, 364))
def test_a_year_of_months_holds_every_day_once(year, kind, day):
    on = date.fromordinal(date(year, 1, 1).toordinal() + day)

    months = months_of(year, [DayEntry(on, kind, "x", "y")], on)

    cells = [cell for month in months for week in month.weeks for cell in week if cell.on]
    days = [cell.on for cell in cells]
    assert days == sorted(set(days))
    assert len(days) == (date(year + 1, 1, 1) - date(year, 1, 1)).days
    assert [cell.on for cell in cells if cell.letter] == [on]
    assert [cell.on for cell in cells if cell.is_today] == [on]
