"""What the database itself refuses."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError

from motcua.deadlines.models import CalendarDay, WorkHours


NOW = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
STORM = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"kind": "party"}, "calendar_day_kind_known"),
        ({"province_code": "x"}, "calendar_day_province_code_form"),
        ({"name": ""}, "calendar_day_named_and_sourced"),
        ({"changed_at": NOW}, "calendar_day_changed_at_and_by_together"),
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
        ({"changed_at": NOW}, "work_hours_changed_at_and_by_together"),
    ],
)
def test_the_database_refuses_hours(db, fields, constraint):
    valid = {"since": STORM, "intervals": [["07:30", "11:30"]], "source": "QĐ"}

    with pytest.raises(IntegrityError, match=constraint):
        WorkHours.objects.create(**valid | fields)
