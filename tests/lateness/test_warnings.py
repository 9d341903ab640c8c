"""When somebody is to be told: by the hours left, the share used, the hours late."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from motcua.deadlines.rules import WorkCalendar, add_working_time
from motcua.lateness.rules import WARNINGS, Deadline, Of, To, due_warnings, warnings_of


CALENDAR = WorkCalendar()
START = datetime(2026, 8, 24, 1, 0, tzinfo=UTC)  # Monday, 08:00 in Hà Nội


def at(hours):
    return add_working_time(START, Decimal(hours), CALENDAR)


def keys(of, whole, now):
    deadline = Deadline(of, START, at(whole))
    return [row.key for row in due_warnings(deadline, CALENDAR, now=now)]


@pytest.mark.parametrize(
    ("of", "whole", "now", "expected"),
    [
        pytest.param(Of.STEP, 40, 29, [], id="not yet"),
        pytest.param(Of.STEP, 40, 30, ["step_near"], id="three quarters used"),
        pytest.param(Of.STEP, 6, 4, ["step_near"], id="two hours left come first"),
        pytest.param(Of.STEP, 2, 0, [], id="never in the moment of being given it"),
        pytest.param(Of.STEP, 2, 1, ["step_near"], id="half of a short step"),
        pytest.param(Of.STEP, 8, 9, ["step_late"], id="its head when it is late"),
        pytest.param(Of.STEP, 8, 16, ["step_late", "step_still_late"], id="after a working day"),
        pytest.param(Of.WHOLE, 40, 31, [], id="more than a day left"),
        pytest.param(Of.WHOLE, 40, 32, ["day_left"], id="a day left"),
        pytest.param(Of.WHOLE, 40, 36, ["day_left", "hours_left"], id="four hours left"),
        pytest.param(
            Of.WHOLE, 42, 43, ["day_left", "hours_left"], id="late by the day, not the hour"
        ),
        pytest.param(Of.WHOLE, 46, 49, ["late"], id="late on the next day"),
        pytest.param(Of.WHOLE, 40, 48, ["late", "still_late"], id="late a day"),
        pytest.param(Of.ANSWER, 8, 0, ["filed"], id="a filing at once"),
        pytest.param(Of.ANSWER, 8, 6, ["filed", "answer_near"], id="before its answer is due"),
        pytest.param(Of.ANSWER, 8, 9, ["answer_late"], id="unanswered"),
    ],
)
def test_whose_moment_has_come(of, whole, now, expected):
    assert sorted(keys(of, whole, at(now))) == sorted(expected)


def test_every_row_says_when_to_whom_and_why():
    assert len({row.key for row in WARNINGS}) == len(WARNINGS)
    for row in WARNINGS:
        when = [row.at_once, row.hours_left is not None, row.hours_late is not None]
        assert sum(when) == 1, row
        assert row.source
        assert row.since == date(2018, 6, 23)


def test_another_row_counts_from_its_day():
    text = """
        [[warning]]
        key = "late"
        of = "whole"
        to = "leader"
        hours_late = 0
        since = 2026-09-01
        source = "QĐ ví dụ"
    """
    rows = warnings_of(text)
    deadline = Deadline(Of.WHOLE, START, at(8))

    assert list(due_warnings(deadline, CALENDAR, now=at(20), rows=rows)) == []
    found = list(due_warnings(deadline, CALENDAR, now=at(80), rows=rows))
    assert [row.to for row in found] == [To.LEADER]
