"""The working calendar and due moments over HTTP; the arithmetic has its own tests."""

import pytest


pytestmark = pytest.mark.django_db


def due_of(caller, **asked):
    given = {
        "complete_at": "2026-11-23T09:00:00+07:00",
        "limit": {"amount": 3, "unit": "working_day"},
        **asked,
    }
    return caller.post("/deadlines/compute", given)


def test_a_year_has_its_days_off_make_up_days_and_hours(program):
    year = program.get("/calendar/2026").json()

    assert year["hours"] == [["07:30", "11:30"], ["13:00", "17:00"]]
    assert {"2026-11-24", "2026-09-02"} <= {day["date"] for day in year["days_off"]}
    assert "2026-08-22" in {day["date"] for day in year["makeup_days"]}
    assert all(day["name"] and day["source"] for day in year["days_off"])


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/calendar/1850", 404),
        ("/calendar/9999", 404),
        ("/calendar/0", 422),
        ("/calendar/nam", 422),
        ("/calendar/" + "9" * 5000, 422),
        ("/calendar/2026?province=hn", 422),
    ],
)
def test_a_year_nobody_has_is_refused(program, path, status):
    assert program.get(path).status_code == status


@pytest.mark.parametrize(
    ("asked", "due_at"),
    [
        pytest.param({}, "2026-11-27T17:00:00+07:00", id="24/11 is a day off"),
        pytest.param(
            {"complete_at": "2026-11-23T02:00:00Z"},
            "2026-11-27T17:00:00+07:00",
            id="another offset, the same moment",
        ),
        pytest.param(
            {"complete_at": "2026-11-23T15:00:01+07:00", "cutoff": "15:00"},
            "2026-11-30T17:00:00+07:00",
            id="later than the cut-off",
        ),
        pytest.param(
            {"complete_at": "2026-11-23T15:00:00+07:00", "cutoff": "15:00"},
            "2026-11-27T17:00:00+07:00",
            id="exactly the cut-off",
        ),
        pytest.param(
            {"limit": {"amount": 0.5, "unit": "working_day"}},
            "2026-11-23T14:30:00+07:00",
            id="half a day is four hours",
        ),
        pytest.param(
            {"limit": {"amount": "1.5", "unit": "working_hour"}},
            "2026-11-23T10:30:00+07:00",
            id="a number as text",
        ),
        pytest.param(
            {"spans": [{"from": "2026-11-25T08:00:00+07:00", "to": "2026-11-27T08:00:00+07:00"}]},
            "2026-12-01T17:00:00+07:00",
            id="a pause",
        ),
        pytest.param(
            {"limit": {"amount": 1, "unit": "month"}, "cutoff": None, "spans": []},
            "2026-12-23T17:00:00+07:00",
            id="a month",
        ),
    ],
)
def test_when_something_is_due(program, asked, due_at):
    answer = due_of(program, **asked).json()

    assert answer["due_at"] == due_at
    assert answer["due_on"] == due_at[:10]
    assert len(answer["explanation"]) >= 3


@pytest.mark.parametrize(
    ("asked", "code", "field"),
    [
        pytest.param(
            {"spans": [{"from": "2026-11-25T08:00:00+07:00", "to": None}]},
            "deadlines.ClockStopped",
            None,
            id="open pause",
        ),
        pytest.param(
            {"spans": [{"from": "2026-11-25T08:00:00+07:00"}]},
            "deadlines.ClockStopped",
            None,
            id="open pause, no end named",
        ),
        pytest.param(
            {"spans": [{"from": "2026-11-27T08:00:00+07:00", "to": "2026-11-25T08:00:00+07:00"}]},
            "deadlines.EndsBeforeStart",
            None,
            id="ends before it starts",
        ),
        pytest.param(
            {"complete_at": "2026-11-23T09:00:00"}, "web.FieldsWrong", "complete_at", id="no zone"
        ),
        pytest.param({"complete_at": 1790000000}, "web.FieldsWrong", "complete_at", id="a number"),
        pytest.param(
            {"complete_at": "2026-02-30T09:00:00+07:00"},
            "web.FieldsWrong",
            "complete_at",
            id="no such day",
        ),
        pytest.param(
            {"complete_at": "9999-12-31T23:59:59+07:00"},
            "deadlines.OutsideCalendar",
            None,
            id="the end of time",
        ),
        pytest.param(
            {"complete_at": "0001-01-01T00:00:00+07:00"},
            "deadlines.OutsideCalendar",
            None,
            id="the beginning of time",
        ),
        pytest.param(
            {"limit": {"amount": -1, "unit": "working_day"}},
            "deadlines.AmountOutOfRange",
            None,
            id="negative",
        ),
        pytest.param(
            {"limit": {"amount": 10**9, "unit": "month"}},
            "deadlines.AmountOutOfRange",
            None,
            id="beyond all measure",
        ),
        pytest.param(
            {"limit": {"amount": 10**400, "unit": "month"}},
            "web.FieldsWrong",
            "limit.amount",
            id="beyond all numbers",
        ),
        pytest.param(
            {"limit": {"amount": 0.5, "unit": "month"}},
            "deadlines.AmountNotWhole",
            None,
            id="half a month",
        ),
        pytest.param(
            {"limit": {"amount": "NaN", "unit": "month"}},
            "web.FieldsWrong",
            "limit.amount",
            id="no number",
        ),
        pytest.param(
            {"limit": {"amount": True, "unit": "month"}},
            "web.FieldsWrong",
            "limit.amount",
            id="a yes",
        ),
        pytest.param(
            {"limit": {"amount": 1, "unit": "year"}}, "web.FieldsWrong", "limit.unit", id="unit"
        ),
        pytest.param({"cutoff": "25:00"}, "web.FieldsWrong", "cutoff", id="no such hour"),
        pytest.param({"cutoff": "15:00+07:00"}, "web.FieldsWrong", "cutoff", id="hour with zone"),
        pytest.param({"cutoff": 900}, "web.FieldsWrong", "cutoff", id="hour as a number"),
        pytest.param({"cutof": "15:00"}, "web.FieldsWrong", "cutof", id="slip of the pen"),
        pytest.param({"province": "Hà Nội"}, "deadlines.ProvinceUnknown", None, id="province"),
    ],
)
def test_what_cannot_be_counted_is_refused(program, asked, code, field):
    response = due_of(program, **asked)
    problem = response.json()

    assert (response.status_code, problem["code"]) == (422, code)
    if field:
        assert [error["field"] for error in problem["errors"]] == [field]


def test_a_limit_with_a_million_digits_costs_nothing(program):
    raw = '{"complete_at": "%s", "limit": {"unit": "month", "amount": 1e-999999}}'
    response = program.post("/deadlines/compute", raw=raw % "2026-11-23T09:00:00+07:00")

    assert response.status_code == 422
    assert len(response.content) < 1000
