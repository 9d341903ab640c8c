"""Who writes days and hours over the law, what is refused, what the journal keeps."""

from datetime import date, time

import pytest
from django.contrib.auth import get_user_model

from motcua.deadlines import queries, services
from motcua.deadlines.errors import (
    DayAlreadySet,
    HoursAlreadySet,
    MakeUpNotAtWeekend,
    NoSuchDay,
    NoSuchHours,
    NoWorkingHours,
    OutsideCalendar,
    PeriodOutOfOrder,
    ProvinceUnknown,
    TextNotPlain,
)
from motcua.deadlines.models import CalendarDay, WorkHours
from motcua.deadlines.rules import DEFAULT_HOURS, DayKind, Season
from motcua.journal import queries as journal
from tests.deadlines.entries import EARLY, NOW, STORM, SUMMER, add, day, hours


def test_a_change_and_a_removal_are_seen_at_once_and_kept_in_the_journal(hoa):
    day_id = add(day(), hoa)
    moved = day(date(2026, 11, 27))

    new_id = services.change_day(day_id, moved, reason="Bão đến chậm", by=hoa, at=NOW)
    assert queries.work_calendar().is_working(STORM)
    assert not queries.work_calendar().is_working(moved.on)

    services.remove_day(new_id, reason="Bão tan", by=hoa, at=NOW)
    assert queries.work_calendar().is_working(moved.on)
    entries = journal.history("calendar:VN")
    assert [entry.kind for entry in entries] == [
        "calendar.day_added",
        "calendar.day_changed",
        "calendar.day_removed",
    ]
    assert entries[1].facts["was_on"] == "2026-11-26"
    assert entries[2].facts["reason"] == "Bão tan"
    assert {entry.by_id for entry in entries} == {hoa}


@pytest.mark.parametrize(
    ("entry", "refusal"),
    [
        pytest.param(day(province="1"), ProvinceUnknown, id="province of one digit"),
        pytest.param(day(province="01\n"), ProvinceUnknown, id="province with a line end"),
        pytest.param(day(name=" "), TextNotPlain, id="no name"),
        pytest.param(day(name="Bão\x00"), TextNotPlain, id="a NUL"),
        pytest.param(day(name="Bão\ud800"), TextNotPlain, id="half a character"),
        pytest.param(day(source="x" * 251), TextNotPlain, id="a long source"),
        pytest.param(day(kind=DayKind.MAKEUP_WORK), MakeUpNotAtWeekend, id="make-up on Thursday"),
        pytest.param(day(date(1975, 4, 30)), OutsideCalendar, id="long ago"),
        pytest.param(hours(()), NoWorkingHours, id="no hours"),
        pytest.param(hours(((time(11), time(7)),)), NoWorkingHours, id="hours backwards"),
        pytest.param(hours(saturday=((time(9), time(9)),)), NoWorkingHours, id="an empty Saturday"),
        pytest.param(hours(until=date(2025, 12, 31)), PeriodOutOfOrder, id="ends before it begins"),
        pytest.param(hours(season=Season((13, 1), (2, 1))), PeriodOutOfOrder, id="month 13"),
    ],
)
def test_nonsense_is_refused_and_leaves_no_trace(hoa, entry, refusal):
    with pytest.raises(refusal):
        add(entry, hoa)

    assert not CalendarDay.objects.exists()
    assert not WorkHours.objects.exists()
    assert journal.history("calendar:VN") == []


@pytest.mark.parametrize("reason", ["", "\x07"])
def test_a_change_needs_a_reason(hoa, reason):
    with pytest.raises(TextNotPlain):
        services.add_day(day(), reason=reason, by=hoa, at=NOW)


def test_a_day_is_set_once_in_one_calendar(hoa):
    add(day(), hoa)
    other = add(day(date(2026, 11, 27)), hoa)
    add(day(province="01"), hoa)

    with pytest.raises(DayAlreadySet, match="26/11/2026"):
        add(day(), hoa)
    with pytest.raises(DayAlreadySet):
        services.change_day(other, day(), reason="Nhầm", by=hoa, at=NOW)

    assert CalendarDay.objects.count() == 3


def test_what_somebody_else_changed_is_no_longer_there(hoa):
    day_id, hours_id = add(day(), hoa), add(hours(), hoa)
    services.change_day(day_id, day(name="Bão số 9"), reason="Tên", by=hoa, at=NOW)
    services.end_hours(hours_id, until=date(2026, 6, 1), reason="Hết mùa", by=hoa, at=NOW)

    with pytest.raises(NoSuchDay):
        services.change_day(day_id, day(), reason="Nhầm", by=hoa, at=NOW)
    with pytest.raises(NoSuchDay):
        services.remove_day(day_id, reason="Nhầm", by=hoa, at=NOW)
    with pytest.raises(NoSuchHours):
        services.end_hours(hours_id, until=date(2026, 7, 1), reason="Nhầm", by=hoa, at=NOW)
    assert [d.name for d in queries.overrides(2026)] == ["Bão số 9"]
    assert [h.period.until for h in queries.work_hours()] == [date(2026, 6, 1)]


def test_what_is_not_there_is_missing(hoa):
    with pytest.raises(NoSuchDay):
        services.remove_day(0, reason="Nhầm", by=hoa, at=NOW)
    with pytest.raises(NoSuchHours):
        services.remove_hours(0, reason="Nhầm", by=hoa, at=NOW)


def test_hours_that_end_and_hours_taken_back(hoa):
    first = add(hours(), hoa)
    with pytest.raises(HoursAlreadySet):
        add(hours(EARLY), hoa)
    add(hours(EARLY, since=date(2026, 6, 1)), hoa)

    ended = services.end_hours(first, until=date(2026, 3, 31), reason="QĐ mới", by=hoa, at=NOW)
    calendar = queries.work_calendar()
    assert calendar.hours_on(date(2026, 3, 31)) == SUMMER
    assert calendar.hours_on(date(2026, 4, 1)) == DEFAULT_HOURS
    assert calendar.hours_on(date(2026, 6, 1)) == EARLY

    services.remove_hours(ended, reason="Nhập nhầm", by=hoa, at=NOW)
    assert queries.work_calendar().hours_on(date(2026, 3, 31)) == DEFAULT_HOURS
    assert [entry.kind for entry in journal.history("calendar:VN")][-2:] == [
        "calendar.hours_ended",
        "calendar.hours_removed",
    ]


@pytest.mark.django_db(transaction=True)
def test_one_of_eight_writers_sets_the_day(at_once):
    hoa = get_user_model().objects.create(username="hoa", name="Nguyễn Thị Hoa").pk

    answers = at_once(8, lambda: add(day(), hoa))

    assert sum(isinstance(answer, int) for answer in answers) == 1
    assert sum(isinstance(answer, DayAlreadySet) for answer in answers) == 7
    assert not queries.work_calendar().is_working(STORM)
