"""Index 766 for programs: groups and indicators, each with what is divided by what."""

import pytest

from tests.scorecards.conftest import month
from tests.web.api.conftest import call_as, fresh_limits, morning


__all__ = ["fresh_limits", "morning"]

PATH = "/scorecards/766"


@pytest.fixture
def chu(world):
    month(world.commune)
    return call_as("chu")


def test_groups_and_indicators_with_their_counts(chu):
    found = chu.get(PATH, **{"unit": "H40.12.05", "from": "2026-08-01", "to": "2026-08-31"}).json()

    groups = {group["key"]: group for group in found["groups"]}
    assert (found["from"], found["to"]) == ("2026-08-01", "2026-08-24")  # as of today
    assert [group["max"] for group in found["groups"]] == [18, 20, 22, 22, 18]
    assert sum(group["score"] for group in found["groups"]) == pytest.approx(found["score"])
    assert found["score"] <= found["measurable"] < found["max"] == 100
    on_time = groups["progress"]["indicators"][0]
    assert on_time["numerator"] == 4
    assert on_time["denominator"] == 6
    assert on_time["rate"] == 0.666666
    assert on_time["score"] == 13.333333
    assert on_time["formula_version"] == "766/2.1/2022-06-23"


def test_what_is_not_measured_has_no_points(chu):
    found = chu.get(PATH).json()
    lines = {line["code"]: line for group in found["groups"] for line in group["indicators"]}

    for code in ("1.1", "1.4", "4.3", "4.4", "4.5a", "5.2", "5.3"):
        assert lines[code]["score"] is None
        assert lines[code]["numerator"] is None
        assert lines[code]["why_not"]
    assert lines["3.6"]["denominator"] == 0
    assert lines["2.2"]["is_measured"]
    assert lines["2.2"]["score"] is None


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        ({"unit": "H40.13.01"}, 403, "scorecards.NotYourUnit"),
        ({"unit": "H99"}, 404, "people.NoSuchUnit"),
        ({"from": "2026-08-10", "to": "2026-08-01"}, 422, "ledger.BadPeriod"),
        ({"from": "2027-01-01"}, 422, "scorecards.NotBegun"),
        ({"from": "2020-01-01", "to": "2020-01-31"}, 404, "scorecards.NothingInForce"),
        ({"from": "2020-01-01", "to": "2026-08-01"}, 404, "scorecards.NothingInForce"),
        ({"from": "0001-01-01", "to": "9999-12-31"}, 404, "scorecards.NothingInForce"),
        ({"to": "0001-01-01"}, 404, "scorecards.NothingInForce"),
        ({"from": "2026-02-30"}, 422, "web.FieldsWrong"),
        ({"from": "1.8.2026"}, 422, "web.FieldsWrong"),
        ({"unit": "x" * 99}, 422, "web.FieldsWrong"),
    ],
)
def test_what_makes_no_sense_is_refused(chu, query, status, code):
    answer = chu.get(PATH, **query)

    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_without_days_it_is_this_month(chu):
    found = chu.get(PATH).json()

    assert (found["unit"], found["from"], found["to"]) == (
        "H40.12.05",
        "2026-08-01",
        "2026-08-24",
    )


def test_the_agency_alone_or_with_what_lies_below(world):
    call = call_as("chu")

    assert call.get(PATH, below="false").json()["below"] is False
    assert call.get(PATH, below="maybe").status_code == 422
