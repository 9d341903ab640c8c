"""What the database itself refuses."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, ProgrammingError, connection

from motcua.deadlines import services
from motcua.deadlines.models import CalendarDay, WorkHours
from tests.deadlines.entries import add, day, hours


NOW = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
STORM = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"kind": "party"}, "calendar_day_kind_known"),
        ({"province_code": "x"}, "calendar_day_province_code_form"),
        ({"name": ""}, "calendar_day_named_and_sourced"),
        ({"written_at": NOW}, "calendar_day_written_at_and_by_together"),
        ({"withdrawn_at": NOW}, "calendar_day_withdrawn_at_and_by_together"),
    ],
)
def test_the_database_refuses_a_day(db, fields, constraint):
    valid = {"on": STORM, "kind": "holiday", "name": "Bão", "source": "Công điện"}

    with pytest.raises(IntegrityError, match=constraint):
        CalendarDay.objects.create(**valid | fields)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"until": date(2025, 1, 1)}, "work_hours_period_in_order"),
        ({"season_first": "04-16"}, "work_hours_season_form"),
        ({"season_first": "4/16", "season_last": "5/1"}, "work_hours_season_form"),
        ({"written_at": NOW}, "work_hours_written_at_and_by_together"),
        ({"withdrawn_at": NOW}, "work_hours_withdrawn_at_and_by_together"),
    ],
)
def test_the_database_refuses_hours(db, fields, constraint):
    valid = {"since": STORM, "intervals": [["07:30", "11:30"]], "source": "QĐ"}

    with pytest.raises(IntegrityError, match=constraint):
        WorkHours.objects.create(**valid | fields)


def test_nothing_is_known_until_before_it_is_known_from(hoa):
    valid = {"on": STORM, "kind": "holiday", "name": "Bão", "source": "Công điện"}
    signed = {"written_by_id": hoa, "withdrawn_by_id": hoa}

    with pytest.raises(IntegrityError, match="calendar_day_known_in_order"):
        CalendarDay.objects.create(written_at=NOW, withdrawn_at=NOW, **valid | signed)


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param("DELETE FROM deadlines_calendarday", id="a day deleted"),
        pytest.param("UPDATE deadlines_calendarday SET name = 'z'", id="a day changed"),
        pytest.param(
            "UPDATE deadlines_calendarday SET name = 'z', withdrawn_at = now(),"
            " withdrawn_by_id = written_by_id",
            id="a day changed as it is withdrawn",
        ),
        pytest.param("DELETE FROM deadlines_workhours", id="hours deleted"),
        pytest.param("UPDATE deadlines_workhours SET until = since", id="hours changed"),
    ],
)
def test_what_was_known_can_not_be_unwritten(hoa, statement):
    add(day(), hoa)
    add(hours(), hoa)

    with pytest.raises(ProgrammingError, match="keeps what was known"):
        connection.cursor().execute(statement)


def test_a_withdrawal_is_final(hoa):
    services.remove_day(add(day(), hoa), reason="Nhầm", by=hoa, at=NOW)

    with pytest.raises(ProgrammingError, match="keeps what was known"):
        CalendarDay.objects.update(withdrawn_at=None, withdrawn_by=None)
