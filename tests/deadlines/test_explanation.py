from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

import pytest

from motcua.deadlines.rules import HANOI, Limit, LimitUnit, LineKind, Span, WorkCalendar, due


CALENDAR = WorkCalendar(
    days_off=frozenset({date(2026, 8, 31), date(2026, 9, 1), date(2026, 9, 2), date(2026, 11, 24)}),
    makeup_days=frozenset({date(2026, 8, 22)}),
    names={
        date(2026, 8, 22): "Hoán đổi với thứ Hai 31/08/2026",
        date(2026, 11, 24): "Ngày Văn hóa Việt Nam 24/11",
    },
)


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=HANOI)


def answer(complete_at, amount, unit, source="", cutoff=None, spans=()):
    limit = Limit(Decimal(amount), unit, source)
    pauses = [Span(at(start), at(end)) for start, end in spans]
    return due(at(complete_at), limit, CALENDAR, cutoff=cutoff, spans=pauses)


def test_a_due_moment_tells_how_it_came_about():
    told = answer(
        "2026-11-20T15:30",
        "3",
        LimitUnit.WORKING_DAY,
        source="NĐ 123/2015",
        cutoff=time(15),
        spans=[("2026-11-25T08:00", "2026-11-26T16:00")],
    )

    assert told.explanation == (
        "Hồ sơ đủ lúc 15:30 thứ Sáu, 20/11/2026, sau 15:00: ngày bắt đầu là thứ Hai, 23/11/2026.",
        "Thời hạn 3 ngày làm việc (NĐ 123/2015): không tính ngày bắt đầu, đếm từ ngày tiếp theo.",
        "Thứ Ba, 24/11/2026 nghỉ: Ngày Văn hóa Việt Nam 24/11.",
        "Không tính thứ Bảy, Chủ nhật: 21/11, 22/11, 28/11, 29/11.",
        "Tạm dừng từ 08:00 thứ Tư, 25/11/2026 đến 16:00 thứ Năm, 26/11/2026: "
        "không tính 1 ngày làm việc.",
        "Hẹn trả thứ Hai, 30/11/2026, trước 17:00.",
    )


@pytest.mark.parametrize(
    ("told", "kind", "text"),
    [
        pytest.param(
            answer("2026-11-16T09:00", "0", LimitUnit.WORKING_DAY),
            LineKind.DAY_ZERO,
            "Hồ sơ đủ lúc 09:00 thứ Hai, 16/11/2026: ngày này là ngày bắt đầu.",
            id="the day itself",
        ),
        pytest.param(
            answer("2026-11-16T18:00", "0", LimitUnit.WORKING_DAY),
            LineKind.DAY_ZERO,
            "Hồ sơ đủ lúc 18:00 thứ Hai, 16/11/2026, sau giờ làm việc (17:00): "
            "ngày bắt đầu là thứ Ba, 17/11/2026.",
            id="after closing",
        ),
        pytest.param(
            answer("2026-11-24T09:00", "0", LimitUnit.WORKING_DAY),
            LineKind.DAY_ZERO,
            "Hồ sơ đủ lúc 09:00 thứ Ba, 24/11/2026, ngày nghỉ (Ngày Văn hóa Việt Nam 24/11): "
            "ngày bắt đầu là thứ Tư, 25/11/2026.",
            id="on a holiday",
        ),
        pytest.param(
            answer("2026-11-16T09:00", "0", LimitUnit.WORKING_DAY),
            LineKind.LIMIT,
            "Thời hạn trong ngày: đến hết giờ làm việc của ngày bắt đầu.",
            id="within the day",
        ),
        pytest.param(
            answer("2026-11-16T09:00", "0.25", LimitUnit.WORKING_DAY),
            LineKind.LIMIT,
            "Thời hạn 0,25 ngày làm việc: dùng 2 giờ làm việc kể từ 09:00 thứ Hai, 16/11/2026.",
            id="a fraction",
        ),
        pytest.param(
            answer("2026-11-16T09:10", "0.35", LimitUnit.WORKING_DAY),
            LineKind.RESULT,
            "Hẹn trả thứ Hai, 16/11/2026, trước 13:28.",
            id="a moment within the day",
        ),
        pytest.param(
            answer("2026-08-21T09:00", "1", LimitUnit.WORKING_DAY),
            LineKind.MAKEUP_DAY,
            "Thứ Bảy, 22/08/2026 là ngày làm bù: Hoán đổi với thứ Hai 31/08/2026.",
            id="a make-up day",
        ),
        pytest.param(
            answer("2026-11-16T09:00", "8", LimitUnit.CALENDAR_DAY),
            LineKind.MOVED,
            "Hạn rơi vào ngày nghỉ thứ Ba, 24/11/2026: chuyển sang ngày làm việc kế tiếp.",
            id="the end on a day off",
        ),
        pytest.param(
            answer("2026-11-16T09:00", "60", LimitUnit.WORKING_DAY),
            LineKind.WEEKEND,
            "Không tính 24 ngày thứ Bảy, Chủ nhật từ 21/11/2026 đến 07/02/2027.",
            id="many weekends",
        ),
        pytest.param(
            answer(
                "2026-11-16T09:00",
                "4",
                LimitUnit.WORKING_HOUR,
                spans=[("2026-11-16T10:00", "2026-11-16T13:30")],
            ),
            LineKind.PAUSE,
            "Tạm dừng từ 10:00 thứ Hai, 16/11/2026 đến 13:30 thứ Hai, 16/11/2026: "
            "không tính 2 giờ làm việc.",
            id="a pause in hours",
        ),
        pytest.param(
            answer(
                "2026-11-16T09:00",
                "1",
                LimitUnit.WORKING_DAY,
                spans=[("2026-11-02T10:00", "2026-11-03T13:30")],
            ),
            LineKind.PAUSE,
            "Tạm dừng từ 10:00 thứ Hai, 02/11/2026 đến 13:30 thứ Ba, 03/11/2026: "
            "không làm thay đổi ngày hẹn.",
            id="a pause without effect",
        ),
        pytest.param(
            answer(
                "2026-11-16T09:00",
                "1",
                LimitUnit.WORKING_DAY,
                spans=[("2026-11-17T10:00", "2026-11-20T13:30")],
            ),
            LineKind.PAUSE,
            "Tạm dừng từ 10:00 thứ Ba, 17/11/2026 đến 13:30 thứ Sáu, 20/11/2026: "
            "không làm thay đổi ngày hẹn.",
            id="a pause from the due day on",
        ),
    ],
)
def test_a_line(told, kind, text):
    assert [line.text for line in told.lines if line.kind is kind] == [text]


def test_two_pauses_that_overlap_are_told_one_by_one_and_counted_once():
    told = answer(
        "2026-11-09T09:00",
        "3",
        LimitUnit.WORKING_DAY,
        spans=[("2026-11-09T10:00", "2026-11-11T16:00"), ("2026-11-10T10:00", "2026-11-12T09:00")],
    )

    effects = [line.text.rpartition(": ")[2] for line in told.lines if line.kind is LineKind.PAUSE]
    assert effects == ["không tính 2 ngày làm việc.", "không tính 1 ngày làm việc."]


def test_a_calendar_day_limit_does_not_speak_of_the_weekends_it_counts():
    told = answer("2026-11-09T09:00", "30", LimitUnit.CALENDAR_DAY)

    assert [line.kind for line in told.lines] == [
        LineKind.DAY_ZERO,
        LineKind.LIMIT,
        LineKind.RESULT,
    ]


@pytest.mark.parametrize(
    ("amount", "unit", "label"),
    [
        ("3", LimitUnit.WORKING_DAY, "3 ngày làm việc"),
        ("0.25", LimitUnit.WORKING_DAY, "0,25 ngày làm việc"),
        ("2.50", LimitUnit.WORKING_DAY, "2,5 ngày làm việc"),
        ("0", LimitUnit.WORKING_DAY, "trong ngày"),
        ("4", LimitUnit.WORKING_HOUR, "4 giờ làm việc"),
        ("30", LimitUnit.CALENDAR_DAY, "30 ngày"),
        ("1E+1", LimitUnit.CALENDAR_DAY, "10 ngày"),
        ("2", LimitUnit.MONTH, "2 tháng"),
        ("10000", LimitUnit.WORKING_DAY, "10.000 ngày làm việc"),
    ],
)
def test_a_limit_has_a_label(amount, unit, label):
    assert Limit(Decimal(amount), unit, source="").label == label


def test_the_example_in_the_docs_is_what_the_system_says():
    page = Path("docs/explanation/deadlines.md").read_text("utf-8")

    told = answer(
        "2026-11-20T15:30",
        "3",
        LimitUnit.WORKING_DAY,
        cutoff=time(15),
        spans=[("2026-11-25T08:00", "2026-11-26T16:00")],
    )

    assert "\n".join(f"{n}. {line}" for n, line in enumerate(told.explanation, 1)) in page
