"""The figures over the API: one's own agency and below, and what everybody may see."""

import random

import pytest

from motcua.ledger.models import Total
from motcua.reports.rules import PUBLISHED
from motcua.web.api.shapes.reports import Figures
from tests import factories
from tests.reports.histories import lay_in
from tests.web.api.conftest import (
    anyone,
    call_as,
    fresh_limits,
    hieu,
    morning,
    world,
)


__all__ = ["anyone", "fresh_limits", "hieu", "morning", "world"]

pytestmark = pytest.mark.django_db

PERIOD = {"from": "2025-12-15", "to": "2026-03-14"}
REPORT = "/reports/dossiers"
PUBLIC = "/public/statistics"


@pytest.fixture
def lives(world):
    return lay_in(random.Random(7), [world.commune.pk, world.other_commune.pk], 120)


def test_it_gives_every_figure_of_the_contract():
    assert tuple(Figures.model_fields) == PUBLISHED


def test_rows_satisfy_the_identities_of_the_form(hieu, lives):
    for by in ("unit", "field", "procedure", "level"):
        found = hieu.get(REPORT, **PERIOD, by=by).json()

        assert found["findings"] == []
        assert found["rows"]
        for row in (*found["rows"], found["total"]):
            assert row["received"] == row["resolved"] + row["in_progress"]
            assert row["received"] == (
                row["received_online"]
                + row["received_direct"]
                + row["received_postal"]
                + row["carried_over"]
            )
            assert row["resolved"] == (
                row["resolved_early"] + row["resolved_on_time"] + row["resolved_late"]
            )
            assert row["in_progress"] == row["in_progress_in_time"] + row["in_progress_late"]
        for name in PUBLISHED:
            assert sum(row[name] for row in found["rows"]) == found["total"][name]


def test_without_a_unit_it_is_the_callers_own_agency(hieu, lives):
    found = hieu.get(REPORT, **PERIOD).json()

    assert (found["unit"], found["unit_name"]) == ("H40.12.05", "UBND phường An Thịnh")
    assert (found["from"], found["to"]) == ("2025-12-15", "2026-03-14")
    assert found["title"] == "từ ngày 15/12/2025 đến ngày 14/3/2026"


def test_a_period_by_name(hieu, lives):
    quarter = hieu.get(REPORT, period="2026-Q1").json()

    assert quarter["title"] == "quý I/2026 (15/12/2025–14/3/2026)"
    assert quarter["total"] == hieu.get(REPORT, **PERIOD).json()["total"]


def test_a_period_that_runs_ends_today(hieu):
    found = hieu.get(REPORT, period="2026-Q3").json()

    assert found["to"] == "2026-08-24"
    assert "đến ngày 24/8/2026" in found["title"]


@pytest.mark.parametrize(
    ("who", "unit", "status"),
    [
        ("hieu", "H40.12.05", 200),
        ("chu", "H40.12.05", 200),
        ("quan", "H40.12.05", 200),
        ("hieu", "H40", 403),
        ("chu", "H40.13.01", 403),
        ("la", "H40.12.05", 403),
        ("la", "H40.13.01", 200),
        ("hieu", "H99", 404),
        ("hieu", "H40.12.05.02", 422),
    ],
)
def test_whose_figures_one_may_read(world, lives, who, unit, status):
    answer = call_as(who).get(REPORT, **PERIOD, unit=unit)

    assert answer.status_code == status
    assert status == 200 or answer.json()["detail"].endswith(".")


@pytest.mark.parametrize(("who", "status"), [("chu", 200), ("anh", 200), ("hieu", 403)])
def test_figures_of_officials_are_for_who_leads_them(world, who, status):
    factories.received(world)

    answer = call_as(who).get(REPORT, **{"from": "2026-08-01", "to": "2026-08-24"}, by="officer")

    assert answer.status_code == status
    if status == 200:
        assert [row["label"] for row in answer.json()["rows"]] == ["Nguyễn Văn Hiếu"]


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"from": "2026-01-01"},
        {"to": "2026-01-01"},
        {"from": "2026-03-01", "to": "2026-02-01"},
        {"from": "0001-01-01", "to": "2026-02-01"},
        {"from": "2026-01-01", "to": "9999-12-31"},
        {"from": "1/1/2026", "to": "2026-02-01"},
        {"from": "2026-02-30", "to": "2026-03-01"},
        {"from": "20260101", "to": "20260201"},
        {"from": "2027-01-01", "to": "2027-02-01"},
        {"period": "2026-Q5"},
        {"period": "2100"},
        {"period": "x" * 41},
        {**PERIOD, "by": "street"},
        {**PERIOD, "below": "perhaps"},
        {**PERIOD, "field": "x" * 151},
    ],
)
def test_what_is_no_period_is_refused_with_a_sentence(hieu, anyone, query):
    for answer in (hieu.get(REPORT, **query), anyone.get(PUBLIC, **query)):
        if answer.status_code == 200:  # the published figures need no period, and have no `by`
            assert answer.wsgi_request.path.endswith("/statistics")
            continue
        assert answer.status_code == 422
        assert answer.json()["detail"]


def test_a_nul_is_refused(hieu, anyone):
    assert hieu.get(REPORT, **PERIOD, unit="H40\x00").status_code == 400
    assert anyone.get(PUBLIC, field="\x00").status_code == 400


def test_a_sum_that_fails_is_told(hieu, lives):
    Total.objects.filter(granted_early__gt=0).update(granted_early=4000)

    found = hieu.get(REPORT, **PERIOD).json()

    assert found["findings"]
    assert all(each["difference"] == each["left"] - each["right"] for each in found["findings"])


def test_everybody_sees_units_and_fields_and_nothing_smaller(anyone, world, lives):
    found = anyone.get(PUBLIC, **PERIOD).json()

    assert {row["key"] for row in found["units"]} == {"H40.12.05", "H40.13.01"}
    assert {row["label"] for row in found["fields"]} == {"Hộ tịch", "Đất đai"}
    assert not {"rows", "procedures", "findings"} & set(found)
    for rows in (found["units"], found["fields"]):
        for name in PUBLISHED:
            assert sum(row[name] for row in rows) == found["total"][name]
    assert all("(" in rate["text"] for rate in found["rates"])


def test_few_dossiers_stand_with_others(anyone, world):
    lay_in(random.Random(1), [world.commune.pk], 40)
    lay_in(random.Random(2), [world.other_commune.pk], 2, prefix="H41")

    found = anyone.get(PUBLIC, **PERIOD).json()

    assert [row["label"] for row in found["units"]] == ["Đơn vị khác"]


def test_without_dossiers_there_is_no_rate(anyone, world):
    found = anyone.get(PUBLIC).json()

    assert found["total"]["received"] == 0
    assert {rate["text"] for rate in found["rates"]} == {"chưa có hồ sơ"}


def test_who_asks_too_often_waits(anyone, world):
    answers = {anyone.get(PUBLIC).status_code for _ in range(62)}

    assert answers == {200, 429}


@pytest.mark.parametrize(
    ("path", "most"), [(f"{REPORT}?period=2026-Q1&unit=H40.12.05", 10), (PUBLIC, 6)]
)
def test_it_costs_few_queries(hieu, lives, django_assert_max_num_queries, path, most):
    hieu.get(path)
    with django_assert_max_num_queries(most):
        assert hieu.get(path).status_code == 200
