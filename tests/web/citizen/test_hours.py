from dataclasses import replace
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.deadlines.rules import HANOI, HoursPeriod, WorkCalendar
from motcua.web.citizen import hours


CULTURE_DAY = date(2026, 11, 24)
CALENDAR = WorkCalendar(
    days_off=frozenset({CULTURE_DAY}),
    names={CULTURE_DAY: "Ngày Văn hóa Việt Nam 24/11"},
    hours=((time(7, 30), time(11, 30)), (time(13, 30), time(17))),
)


def counter_today(calendar, now):
    """With plain spaces, so that the sentences can be read here."""
    today = hours.counter_today(calendar, now)
    plain = {name: getattr(today, name).replace(hours.NBSP, " ") for name in ("now", "notice")}
    return replace(today, **plain)


def at(day, hour, minute=0):
    return datetime(2026, 11, day, hour, minute, tzinfo=HANOI)


@pytest.mark.parametrize(
    ("now", "is_open", "words"),
    [
        pytest.param(at(23, 6), False, "Mở cửa lúc 7 giờ 30.", id="before"),
        pytest.param(at(23, 9), True, "Đang mở cửa đến 11 giờ 30.", id="morning"),
        pytest.param(at(23, 12), False, "Đang nghỉ trưa, mở lại lúc 13 giờ 30.", id="noon"),
        pytest.param(at(23, 15), True, "Đang mở cửa đến 17 giờ.", id="afternoon"),
        pytest.param(
            at(23, 17),
            False,
            "Hôm nay đã đóng cửa. Mở lại lúc 7 giờ 30 thứ Tư 25/11.",
            id="closed on the eve of a day off",
        ),
        pytest.param(
            at(24, 9),
            False,
            "Hôm nay nghỉ Ngày Văn hóa Việt Nam. Mở lại lúc 7 giờ 30 thứ Tư 25/11.",
            id="day off",
        ),
        pytest.param(
            at(28, 9), False, "Hôm nay nghỉ. Mở lại lúc 7 giờ 30 thứ Hai 30/11.", id="Saturday"
        ),
    ],
)
def test_the_counter_now(now, is_open, words):
    today = counter_today(CALENDAR, now)

    assert (today.is_open, today.now) == (is_open, words)


def test_the_next_day_off_is_named():
    assert counter_today(CALENDAR, at(23, 9)).notice == "Thứ Ba 24/11 nghỉ Ngày Văn hóa Việt Nam."
    assert counter_today(CALENDAR, at(25, 9)).notice == ""


def test_days_off_in_a_row_are_one_notice():
    tet = frozenset(date(2026, 2, day) for day in range(16, 21))
    calendar = WorkCalendar(days_off=tet, names=dict.fromkeys(tet, "Tết Nguyên đán"))

    today = counter_today(calendar, datetime(2026, 2, 10, 9, tzinfo=HANOI))

    assert today.notice == "Từ thứ Hai 16/02 đến hết thứ Sáu 20/02 nghỉ Tết Nguyên đán."


def test_an_open_saturday_is_told():
    morning = ((time(7, 30), time(11)),)
    calendar = WorkCalendar(
        periods=(
            HoursPeriod(since=date(2026, 1, 1), intervals=WorkCalendar().hours, saturday=morning),
        )
    )

    today = counter_today(calendar, at(28, 9))

    assert (today.is_open, today.hours) == (True, "7:30–11:00")


@given(st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31)))
def test_there_is_always_an_answer(moment):
    today = counter_today(CALENDAR, moment.replace(tzinfo=HANOI))

    assert today.now.endswith(".")
    assert today.is_open == today.now.startswith("Đang mở cửa")
